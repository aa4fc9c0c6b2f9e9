import Modeling
import OptCore

/// `ozguven`: start and completion of every operation on every machine, an order for each pair on each machine; for comparison.
///
/// To the columns and rows of `ShopLinear` come `S[a]`, `E[a]` start and completion of alternative a, 0 where it is not used, and `Y[k,i,j]`
/// = 1 when i is before j on k, for each pair i < j on machine k that precedences do not order. H is the latest end of the windows:
///
///     sum of S[a] over the alternatives of i = s[i]
///     S[a] + E[a] <= 2 H x[a];    E[a] >= S[a] + d(a) - H (1 - x[a])
///     S[a] >= E[b] - H Y[k,i,j];  S[b] >= E[a] - H (1 - Y[k,i,j])      a, b the alternatives of i and j on k
///
/// Size: columns and rows of `ShopLinear`, 2 A columns and one a pair and machine; N + 2 A rows and two a pair and machine.
/// Strength: that of the longest job. Source: Özgüven, Özbakır and Yavuz (2010), "Mathematical models for job-shop scheduling problems with
/// routing and process plan flexibility", MILP-1.
package struct OzguvenFormulation: ShopFormulation {
  /// Most pairs, counted for each machine.
  package static let largestPairCount = 150_000

  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "ozguven", "precedence", "starts and orders for each machine; weak, for comparison",
      source: "Özgüven, Özbakır and Yavuz (2010), Mathematical models for job-shop scheduling"
        + " problems with routing and process plan flexibility")
  }

  /// It knows no setups, and the number of pairs is limited.
  package func obstacle(on task: ShopTask) -> String? {
    if task.instance.conditions.setup != nil { return "formulation ozguven knows no setups" }
    let pairs = task.pairCount
    return pairs <= OzguvenFormulation.largestPairCount
      ? nil
      : "formulation ozguven would have \(pairs) pairs on machines, at most \(OzguvenFormulation.largestPairCount) allowed"
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? {
    guard var linear = ShopLinear(task, named: "precedence") else { return nil }
    let windows = linear.windows
    let horizon = Double(windows.latestEnd)
    var sides = [Side?](repeating: nil, count: task.machines.count)
    for i in 0..<task.count {
      var total = LinearExpression()
      for a in windows.alternatives(of: i) {
        let k = task.machines[a]
        let start = linear.model.variable(.continuous, upper: horizon, name: "S", i, k)
        let end = linear.model.variable(.continuous, upper: horizon, name: "E", i, k)
        sides[a] = Side(start: start, end: end)
        let x = linear.used[a] ?? LinearExpression()
        linear.model.require(start + end <= 2 * horizon * x, "where", i, k)
        linear.model.require(
          end >= start + task.durations[a] - horizon * (1.0 - x), "length", i, k)
        total.add(1, start)
      }
      linear.model.require(total == linear.start[i], "start", i)
    }
    var orders: [Order] = []
    let reach = ShopReach(task)
    for k in 0..<task.instance.machineCount {
      let here = linear.alternatives(on: k)
      for (place, second) in here.enumerated() {
        for first in here[..<place] {
          let (i, j) = (first.operation, second.operation)
          guard !reach.isBefore(i, j), !reach.isBefore(j, i), let a = sides[first.alternative],
            let b = sides[second.alternative]
          else { continue }
          let y = linear.model.variable(.integer, upper: 1, name: "Y", k, i, j)
          orders.append(
            Order(first: first.alternative, second: second.alternative, i: i, j: j, y: y))
          linear.model.require(a.start >= b.end - horizon * y, "before", k, j, i)
          linear.model.require(b.start >= a.end - horizon * (1.0 - y), "before", k, i, j)
        }
      }
    }
    return Built(linear: linear, sides: sides, orders: orders)
  }

  private struct Side: Sendable {
    let start: Variable
    let end: Variable
  }

  private struct Order: Sendable {
    let first: Int
    let second: Int
    let i: Int
    let j: Int
    let y: Variable
  }

  private struct Built: BuiltShopFormulation {
    let linear: ShopLinear
    let sides: [Side?]
    let orders: [Order]
    var model: Model { linear.model }

    func decode(_ point: [Double]) -> ShopPlan? { linear.decode(point) }

    func encode(_ plan: ShopPlan) -> [Double]? {
      guard var point = linear.encode(plan) else { return nil }
      let task = linear.task
      for i in 0..<task.count {
        guard let side = sides[plan.alternatives[i]] else { return nil }
        point[side.start.index] = Double(plan.starts[i])
        point[side.end.index] = Double(task.end(of: i, in: plan))
      }
      for order in orders {
        let (i, j) = (order.i, order.j)
        let isFirst: Bool
        if plan.alternatives[i] != order.first {
          isFirst = true
        } else if plan.alternatives[j] != order.second {
          isFirst = false
        } else {
          let (a, b) = (task.end(of: i, in: plan), task.end(of: j, in: plan))
          isFirst = (plan.starts[i] + a, i) < (plan.starts[j] + b, j)
        }
        point[order.y.index] = isFirst ? 1 : 0
      }
      return point
    }
  }
}
