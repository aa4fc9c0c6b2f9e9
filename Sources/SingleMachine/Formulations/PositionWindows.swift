/// Which job may stand at which position of the sequences still wanted, and when it may complete there.
///
/// Entry (j, k): job j at 0-based position k completes within `earliest...latest`; it cannot stand there when the
/// interval is empty. Only sequences whose every job respects its intervals are still wanted.
package struct PositionWindows: Sendable {
  /// Number of jobs and of positions, n.
  package let jobCount: Int
  private var lower: [Int]
  private var upper: [Int]

  /// Every job everywhere, at every time its length allows.
  package init(_ block: JobBlock) {
    jobCount = block.jobCount
    lower = []
    upper = []
    for p in block.processingTimes {
      lower += [Int](repeating: p, count: jobCount)
      upper += [Int](repeating: block.horizon, count: jobCount)
    }
  }

  /// The first tick at which job `j` may complete at position `k`.
  @inline(__always)
  package func earliest(_ j: Int, _ k: Int) -> Int { lower[j &* jobCount &+ k] }

  /// The last tick at which job `j` may complete at position `k`.
  @inline(__always)
  package func latest(_ j: Int, _ k: Int) -> Int { upper[j &* jobCount &+ k] }

  /// Whether job `j` may stand at position `k`.
  @inline(__always)
  package func allows(_ j: Int, _ k: Int) -> Bool {
    lower[j &* jobCount &+ k] <= upper[j &* jobCount &+ k]
  }

  /// Rules out job `j` at position `k`.
  package mutating func forbid(_ j: Int, _ k: Int) {
    lower[j * jobCount + k] = 1
    upper[j * jobCount + k] = 0
  }

  /// Narrows the completion of job `j` at position `k`; true when it changed.
  @discardableResult
  package mutating func narrow(_ j: Int, _ k: Int, to range: ClosedRange<Int>) -> Bool {
    let slot = j * jobCount + k
    guard lower[slot] <= upper[slot] else { return false }
    if lower[slot] >= range.lowerBound, upper[slot] <= range.upperBound { return false }
    lower[slot] = max(lower[slot], range.lowerBound)
    upper[slot] = min(upper[slot], range.upperBound)
    if lower[slot] > upper[slot] { forbid(j, k) }
    return true
  }

  /// The positions job `j` may take, from first to last; nil when there is none.
  package func positions(of j: Int) -> ClosedRange<Int>? {
    guard let first = (0..<jobCount).first(where: { allows(j, $0) }),
      let last = (0..<jobCount).last(where: { allows(j, $0) })
    else { return nil }
    return first...last
  }

  /// Number of pairs (job, position) still allowed.
  package var allowedCount: Int {
    var count = 0
    for slot in lower.indices where lower[slot] <= upper[slot] { count += 1 }
    return count
  }

  /// Whether no sequence is wanted any more: a job without a position or a position without a job.
  package var isEmpty: Bool {
    for index in 0..<jobCount {
      if positions(of: index) == nil { return true }
      if !(0..<jobCount).contains(where: { allows($0, index) }) { return true }
    }
    return false
  }

  /// Whether an order respects all windows.
  package func admits(_ order: [Int], of block: JobBlock) -> Bool {
    var time = 0
    for (k, j) in order.enumerated() {
      time += block.processingTimes[j]
      if time < earliest(j, k) || time > latest(j, k) { return false }
    }
    return true
  }
}
