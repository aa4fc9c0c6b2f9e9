/// The least amount of storage times cycles that the values of a loop take in one interval, over all starts.
///
/// With starts t and ends e the linear program
///
///     minimise   Σ amount_v (e_v - t_v - live_from_v)
///     such that  t_w - t_u >= weight for arcs,  e_v >= t_w + distance II + hold for uses,  e_v >= t_v + live_from_v
///
/// is the dual of a transport: amount_v goes from t_v to e_v along the arcs, as far as it can.
///
/// - Source: the reduction is that of Ning and Gao (1993), "A novel framework of register allocation for software pipelining", to
///   network flow.
package struct StorageFlow {
  /// `amounts[v]`: what the value of operation v takes.
  private let amounts: [Int]
  private let count: Int
  /// Arcs between nodes: t_v is node v, e_v is node n + v.
  private var arcs: [(from: Int, to: Int, weight: Int)]

  /// - Parameter arcs: between operations; none of their cycles is longer than 0.
  package init(
    _ instance: LoopInstance, interval: Int, arcs: [(from: Int, to: Int, weight: Int)],
    amounts: [Int]
  ) {
    count = instance.operationCount
    self.amounts = amounts
    self.arcs = arcs
    for (v, amount) in amounts.enumerated() where amount > 0 {
      self.arcs.append((v, count + v, instance.operations[v].liveFrom))
      for number in instance.outgoing[v] where instance.edges[number].isData {
        let edge = instance.edges[number]
        self.arcs.append((edge.target, count + v, edge.distance * interval + edge.hold))
      }
    }
    offset = zip(amounts, instance.operations).reduce(0) { $0 + $1.0 * $1.1.liveFrom }
  }

  private let offset: Int

  /// The least area; nil where it was given up.
  ///
  /// Successive longest paths: each augmentation is along a longest path of what is left.
  ///
  /// - Complexity: O(n e) for each augmentation, of which there are O(values) mostly.
  package func least() -> Int? {
    var left = Residual(amounts, arcs: arcs.count)
    var area = 0
    for _ in 0..<Self.mostRounds {
      guard left.supply.contains(where: { $0 > 0 }) else { return area - offset }
      guard let paths = longestPaths(left) else { return nil }
      let open = (0..<count).filter {
        left.demand[$0] > 0 && paths.lengths[count + $0] != LongestPaths.none
      }
      guard
        let sink = open.max(by: { paths.lengths[count + $0] < paths.lengths[count + $1] })
      else { return nil }
      let amount = augment(to: sink, along: paths, &left)
      let (part, overflow) = amount.multipliedReportingOverflow(by: paths.lengths[count + sink])
      let (sum, isTooMuch) = area.addingReportingOverflow(part)
      if overflow || isTooMuch { return nil }
      area = sum
    }
    return nil
  }

  private static let mostRounds = 10_000

  /// What is still to be sent, and what has been.
  private struct Residual {
    /// `supply[v]` waits at t_v, `demand[v]` is missing at e_v.
    var supply: [Int]
    var demand: [Int]
    /// By arc.
    var flow: [Int]

    init(_ amounts: [Int], arcs: Int) {
      (supply, demand) = (amounts, amounts)
      flow = Array(repeating: 0, count: arcs)
    }
  }

  /// By node, the longest path from a node with supply, and its last step: 2 * arc, one more where it goes back along flow; -1 = none.
  private struct Paths {
    var lengths: [Int]
    var last: [Int]
  }

  /// Longest paths from all nodes with supply, along arcs and back along flow; nil where they do not settle.
  private func longestPaths(_ left: Residual) -> Paths? {
    let nodes = 2 * count
    var (longest, last) = (
      [Int](repeating: LongestPaths.none, count: nodes), [Int](repeating: -1, count: nodes)
    )
    for v in 0..<count where left.supply[v] > 0 { longest[v] = 0 }
    for _ in 0...nodes {
      var changed = false
      for (number, arc) in arcs.enumerated() {
        let (from, to) = (longest[arc.from], longest[arc.to])
        if from != LongestPaths.none, from + arc.weight > to {
          (longest[arc.to], last[arc.to]) = (from + arc.weight, 2 * number)
          changed = true
        } else if left.flow[number] > 0, to != LongestPaths.none, to - arc.weight > from {
          (longest[arc.from], last[arc.from]) = (to - arc.weight, 2 * number + 1)
          changed = true
        }
      }
      if !changed { return Paths(lengths: longest, last: last) }
    }
    return nil
  }

  /// Sends as much as fits along the path to e_sink.
  private func augment(to sink: Int, along paths: Paths, _ left: inout Residual) -> Int {
    var steps: [(arc: Int, isBack: Bool)] = []
    var node = count + sink
    while paths.last[node] >= 0 {
      let (arc, isBack) = (paths.last[node] / 2, paths.last[node] % 2 == 1)
      steps.append((arc, isBack))
      node = isBack ? arcs[arc].to : arcs[arc].from
    }
    let room = steps.filter(\.isBack).map { left.flow[$0.arc] }.min() ?? .max
    let amount = min(left.demand[sink], left.supply[node], room)
    left.supply[node] -= amount
    left.demand[sink] -= amount
    for step in steps { left.flow[step.arc] += step.isBack ? -amount : amount }
    return amount
  }
}
