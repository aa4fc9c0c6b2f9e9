/// An instance with its due dates moved into the span where they matter.
///
/// Every due date is raised to `p[j]` (no job completes earlier) and lowered to P (none completes later);
/// optionally it is tightened further by precedence (`TightenedDueDates`). A sequence optimal for the
/// moved due dates is optimal for the given ones, and the optimal values differ by `offset`.
struct ClampedInstance: Sendable {
  let p: [Int]
  let d: [Int]
  /// Optimal value of the given instance minus the optimal value of this one.
  let offset: Int
  /// Total processing time P.
  let horizon: Int

  init(p: [Int], d: [Int], tightens: Bool) {
    let horizon = p.reduce(0, +)
    var dues = zip(p, d).map { max($0, min($1, horizon)) }
    if tightens {
      // Few rounds matter; on very many jobs each of them takes noticeable time.
      let rounds = max(2, 500_000 / (p.count + 1))
      dues =
        TightenedDueDates(processingTimes: p, dueDates: dues, roundLimit: rounds).dueDates
    }
    self.p = p
    self.d = dues
    self.horizon = horizon
    // Only raising costs: each raised job is late by that much wherever it stands.
    offset = zip(d, dues).reduce(0) { $0 + max(0, $1.1 - $1.0) }
  }

  /// The modified-due-date sequence: repeatedly the job minimising `max(t + p, d)` (Baker and
  /// Bertrand 1982); plain due-date order when there are too many jobs for that.
  func startSequence() -> [Int] {
    let byDue = p.indices.sorted { (d[$0], p[$0], $0) < (d[$1], p[$1], $1) }
    guard p.count <= 4000 else { return byDue }
    var left = byDue
    var time = 0
    var sequence: [Int] = []
    sequence.reserveCapacity(p.count)
    while !left.isEmpty {
      var best = 0
      var bestDue = Int.max
      for (k, j) in left.enumerated() {
        let due = max(time + p[j], d[j])
        if due < bestDue {
          best = k
          bestDue = due
        }
      }
      let job = left.remove(at: best)
      sequence.append(job)
      time += p[job]
    }
    return sequence
  }
}
