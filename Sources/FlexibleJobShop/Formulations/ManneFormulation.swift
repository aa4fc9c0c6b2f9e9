import Modeling
import OptCore

/// `manne`: an order for each pair of operations, big-M rows for each machine they share, cuts on the load of machines.
///
/// To the columns and rows of `ShopLinear` come `y[i,j]` = 1 when i is before j, one for each pair i < j that shares a machine and is not
/// ordered by precedences, whatever the machine. With d the duration and t the setup on machine k, first and last the windows:
///
///     s[j] >= s[i] + d[i,k] + t[k,i,j] - M (3 - y[i,j] - x[i,k] - x[j,k])    M = max(0, last[i] + d[i,k] + t - first[j])
///     s[i] >= s[j] + d[j,k] + t[k,j,i] - M (2 + y[i,j] - x[i,k] - x[j,k])    for each pair and machine k
///     y[i,j] + x[i,k] + x[j,k] <= 2 instead, where i cannot be before j on k within the windows; <= 1 without y where neither can
///     C >= a + sum over T of d[i,k] x[i,k] + b,   T = operations with first start >= a and tail >= b
///
/// Size: columns and rows of `ShopLinear`, one column a pair, two rows a pair and machine at most, and up to `cutsPerMachine` rows for a
/// machine. The load cuts make the LP bound at least that of assigning work to machines; without them it is the longest job.
/// Source: Manne (1960), "On the job-shop scheduling problem".
package struct ManneFormulation: ShopFormulation {
  /// Most pairs, counted for each machine.
  package static let largestPairCount = 300_000
  /// Most load cuts a machine gets.
  package static let cutsPerMachine = 12
  /// Whether load cuts are added.
  package var hasCuts: Bool

  /// The formulation.
  package init(hasCuts: Bool = true) { self.hasCuts = hasCuts }

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "manne", "disjunctive", "an order for each pair of operations that share a machine",
      source: "Manne (1960), On the job-shop scheduling problem")
  }

  /// The number of pairs is limited.
  package func obstacle(on task: ShopTask) -> String? {
    let pairs = task.pairCount
    return pairs <= ManneFormulation.largestPairCount
      ? nil
      : "formulation manne would have \(pairs) pairs on machines, at most \(ManneFormulation.largestPairCount) allowed"
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? {
    guard var linear = ShopLinear(task, named: "disjunctive") else { return nil }
    var built = Orders(ShopReach(task))
    for k in 0..<task.instance.machineCount {
      let here = linear.alternatives(on: k)
      for (place, second) in here.enumerated() {
        for first in here[..<place] { built.add(first, second, &linear) }
      }
      if hasCuts { LoadCuts(linear, k).add(to: &linear) }
    }
    return Built(linear: linear, orders: built.columns)
  }

  /// The order columns while they are made.
  private struct Orders {
    typealias Choice = (operation: Int, alternative: Int)
    let reach: ShopReach
    var columns: [(first: Int, second: Int, variable: Variable)] = []
    private var places: [[Int]: Int] = [:]

    init(_ reach: ShopReach) { self.reach = reach }

    private mutating func order(_ i: Int, _ j: Int, _ linear: inout ShopLinear) -> Variable {
      if let place = places[[i, j]] { return columns[place].variable }
      let y = linear.model.variable(.integer, upper: 1, name: "y", i, j)
      places[[i, j]] = columns.count
      columns.append((i, j, y))
      return y
    }

    /// Keeps two operations apart on a machine both can use.
    mutating func add(_ first: Choice, _ second: Choice, _ linear: inout ShopLinear) {
      let (task, windows) = (linear.task, linear.windows)
      let (i, j) = (first.operation, second.operation)
      let k = task.machines[first.alternative]
      if reach.isBefore(i, j) { return keep(first, second, &linear) }
      if reach.isBefore(j, i) { return keep(second, first, &linear) }
      let forth =
        task.durations[first.alternative]
        + task.setup(on: k, from: task.job(of: i), to: task.job(of: j))
      let back =
        task.durations[second.alternative]
        + task.setup(on: k, from: task.job(of: j), to: task.job(of: i))
      func canPrecede(_ a: Int, _ gap: Int, _ b: Int, _ after: Int) -> Bool {
        windows.earliestStart(of: a) + gap <= windows.latestStart(of: b, in: after)
      }
      let isForth = canPrecede(first.alternative, forth, second.alternative, j)
      let isBack = canPrecede(second.alternative, back, first.alternative, i)
      let both =
        (linear.used[first.alternative] ?? LinearExpression())
        + (linear.used[second.alternative] ?? LinearExpression())
      guard isForth || isBack else {
        linear.model.require(both <= 1, "not", i, j, k)
        return
      }
      let y = order(i, j, &linear)
      let (a, b) = (
        Double(max(0, windows.latest[i] + forth - windows.earliest[j])),
        Double(max(0, windows.latest[j] + back - windows.earliest[i]))
      )
      if isForth {
        linear.model.require(
          linear.start[j] >= linear.start[i] + forth - a * (3.0 - y - both), "before", i, j, k)
      } else {
        linear.model.require(y + both <= 2, "not", i, j, k)
      }
      if isBack {
        linear.model.require(
          linear.start[i] >= linear.start[j] + back - b * (2.0 + y - both), "before", j, i, k)
      } else {
        linear.model.require(both - y <= 1, "not", j, i, k)
      }
    }

    /// Operations in a known order need their setup only.
    private func keep(_ first: Choice, _ second: Choice, _ linear: inout ShopLinear) {
      let (task, windows) = (linear.task, linear.windows)
      let (i, j) = (first.operation, second.operation)
      let k = task.machines[first.alternative]
      let setup = task.setup(on: k, from: task.job(of: i), to: task.job(of: j))
      if setup == 0 { return }
      let both =
        (linear.used[first.alternative] ?? LinearExpression())
        + (linear.used[second.alternative] ?? LinearExpression())
      let gap = task.durations[first.alternative] + setup
      let bigM = Double(max(0, windows.latest[i] + gap - windows.earliest[j]))
      linear.model.require(
        linear.start[j] >= linear.start[i] + gap - bigM * (2.0 - both), "setup", i, j, k)
    }
  }

  private struct Built: BuiltShopFormulation {
    let linear: ShopLinear
    let orders: [(first: Int, second: Int, variable: Variable)]
    var model: Model { linear.model }

    func decode(_ point: [Double]) -> ShopPlan? { linear.decode(point) }

    func encode(_ plan: ShopPlan) -> [Double]? {
      guard var point = linear.encode(plan) else { return nil }
      let task = linear.task
      for (i, j, y) in orders {
        let a = (plan.starts[i] + task.end(of: i, in: plan), i)
        let b = (plan.starts[j] + task.end(of: j, in: plan), j)
        // On different machines any order does, but rows without big-M may leave one only.
        let isSame = task.machines[plan.alternatives[i]] == task.machines[plan.alternatives[j]]
        point[y.index] = (isSame ? a < b : i < j) ? 1 : 0
      }
      return point
    }
  }
}
