/// The least amount of storage times cycles that the values of a loop take in one interval, over all starts.
///
/// With starts t and ends e it is the difference program
///
///     minimise   Σ amount_v (e_v - t_v - live_from_v)
///     such that  t_w - t_u >= weight for arcs,  e_v >= t_w + distance II + hold for uses,  e_v >= t_v + live_from_v
///
/// - Source: the reduction is that of Ning and Gao (1993), "A novel framework of register allocation for software pipelining", to
///   network flow.
package struct StorageFlow {
  private let program: DifferenceProgram
  private let offset: Int

  /// - Parameters:
  ///   - arcs: between operations; none of their cycles is longer than 0.
  ///   - amounts: `amounts[v]`: what the value of operation v takes.
  package init(
    _ instance: LoopInstance, interval: Int, arcs: [(from: Int, to: Int, weight: Int)],
    amounts: [Int]
  ) {
    // t_v is node v, e_v is node n + v.
    let count = instance.operationCount
    var all = arcs
    for (v, amount) in amounts.enumerated() where amount > 0 {
      all.append((v, count + v, instance.operations[v].liveFrom))
      for number in instance.outgoing[v] where instance.edges[number].isData {
        let edge = instance.edges[number]
        all.append((edge.target, count + v, edge.distance * interval + edge.hold))
      }
    }
    program = DifferenceProgram(costs: amounts.map { -$0 } + amounts, arcs: all)
    offset = zip(amounts, instance.operations).reduce(0) { $0 + $1.0 * $1.1.liveFrom }
  }

  /// The least area; nil where it was given up.
  ///
  /// - Complexity: that of `DifferenceProgram`.
  package func least() -> Int? { program.least().map { $0 - offset } }
}
