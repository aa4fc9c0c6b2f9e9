/// Narrows position windows by counting and by work, until nothing changes.
///
/// At position k behind j stand exactly k jobs. Among them are all jobs known to be before j and all jobs whose last
/// position is before k; not among them are the jobs known to be after j and those whose first position is behind k.
/// Filling up with the shortest (longest) jobs that are left free gives the least (most) work before j, hence the
/// window of its completion there. This contains the tail version: the work behind j is the horizon less the rest.
///
/// - Complexity: O(allowed pairs * n) a round.
struct WindowPropagation {
  private let block: JobBlock
  private let precedence: PrecedenceRelations
  private let byLength: [Int]
  /// Jobs looked at between two polls: about a millisecond.
  private static let pollInterval = 200_000
  private var first: [Int]
  private var last: [Int]

  init(_ block: JobBlock, _ precedence: PrecedenceRelations) {
    self.block = block
    self.precedence = precedence
    byLength = (0..<block.jobCount).sorted {
      (block.processingTimes[$0], $0) < (block.processingTimes[$1], $1)
    }
    first = [Int](repeating: 0, count: block.jobCount)
    last = first
  }

  /// Narrows until stable, or until told to stop: what was narrowed by then holds.
  ///
  /// - Parameter shouldStop: polled every few milliseconds of work.
  /// - Returns: false when no sequence is left.
  mutating func run(
    _ windows: inout PositionWindows, shouldStop: () -> Bool = { false }
  ) -> Bool {
    var changed = true
    var credit = WindowPropagation.pollInterval
    while changed {
      guard readPositions(windows) else { return false }
      if shouldStop() { return true }
      changed = orderPositions(&windows)
      guard readPositions(windows) else { return false }
      for k in 0..<block.jobCount {
        for j in 0..<block.jobCount where windows.allows(j, k) {
          credit &-= block.jobCount
          if credit < 0 {
            credit = WindowPropagation.pollInterval
            if shouldStop() { return true }
          }
          if narrow(&windows, j, k) { changed = true }
        }
      }
    }
    return !windows.isEmpty
  }

  private mutating func readPositions(_ windows: PositionWindows) -> Bool {
    for j in 0..<block.jobCount {
      guard let range = windows.positions(of: j) else { return false }
      first[j] = range.lowerBound
      last[j] = range.upperBound
    }
    return true
  }

  /// Positions along the known order: behind all predecessors, before all successors.
  private func orderPositions(_ windows: inout PositionWindows) -> Bool {
    var changed = false
    for j in 0..<block.jobCount {
      var low = precedence.countBefore[j]
      for i in precedence.predecessors(of: j) { low = max(low, first[i] + 1) }
      var high = block.jobCount - 1 - precedence.countAfter[j]
      for i in precedence.successors(of: j) { high = min(high, last[i] - 1) }
      if low <= first[j], high >= last[j] { continue }
      for k in first[j]...last[j] where (k < low || k > high) && windows.allows(j, k) {
        windows.forbid(j, k)
        changed = true
      }
    }
    return changed
  }

  /// Work before j at position k; true when the window changed.
  private func narrow(_ windows: inout PositionWindows, _ j: Int, _ k: Int) -> Bool {
    let p = block.processingTimes
    var needed = k
    var forced = p[j]
    var free = 0
    for i in byLength where i != j {
      let mustPrecede = last[i] < k || precedence.isBefore(i, j)
      let mayPrecede = first[i] < k && !precedence.isBefore(j, i)
      if mustPrecede {
        guard mayPrecede else {
          windows.forbid(j, k)
          return true
        }
        needed -= 1
        forced += p[i]
      } else if mayPrecede {
        free += 1
      }
    }
    guard needed >= 0, needed <= free else {
      windows.forbid(j, k)
      return true
    }
    var (least, most, rank) = (forced, forced, 0)
    for i in byLength where i != j {
      if last[i] < k || precedence.isBefore(i, j) || first[i] >= k || precedence.isBefore(j, i) {
        continue
      }
      if rank < needed { least += p[i] }
      if rank >= free - needed { most += p[i] }
      rank += 1
    }
    least = max(least, precedence.workBefore[j] + p[j])
    most = min(most, block.horizon - precedence.workAfter[j])
    if least > most {
      windows.forbid(j, k)
      return true
    }
    return windows.narrow(j, k, to: least...most)
  }
}
