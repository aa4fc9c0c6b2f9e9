/// A block of jobs with everything that is known about the sequences still wanted.
///
/// Without tightening every order is wanted. With it, the orders are those that satisfy Emmons' relations and the
/// windows they imply: at least one optimal order is among them.
package struct WantedSequences: Sendable {
  /// The jobs.
  package let block: JobBlock
  /// Known order of pairs.
  package let precedence: PrecedenceRelations
  /// Known positions and completions.
  package var windows: PositionWindows {
    didSet { readPositions() }
  }
  /// Polled every few milliseconds while a formulation builds a model of the sequences.
  package var shouldStop: @Sendable () -> Bool = { false }
  /// First and last position of each job.
  private var first: [Int] = []
  private var last: [Int] = []

  /// Every order of a block.
  package init(everyOrderOf block: JobBlock) {
    self.block = block
    precedence = PrecedenceRelations(processingTimes: block.processingTimes)
    windows = PositionWindows(block)
    readPositions()
  }

  /// The orders that dominance leaves.
  ///
  /// - Parameter shouldStop: polled every few milliseconds of work; more orders are left when it ends early.
  package init(tightening block: JobBlock, shouldStop: () -> Bool = { false }) {
    self.block = block
    precedence = PrecedenceRelations(emmons: block, shouldStop: shouldStop)
    var windows = PositionWindows(block)
    var propagation = WindowPropagation(block, precedence)
    _ = propagation.run(&windows, shouldStop: shouldStop)
    self.windows = windows
    readPositions()
  }

  private mutating func readPositions() {
    let ranges = (0..<block.jobCount).map { windows.positions(of: $0) ?? 0...0 }
    first = ranges.map(\.lowerBound)
    last = ranges.map(\.upperBound)
  }

  /// Number of jobs, n.
  package var jobCount: Int { block.jobCount }

  /// The positions job `j` may take, from first to last.
  package func positions(of j: Int) -> ClosedRange<Int> { first[j]...last[j] }

  /// Whether job `i` is before job `j` in every wanted order.
  package func isBefore(_ i: Int, _ j: Int) -> Bool {
    i != j && (precedence.isBefore(i, j) || last[i] < first[j])
  }

  /// The ticks from the first to the last at which job `j` may complete.
  package func completions(of j: Int) -> ClosedRange<Int> {
    var range: ClosedRange<Int>?
    for k in first[j]...last[j] where windows.allows(j, k) {
      let (low, high) = (windows.earliest(j, k), windows.latest(j, k))
      range = min(range?.lowerBound ?? low, low)...max(range?.upperBound ?? high, high)
    }
    return range ?? block.processingTimes[j]...block.horizon
  }

  /// Whether an order satisfies everything that is known.
  package func admits(_ order: [Int]) -> Bool {
    guard windows.admits(order, of: block) else { return false }
    for (k, j) in order.enumerated() {
      for i in order[..<k] where precedence.isBefore(j, i) { return false }
    }
    return true
  }

  /// Cuts the positions into stretches that no job crosses; each is a problem of its own.
  ///
  /// - Returns: for each stretch, in order, its jobs; one stretch when there is no cut.
  package func stretches() -> [[Int]] {
    var found: [[Int]] = []
    var start = 0
    let byFirst = (0..<jobCount).sorted { (first[$0], last[$0], $0) < (first[$1], last[$1], $1) }
    var reach = -1
    for (count, j) in byFirst.enumerated() {
      if count > start, reach < count, first[j] >= count {
        found.append(byFirst[start..<count].sorted())
        start = count
      }
      reach = max(reach, last[j])
    }
    if start < jobCount { found.append(byFirst[start...].sorted()) }
    return found
  }
}
