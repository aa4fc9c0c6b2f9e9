/// The least weighted sum of numbers whose differences are bounded.
///
///     minimise   Σ cost_x t_x        with Σ cost_x = 0
///     such that  t_to >= t_from + weight    for every arc
///
/// is the dual of a transport: what nodes of negative cost have goes along the arcs to nodes of positive cost, as far as it can. With
/// whole weights some best t is whole.
package struct DifferenceProgram {
  /// By node.
  private let costs: [Int]
  private let arcs: [(from: Int, to: Int, weight: Int)]

  /// - Parameters:
  ///   - costs: by node; their sum is 0.
  ///   - arcs: between nodes; none of their cycles is longer than 0.
  package init(costs: [Int], arcs: [(from: Int, to: Int, weight: Int)]) {
    (self.costs, self.arcs) = (costs, arcs)
  }

  /// A best choice.
  package struct Solution {
    /// Its sum.
    package let value: Int
    /// `values[x] >= 0`: of all best choices from 0 on the least, which is least in every node at once.
    package let values: [Int]
  }

  /// The best choice; nil where there is no least sum, or the search was given up.
  ///
  /// Successive longest paths: each augmentation is along a longest path of what is left.
  ///
  /// - Complexity: O(n e) for each augmentation, of which there are O(n) mostly.
  package func solve() -> Solution? {
    guard let (value, left) = transport() else { return nil }
    // All that keep the arcs, and with equality those that carry something, are best.
    return longestPaths(left, from: { _ in true }).map {
      Solution(value: value, values: $0.lengths)
    }
  }

  /// The least sum; nil where there is none, or the search was given up.
  package func least() -> Int? { transport()?.value }

  private func transport() -> (value: Int, left: Residual)? {
    var left = Residual(costs, arcs: arcs.count)
    var value = 0
    for _ in 0..<Self.mostRounds {
      guard left.supply.contains(where: { $0 > 0 }) else { return (value, left) }
      guard let paths = longestPaths(left, from: { left.supply[$0] > 0 }) else { return nil }
      let open = costs.indices.filter {
        left.demand[$0] > 0 && paths.lengths[$0] != LongestPaths.none
      }
      guard let sink = open.max(by: { paths.lengths[$0] < paths.lengths[$1] }) else { return nil }
      let amount = augment(to: sink, along: paths, &left)
      let (part, overflow) = amount.multipliedReportingOverflow(by: paths.lengths[sink])
      let (sum, isTooMuch) = value.addingReportingOverflow(part)
      if overflow || isTooMuch { return nil }
      value = sum
    }
    return nil
  }

  private static let mostRounds = 10_000

  /// What is still to be sent, and what has been.
  private struct Residual {
    /// `supply[x]` waits at node x, `demand[x]` is missing there.
    var supply: [Int]
    var demand: [Int]
    /// By arc.
    var flow: [Int]

    init(_ costs: [Int], arcs: Int) {
      (supply, demand) = (costs.map { max(0, -$0) }, costs.map { max(0, $0) })
      flow = Array(repeating: 0, count: arcs)
    }
  }

  /// By node, the longest path from a source, and its last step: 2 * arc, one more where it goes back along flow; -1 = none.
  private struct Paths {
    var lengths: [Int]
    var last: [Int]
  }

  /// Longest paths from all sources, along arcs and back along flow; nil where they do not settle.
  private func longestPaths(_ left: Residual, from isSource: (Int) -> Bool) -> Paths? {
    var longest = costs.indices.map { isSource($0) ? 0 : LongestPaths.none }
    var last = [Int](repeating: -1, count: costs.count)
    for _ in 0...costs.count {
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

  /// Sends as much as fits along the path to a node.
  private func augment(to sink: Int, along paths: Paths, _ left: inout Residual) -> Int {
    var steps: [(arc: Int, isBack: Bool)] = []
    var node = sink
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
