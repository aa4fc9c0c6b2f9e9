import OptCore

extension InfeasibleSubset {
  /// The most seconds for one explanation.
  private static let time = 2.0
  /// Visits of buffers by all trials together: about half a second.
  private static let effort = 24_000_000

  /// Looks for a small subset.
  ///
  /// - Parameters:
  ///   - start: buffers that are known not to fit.
  ///   - effort: visits of buffers by the trials.
  ///   - mustStop: asked now and then.
  package static func find(
    in buffers: [Buffer], among start: [Int], capacity: Int, effort: Int,
    mustStop: @escaping () -> Bool
  ) -> InfeasibleSubset {
    let trial = SubsetTrial(buffers, capacity: capacity, effort: effort, mustStop: mustStop)
    let subset =
      overloaded(start, of: buffers, capacity: capacity)
      ?? InfeasibleSubset(buffers: start.sorted(), cause: .packing)
    var filter = DeletionFilter(subset, trial)
    filter.run()
    return filter.subset
  }

  /// Explains in the statistics of a run why an instance with goal `fit` has no allocation, which is proven before.
  ///
  /// - Parameters:
  ///   - start: buffers that are known not to fit.
  ///   - nodes: what a work limit leaves; nil = no limit.
  static func explain(
    _ instance: AllocationInstance, among start: [Int], in session: SolveSession<MemoryInstance>,
    nodes: Int? = nil
  ) {
    guard let capacity = instance.limit else { return }
    let end = session.elapsed + min(time, session.remaining ?? time)
    let visits = nodes.map { max(0, $0) }?.multipliedReportingOverflow(by: max(1, start.count))
    let effort = min(self.effort, visits.map { $0.overflow ? .max : $0.partialValue } ?? .max)
    // The search goes as deep as there are buffers.
    let stack = 8 << 20 + 1024 * min(start.count, PartSearch.largestCount)
    ThreadTeam.run(
      2, stackBytes: stack,
      helper: { _ in
        let subset = find(
          in: instance.buffers, among: start, capacity: capacity, effort: effort,
          mustStop: { session.cancellation.isCancelled || session.elapsed >= end })
        subset.note(instance, capacity, session)
      }, lead: {})
  }

  private func note(
    _ instance: AllocationInstance, _ capacity: Int, _ session: SolveSession<MemoryInstance>
  ) {
    let words = SubsetWords(self, of: instance.buffers, capacity: capacity).text
    session.note(
      "infeasible_subset", .array(buffers.map { .string(instance.buffers[$0].id) }))
    if let time = sharedTime(instance.buffers) { session.note("infeasible_time", .integer(time)) }
    session.note("infeasible_irreducible", .bool(isIrreducible))
    session.note("infeasible_reason", .string(words))
  }
}
