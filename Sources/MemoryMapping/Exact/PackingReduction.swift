/// Splits static allocation into parts that can be solved one by one.
///
/// Buffers whose lives are not connected do not matter to each other. Within a connected part a buffer that is alive together with every other
/// one can lie below all of them: in any allocation, what lies below it moves up by its size. What is left above it falls apart again.
/// Both hold only without gaps, fixed offsets and alignments; parts that have any are left whole.
package struct PackingReduction: Sendable {
  /// A part: its buffers need a peak of their own above `base`.
  package struct Part: Sendable {
    /// Numbers of its buffers in the instance, by begin of life.
    package var buffers: [Int]
    /// What lies below all of them.
    package var base: Int
    /// Their load.
    package var load: Int
  }

  /// Buffers with an offset that is best for any peak.
  package private(set) var placed: [(buffer: Int, offset: Int)] = []
  /// The rest, the one with the greatest sum of base and load first.
  package private(set) var parts: [Part] = []
  /// A lower bound on the peak: what lies below, and the load.
  package private(set) var bound = 0

  /// Splits buffers.
  ///
  /// - Complexity: O(n log n) for each level of nesting, of which there are at most a thousand.
  package init(_ buffers: [Buffer]) {
    let order = buffers.indices.sorted {
      (buffers[$0].lower, $0) < (buffers[$1].lower, $1)
    }
    var open: [(buffers: [Int], base: Int, level: Int)] = [(order, 0, 0)]
    while let next = open.popLast() {
      for component in PackingReduction.components(next.buffers, buffers) {
        let isFree = component.allSatisfy { index in
          buffers[index].gaps.isEmpty && buffers[index].fixedOffset == nil
            && buffers[index].alignment == 1
        }
        let rest = isFree && next.level < 1000 ? take(component, next.base, buffers) : nil
        if let rest {
          if !rest.buffers.isEmpty { open.append((rest.buffers, rest.base, next.level + 1)) }
        } else {
          let list = component.map { buffers[$0] }
          let load = LoadBound.alignedLoad(of: list) ?? LoadBound.load(of: list)
          parts.append(Part(buffers: component, base: next.base, load: load))
          bound = max(bound, next.base + load)
        }
      }
    }
    parts.sort { ($0.base + $0.load, $0.buffers.count) > ($1.base + $1.load, $1.buffers.count) }
  }

  /// The buffers of a part and what lies below it: the placed ones that meet it, since these meet all of it.
  package func whole(_ part: [Int], of buffers: [Buffer]) -> [Int] {
    guard let first = part.first else { return [] }
    return part + placed.map(\.buffer).filter { buffers[$0].meets(buffers[first]) }
  }

  /// Places the buffers of a part that meet all others; nil when there are none.
  private mutating func take(
    _ component: [Int], _ base: Int, _ buffers: [Buffer]
  ) -> (buffers: [Int], base: Int)? {
    var (leastEnd, greatestBegin) = (Int.max, Int.min)
    for index in component {
      leastEnd = min(leastEnd, buffers[index].upper)
      greatestBegin = max(greatestBegin, buffers[index].lower)
    }
    var rest: [Int] = []
    var height = base
    for index in component {
      if buffers[index].lower < leastEnd, buffers[index].upper > greatestBegin {
        placed.append((index, height))
        height += buffers[index].size
      } else {
        rest.append(index)
      }
    }
    bound = max(bound, height)
    return rest.count == component.count ? nil : (rest, height)
  }

  /// Runs of buffers, sorted by begin, that are connected by lives.
  private static func components(_ order: [Int], _ buffers: [Buffer]) -> [[Int]] {
    var components: [[Int]] = []
    var end = Int.min
    for index in order {
      if components.isEmpty || buffers[index].lower >= end {
        components.append([])
        end = buffers[index].upper
      }
      components[components.count - 1].append(index)
      end = max(end, buffers[index].upper)
    }
    return components
  }
}
