/// Static allocation in the form that the exact search works on: sizes in units, time in sections, pairs of buffers that are alive together.
///
/// A section is a stretch of time with a set of buffers alive that no neighbouring one contains. A buffer has spans: runs of sections
/// during which it occupies the same addresses relative to its offset.
package struct PackingData: Sendable {
  /// A run of sections with what a buffer occupies in them, in units relative to its offset.
  package struct Span: Sendable, Hashable {
    package var first: Int
    package var end: Int
    package var bottom: Int
    package var top: Int
  }

  /// Buffers, by number.
  package let count: Int
  /// Bytes of a unit: all sizes, windows and fixed offsets are multiples.
  package let unit: Int
  package private(set) var sizes: [Int]
  /// Multiples that offsets have to be, in units.
  package private(set) var alignments: [Int]
  /// In units; -1 = none.
  package private(set) var fixedOffsets: [Int]
  package private(set) var spans: [[Span]]
  package private(set) var sectionCount: Int
  /// Life in sections.
  package private(set) var firsts: [Int]
  package private(set) var ends: [Int]
  /// By buffer: those alive together with it, and how far above its offset theirs has to be when they lie above it.
  package private(set) var conflictStarts: [Int]
  package private(set) var conflicts: [Int32]
  package private(set) var separations: [Int]
  /// Whether some pair could be apart without one lying wholly above the other, so that the search may miss allocations.
  package private(set) var mayInterlock = false
  /// Whether all separations are the sizes.
  package let isPlain: Bool

  /// The most pairs that are stored.
  static let largestPairCount = 60_000_000

  /// Prepares buffers; nil when more pairs are alive together than can be stored.
  ///
  /// - Complexity: O(n log n + pairs).
  package init?(_ buffers: [Buffer]) {
    count = buffers.count
    let unit = AllocationUnits.unit(of: buffers)
    self.unit = unit
    sizes = buffers.map { $0.size / unit }
    alignments = buffers.map { unit % $0.alignment == 0 ? 1 : $0.alignment / unit }
    fixedOffsets = buffers.map { $0.fixedOffset.map { $0 / unit } ?? -1 }
    isPlain = buffers.allSatisfy { $0.gaps.isEmpty }
    let sections = Sections(buffers)
    (sectionCount, spans) = (sections.count, sections.spans)
    for (index, list) in spans.enumerated() {
      for place in list.indices {
        spans[index][place].bottom /= unit
        spans[index][place].top /= unit
      }
    }
    (firsts, ends) = (sections.firsts, sections.ends)
    (conflictStarts, conflicts, separations) = ([], [], [])
    guard findConflicts() else { return nil }
  }

  /// Pairs of buffers that are alive together; false when there are too many.
  private mutating func findConflicts() -> Bool {
    let order = (0..<count).sorted { (firsts[$0], $0) < (firsts[$1], $1) }
    var pairs: [(Int32, Int32)] = []
    var alive: [Int] = []
    for index in order {
      alive.removeAll { ends[$0] <= firsts[index] }
      guard pairs.count + alive.count <= PackingData.largestPairCount else { return false }
      for other in alive where isPlain || separation(other, index) != nil {
        pairs.append((Int32(other), Int32(index)))
      }
      alive.append(index)
    }
    var degrees = [Int](repeating: 0, count: count + 1)
    for (a, b) in pairs {
      degrees[Int(a)] += 1
      degrees[Int(b)] += 1
    }
    conflictStarts = [Int](repeating: 0, count: count + 1)
    for index in 0..<count { conflictStarts[index + 1] = conflictStarts[index] + degrees[index] }
    conflicts = [Int32](repeating: 0, count: 2 * pairs.count)
    separations = [Int](repeating: 0, count: isPlain ? 0 : 2 * pairs.count)
    var next = conflictStarts
    for (a, b) in pairs {
      for (x, y) in [(a, b), (b, a)] {
        let place = next[Int(x)]
        conflicts[place] = y
        if !isPlain { separations[place] = separation(Int(x), Int(y)) ?? 0 }
        next[Int(x)] = place + 1
      }
      if !isPlain, canInterlock(Int(a), Int(b)) { mayInterlock = true }
    }
    return true
  }

  /// How far the offset of `b` has to be above that of `a` for `b` to lie above `a` at all times; nil = never alive together.
  package func separation(_ a: Int, _ b: Int) -> Int? {
    if isPlain { return firsts[a] < ends[b] && firsts[b] < ends[a] ? sizes[a] : nil }
    var best: Int?
    for x in spans[a] {
      for y in spans[b] where x.first < y.end && y.first < x.end {
        best = max(best ?? .min, x.top - y.bottom)
      }
    }
    return best
  }

  /// Whether differences of offsets without overlap exist between those of `a` above and of `a` below, or offsets that are equal or in
  /// another order than the addresses.
  private func canInterlock(_ a: Int, _ b: Int) -> Bool {
    var forbidden: [(low: Int, high: Int)] = []
    for x in spans[a] {
      for y in spans[b] where x.first < y.end && y.first < x.end {
        forbidden.append((x.bottom - y.top, x.top - y.bottom))
      }
    }
    forbidden.sort { ($0.low, $0.high) < ($1.low, $1.high) }
    guard var high = forbidden.first?.high, let low = forbidden.first?.low else { return false }
    for range in forbidden.dropFirst() {
      if range.low >= high { return true }
      high = max(high, range.high)
    }
    return low >= 0 || high <= 0
  }
}
