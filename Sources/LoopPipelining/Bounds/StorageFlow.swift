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
    let nodes = 2 * count
    // Residual arcs: those of the network, and back along flow.
    var flow = [Int](repeating: 0, count: arcs.count)
    var supply = amounts
    var demand = amounts
    var area = 0
    var rounds = 0
    while let source = supply.firstIndex(where: { $0 > 0 }) {
      rounds += 1
      if rounds > Self.mostRounds { return nil }
      // From all sources at once.
      var longest = [Int](repeating: LongestPaths.none, count: nodes)
      var last = [Int](repeating: -1, count: nodes)
      for v in 0..<count where supply[v] > 0 { longest[v] = 0 }
      var changed = true
      var passes = 0
      while changed {
        changed = false
        passes += 1
        if passes > nodes + 1 { return nil }
        for (number, arc) in arcs.enumerated() {
          if longest[arc.from] != LongestPaths.none,
            longest[arc.from] + arc.weight > longest[arc.to]
          {
            longest[arc.to] = longest[arc.from] + arc.weight
            last[arc.to] = 2 * number
            changed = true
          }
          if flow[number] > 0, longest[arc.to] != LongestPaths.none,
            longest[arc.to] - arc.weight > longest[arc.from]
          {
            longest[arc.from] = longest[arc.to] - arc.weight
            last[arc.from] = 2 * number + 1
            changed = true
          }
        }
      }
      let sinks = (0..<count).filter { demand[$0] > 0 && longest[count + $0] != LongestPaths.none }
      guard let sink = sinks.max(by: { longest[count + $0] < longest[count + $1] }) else {
        // What is left cannot reach its end: only where e_v hangs on t_v, which is always so.
        _ = source
        return nil
      }
      var amount = demand[sink]
      var node = count + sink
      while last[node] >= 0 {
        let (number, isBack) = (last[node] / 2, last[node] % 2 == 1)
        if isBack { amount = min(amount, flow[number]) }
        node = isBack ? arcs[number].to : arcs[number].from
      }
      amount = min(amount, supply[node])
      supply[node] -= amount
      demand[sink] -= amount
      node = count + sink
      while last[node] >= 0 {
        let (number, isBack) = (last[node] / 2, last[node] % 2 == 1)
        flow[number] += isBack ? -amount : amount
        node = isBack ? arcs[number].to : arcs[number].from
      }
      let (part, overflow) = amount.multipliedReportingOverflow(by: longest[count + sink])
      let (sum, isTooMuch) = area.addingReportingOverflow(part)
      if overflow || isTooMuch { return nil }
      area = sum
    }
    return area - offset
  }

  private static let mostRounds = 10_000
}
