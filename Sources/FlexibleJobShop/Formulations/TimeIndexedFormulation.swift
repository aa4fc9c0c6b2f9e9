import Modeling
import OptCore

/// `time-indexed`: a tick of start for every operation on every machine; for short horizons.
///
/// `z[a,t]` = 1 when alternative a starts at t, for the ticks of its window that are clear of blockers; `C` makespan.
///
///     sum of z[a,t] over alternatives of i and t = 1
///     sum of z[a,u] over alternatives of k and t - d(a) < u <= t is at most 1            for each machine k and tick t
///     z[b,t] + sum of z[a,u] over alternatives of k and t - d(a) < u < t is at most 1    for each b on k with d(b) = 0
///     sum of z[b,u] over alternatives of j and u <= t
///       <= sum of z[a,u] over alternatives of i and u + d(a) + lag <= t                  for each precedence i, j and tick t
///     min C, C >= sum of (t + d(a) + tails[i]) z[a,t] for each i;   or the sum of the cost of each z[a,t]
///
/// Size: N H A / N columns and (N + P + m) H rows at most, H ticks of a window. Strength: the strongest LP bound of all, at a size that grows
/// with the horizon.
/// Source: Bowman (1959), "The schedule-sequencing problem"; Sousa and Wolsey (1992), "A time indexed formulation of non-preemptive single
/// machine scheduling problems".
package struct TimeIndexedFormulation: ShopFormulation {
  /// Most columns and most terms of a model.
  package static let largestColumnCount = 100_000
  package static let largestTermCount = 10_000_000

  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "time-indexed", "ticks", "a tick of start for each operation; for short horizons",
      source: "Bowman (1959), The schedule-sequencing problem")
  }

  /// It knows no setups, and its size grows with the horizon.
  package func obstacle(on task: ShopTask) -> String? {
    if task.instance.conditions.setup != nil { return "formulation time-indexed knows no setups" }
    let windows = ShopWindows(task)
    if windows.isEmpty { return nil }
    func refusal(_ what: String, _ limit: Int) -> String {
      "formulation time-indexed would have more than \(limit) \(what)"
    }
    var (columns, terms) = (0, 0)
    for i in 0..<task.count {
      for a in windows.alternatives(of: i) {
        let ticks = windows.latestStart(of: a, in: i) - windows.earliestStart(of: a) + 1
        guard ticks <= TimeIndexedFormulation.largestColumnCount - columns else {
          return refusal(
            "columns (alternatives times ticks)", TimeIndexedFormulation.largestColumnCount)
        }
        columns += ticks
        terms += ticks * (min(task.durations[a], ticks) + 2)
      }
    }
    for precedence in task.precedences {
      for i in [precedence.before, precedence.after] {
        let ticks = windows.latest[i] - windows.earliest[i] + 1
        terms += ticks * ticks / 2 * windows.alternatives(of: i).count
      }
    }
    return terms <= TimeIndexedFormulation.largestTermCount
      ? nil : refusal("terms", TimeIndexedFormulation.largestTermCount)
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? {
    TimeIndexedModel(task)
  }
}

/// The model of `TimeIndexedFormulation`.
struct TimeIndexedModel: BuiltShopFormulation {
  struct Column: Sendable {
    let start: Int
    let variable: Variable
  }

  let task: ShopTask
  let windows: ShopWindows
  var model = Model("time-indexed")
  /// `columns[a]`, by start.
  private(set) var columns: [[Column]] = []
  private(set) var makespan: Variable?

  init?(_ task: ShopTask) {
    let windows = ShopWindows(task)
    if windows.isEmpty { return nil }
    (self.task, self.windows) = (task, windows)
    addColumns()
    addObjective()
    for k in 0..<task.instance.machineCount { addCapacity(k) }
    for precedence in task.precedences { add(precedence) }
  }

  private mutating func addColumns() {
    columns = Array(repeating: [], count: task.machines.count)
    let blockers = task.blockersByMachine()
    for i in 0..<task.count {
      var all = LinearExpression()
      for a in windows.alternatives(of: i) {
        let k = task.machines[a]
        var t = windows.earliestStart(of: a)
        while t <= windows.latestStart(of: a, in: i) {
          let fit = task.firstFit(
            task.durations[a], of: task.job(of: i), on: k, from: t, blockers[k])
          if fit == t {
            let z = model.variable(.integer, upper: 1, name: "z", i, k, t)
            columns[a].append(Column(start: t, variable: z))
            all.add(1, z)
            t += 1
          } else {
            t = fit
          }
        }
      }
      model.require(all == 1, "once", i)
    }
  }

  private mutating func addObjective() {
    var total = LinearExpression()
    switch task.objective {
    case .makespan:
      let range = windows.makespanRange
      let makespan = model.variable(
        .continuous, lower: Double(range.lowerBound), upper: Double(range.upperBound), name: "C")
      self.makespan = makespan
      for i in windows.ends(for: .makespan) {
        let end = sum(windows.alternatives(of: i)) { a in
          sum(columns[a]) { Double($0.start + task.durations[a]) * $0.variable }
        }
        model.require(makespan >= end + task.tails[i], "end", i)
      }
      total = LinearExpression(of: makespan)
    case .totalTardiness:
      for i in windows.ends(for: .totalTardiness) {
        for a in windows.alternatives(of: i) {
          for column in columns[a] {
            let end = column.start + task.durations[a] + task.tails[i]
            total.add(Double(task.weights[i] * max(0, end - task.dues[i])), column.variable)
          }
        }
      }
    case .startDelay:
      for i in 0..<task.count {
        for a in windows.alternatives(of: i) {
          for column in columns[a] {
            total.add(Double(column.start - task.scheduledStart(of: i)), column.variable)
          }
        }
      }
    }
    if let limit = task.limit, task.objective != .makespan {
      model.require(total <= limit, "limit")
    }
    model.minimize(total)
  }

  /// Decodes by the starts.
  func decode(_ point: [Double]) -> ShopPlan? {
    var alternatives = task.firstAlternative.dropLast().map { $0 }
    var starts = windows.earliest.map(Double.init)
    for i in 0..<task.count {
      var best = -1.0
      for a in windows.alternatives(of: i) {
        for column in columns[a] where point[column.variable.index] > best {
          best = point[column.variable.index]
          (alternatives[i], starts[i]) = (a, Double(column.start))
        }
      }
    }
    return task.plan(alternatives, near: starts)
  }

  func encode(_ plan: ShopPlan) -> [Double]? {
    let value = task.objective(of: plan)
    if let limit = task.limit, value > limit { return nil }
    var point = [Double](repeating: 0, count: model.columnCount)
    for i in 0..<task.count {
      guard let column = columns[plan.alternatives[i]].first(where: { $0.start == plan.starts[i] })
      else { return nil }
      point[column.variable.index] = 1
    }
    if let makespan {
      point[makespan.index] = max(Double(value), model.columnLower[makespan.index])
    }
    return point
  }
}

/// The rows of the model.
extension TimeIndexedModel {
  fileprivate mutating func addCapacity(_ k: Int) {
    var running: [Int: LinearExpression] = [:]
    var inside: [Int: LinearExpression] = [:]
    var points: [(start: Int, variable: Variable)] = []
    for i in 0..<task.count {
      guard let a = task.alternative(of: i, on: k), windows.isOpen[a] else { continue }
      for column in columns[a] {
        if task.durations[a] == 0 { points.append((column.start, column.variable)) }
        for t in column.start..<column.start + task.durations[a] {
          running[t, default: LinearExpression()].add(1, column.variable)
          if t > column.start { inside[t, default: LinearExpression()].add(1, column.variable) }
        }
      }
    }
    for (t, load) in running.sorted(by: { $0.key < $1.key }) where load.columns.count > 1 {
      model.require(load <= 1, "machine", k, t)
    }
    for (n, point) in points.enumerated() {
      if let load = inside[point.start] {
        model.require(load + point.variable <= 1, "border", k, point.start, n)
      }
    }
  }

  fileprivate mutating func add(_ precedence: ShopTask.Precedence) {
    let (i, j) = (precedence.before, precedence.after)
    // What has ended, and what has started, by each tick.
    var ended: [Int: [Variable]] = [:]
    var started: [Int: [Variable]] = [:]
    for a in windows.alternatives(of: i) {
      for column in columns[a] {
        ended[column.start + task.durations[a] + precedence.lag, default: []].append(
          column.variable)
      }
    }
    for a in windows.alternatives(of: j) {
      for column in columns[a] { started[column.start, default: []].append(column.variable) }
    }
    guard let first = started.keys.min(), let last = ended.keys.max() else { return }
    var sum = LinearExpression()
    for (t, variables) in ended where t < first { for z in variables { sum.add(1, z) } }
    for t in first..<max(first, last) {
      for z in ended[t] ?? [] { sum.add(1, z) }
      guard let more = started[t] else { continue }
      for z in more { sum.add(-1, z) }
      model.require(sum >= 0, "order", i, j, t)
    }
  }
}
