import OptCore

/// Solves one window, with some machines kept or with none.
struct WindowSearch {
  let solver: WindowSolver
  let settings: HorizonSettings
  let builder: HorizonWindow
  let operations: [Int]
  /// A schedule whose machines and order windows may start from.
  let guide: ShopSchedule?

  /// Solves the window while some operations keep the machine of the previous one.
  ///
  /// - Returns: The task and what became of it; nil when no plan was found at all.
  func solve(
    keeping fixed: Set<Int>, _ effort: WindowSolver.Effort
  ) throws(SolveError) -> (ShopTask, WindowSolver.Outcome)? {
    let task = builder.task(operations, keeping: fixed)
    let start = settings.start == .none ? nil : self.start(of: task)
    var outcome = try solver.solve(task, effort, start: start, costs: costs(of: task))
    // Without a start and without time there may be no plan yet.
    if outcome.plan == nil { outcome.plan = task.quickPlan() }
    return (task, outcome)
  }

  /// The operations whose machine the best of several solutions of the window keeps.
  func oracle(
    _ overlap: [Int], _ effort: WindowSolver.Effort, trials: Int
  ) throws(SolveError) -> Set<Int>? {
    let task = builder.task(operations, keeping: [])
    let start = start(of: task, fromPrevious: true)
    var best: (value: Int, plan: ShopPlan)?
    for trial in 0..<trials {
      var part = effort
      part.time /= Double(trials + 1)
      part.seed = effort.seed &+ UInt64(trial + 1) &* 7919
      let outcome = try solver.solve(task, part, start: start, costs: costs(of: task))
      guard let plan = outcome.plan else { continue }
      let value = task.objective(of: plan)
      if value < best?.value ?? .max { best = (value, plan) }
    }
    guard let plan = best?.plan else { return nil }
    var kept: Set<Int> = []
    let wanted = Set(overlap)
    for local in 0..<task.count where wanted.contains(task.operations[local]) {
      let i = task.operations[local]
      if task.machines[plan.alternatives[local]] == builder.state.machine[i] { kept.insert(i) }
    }
    return kept
  }

  /// What alternatives add to the load bound of everything left, times the weight; nil when prices are not used.
  private func costs(of task: ShopTask) -> [Double]? {
    guard settings.priceWeight > 0, task.objective == .makespan, let priced = builder.costs
    else { return nil }
    let instance = builder.state.instance
    var costs = task.durations.map { _ in 0.0 }
    for i in 0..<task.count {
      // The task may hold only some of the operation's machines.
      let mine = task.alternatives(of: i)
      for b in instance.alternatives(of: task.operations[i]) {
        guard let a = task.alternative(of: i, on: instance.machines[b]) else { continue }
        costs[a] = priced[b]
      }
      let least = mine.reduce(Double.infinity) { min($0, costs[$1]) }
      for a in mine { costs[a] = settings.priceWeight * (costs[a] - least) }
    }
    return costs
  }

  /// The best of: a dispatched plan, one with the machines of the previous window, and one by the guide.
  private func start(of task: ShopTask, fromPrevious: Bool = false) -> ShopPlan? {
    var plans = [task.quickPlan()]
    if fromPrevious || settings.start == .previous { plans.append(previousPlan(task)) }
    if let guided = guide.flatMap(task.plan(in:)) {
      plans.append(task.plan(guided.alternatives, near: guided.starts.map(Double.init)))
    }
    return plans.compactMap { $0 }.min { task.objective(of: $0) < task.objective(of: $1) }
  }

  private func previousPlan(_ task: ShopTask) -> ShopPlan? {
    let state = builder.state
    let kept = builder.task(operations, keeping: Set(operations.filter { state.machine[$0] >= 0 }))
    guard let plan = kept.quickPlan() else { return nil }
    let alternatives = (0..<task.count).compactMap {
      task.alternative(of: $0, on: kept.machines[plan.alternatives[$0]])
    }
    guard alternatives.count == task.count else { return nil }
    return ShopPlan(alternatives: alternatives, starts: plan.starts)
  }
}
