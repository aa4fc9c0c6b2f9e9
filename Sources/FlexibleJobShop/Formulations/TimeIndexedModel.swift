import Modeling

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
    switch task.objective {
    case .makespan:
      let makespan = windows.minimizeMakespan(.continuous, in: &model)
      self.makespan = makespan
      for i in windows.ends(for: .makespan) {
        let end = sum(windows.alternatives(of: i)) { a in
          sum(columns[a]) { Double($0.start + task.durations[a]) * $0.variable }
        }
        model.require(makespan >= end + task.tails[i], "end", i)
      }
    case .totalTardiness:
      var total = LinearExpression()
      for i in windows.ends(for: .totalTardiness) {
        for a in windows.alternatives(of: i) {
          for column in columns[a] {
            let end = column.start + task.durations[a] + task.tails[i]
            total.add(Double(task.weights[i] * max(0, end - task.dues[i])), column.variable)
          }
        }
      }
      windows.minimize(total, in: &model)
    case .startDelay:
      var total = LinearExpression()
      for i in 0..<task.count {
        for a in windows.alternatives(of: i) {
          for column in columns[a] {
            total.add(Double(column.start - task.scheduledStart(of: i)), column.variable)
          }
        }
      }
      windows.minimize(total, in: &model)
    }
  }
}

/// Points and plans.
extension TimeIndexedModel {
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
