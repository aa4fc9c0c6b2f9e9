/// One structured row of a dependence `t_v + distance II >= t_u + delay`, with t = II s + row:
///
///     Σ_{z >= firstSource} x[u,z] + Σ_{z <= lastTarget} x[v,z] + s_u - s_v <= 1 - turns
///
/// Where u is in `firstSource` or a later row, and v in `lastTarget` or an earlier one, v needs one stage more. The rows of all
/// `firstSource` together are the dependence, for whole values.
///
/// - Source: Eichenberger and Davidson (1997), "Efficient formulation for optimal modulo schedulers".
package struct StructuredRow: Sendable, Hashable {
  /// A row of the kernel.
  package let firstSource: Int
  /// A row of the kernel.
  package let lastTarget: Int
  /// Stages that v is after u in any case.
  package let turns: Int

  /// The row for a source in `firstSource` of `0..<interval`; `weight` is delay less distance times interval.
  package init(weight: Int, interval: Int, firstSource: Int) {
    self.firstSource = firstSource
    turns = LoopTask.floor(firstSource + weight - 1, interval)
    lastTarget = firstSource + weight - 1 - turns * interval
  }
}
