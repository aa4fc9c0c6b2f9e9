/// Buffers that alone do not fit into a capacity: why an allocation is impossible.
///
/// It is irreducible when without any one of its buffers the others fit, which is said only where each of these was shown.
///
/// - Source: Chinneck and Dravnieks (1991), "Locating Minimal Infeasible Constraint Sets in Linear Programs": the deletion filter.
package struct InfeasibleSubset: Sendable, Hashable {
  /// What they fail by.
  package enum Cause: Sendable, Hashable {
    /// What they occupy together at a time; `heights` by buffer of the subset.
    case load(time: Int, heights: [Int])
    /// A fixed offset, from which the only buffer reaches this high.
    case top(Int)
    /// No arrangement fits, as a search has shown.
    case packing
  }

  /// Numbers of the buffers, ascending.
  package internal(set) var buffers: [Int]
  /// What they fail by.
  package internal(set) var cause: Cause
  /// Whether every removal of one buffer was shown to leave what fits.
  package internal(set) var isIrreducible = false

  /// Buffers that need more than a capacity at one time, or one that is fixed above it; nil = the load is no reason.
  ///
  /// Of those alive at the time of the greatest load the smallest are left out while the sum is above the capacity.
  ///
  /// - Parameter subset: the numbers to look at.
  /// - Complexity: O(m log m) for m pieces.
  package static func overloaded(
    _ subset: [Int], of buffers: [Buffer], capacity: Int
  ) -> InfeasibleSubset? {
    for index in subset {
      let top = (buffers[index].fixedOffset ?? 0) + buffers[index].size
      guard top > capacity, buffers[index].fixedOffset != nil else { continue }
      return InfeasibleSubset(buffers: [index], cause: .top(top), isIrreducible: true)
    }
    guard let peak = peak(of: subset, buffers), peak.load > capacity else { return nil }
    var alive: [(height: Int, index: Int, begin: Int)] = []
    for index in subset {
      for piece in buffers[index].pieces where piece.times.contains(peak.time) {
        alive.append((piece.addresses.count, index, piece.times.lowerBound))
      }
    }
    alive.sort { ($0.height, $0.index) < ($1.height, $1.index) }
    var sum = peak.load
    var dropped = 0
    while dropped < alive.count, sum - alive[dropped].height > capacity {
      sum -= alive[dropped].height
      dropped += 1
    }
    let rest = alive.dropFirst(dropped).sorted { $0.index < $1.index }
    // Without gaps, alignments and fixed offsets all that meets at one time can be stacked.
    let isPlain = rest.allSatisfy { entry in
      let buffer = buffers[entry.index]
      return buffer.gaps.isEmpty && buffer.alignment == 1 && buffer.fixedOffset == nil
    }
    return InfeasibleSubset(
      buffers: rest.map(\.index),
      cause: .load(time: rest.map(\.begin).max() ?? peak.time, heights: rest.map(\.height)),
      isIrreducible: isPlain || rest.count == 1)
  }

  /// The greatest load and its first time; nil where nothing occupies anything.
  ///
  /// - Complexity: O(m log m) for m pieces.
  package static func peak(of subset: [Int], _ buffers: [Buffer]) -> (time: Int, load: Int)? {
    var events: [(time: Int, change: Int)] = []
    for index in subset {
      for piece in buffers[index].pieces {
        events.append((piece.times.lowerBound, piece.addresses.count))
        events.append((piece.times.upperBound, -piece.addresses.count))
      }
    }
    events.sort { ($0.time, $0.change) < ($1.time, $1.change) }
    var level = 0
    var best: (time: Int, load: Int)?
    for event in events {
      level += event.change
      if level > best?.load ?? 0 { best = (event.time, level) }
    }
    return best
  }

  /// The first time at which all of them are alive; nil = there is none.
  package func sharedTime(_ buffers: [Buffer]) -> Int? {
    if case .load(let time, _) = cause { return time }
    guard let begin = self.buffers.map({ buffers[$0].lower }).max(),
      let end = self.buffers.map({ buffers[$0].upper }).min(), begin < end
    else { return nil }
    return begin
  }
}
