import OptCore

/// Rolling horizon: solves the first operations that are left, executes those that start first, and so on.
///
/// With the default settings the loop of the source. Every window is completed by dispatching, so there is always a full schedule.
///
/// - Source: Li, Ouyang, Ma and Wu (2025), "Learning-guided rolling horizon optimization for long-horizon flexible job-shop scheduling".
struct RollingHorizon {
  /// What the loop tells and asks.
  struct Surroundings {
    let offer: (ShopSchedule) throws(SolveError) -> Void
    let say: (String) -> Void
    let stop: () -> Termination?
    /// Wall seconds left for the loop; nil = no limit.
    let remaining: () -> Double?
  }

  let instance: FlexibleJobShopInstance
  let settings: HorizonSettings
  let solver: WindowSolver
  let predictor: MachinePredictor?
  /// Receives features and labels of every oracle window; for training.
  var collect: ((OverlapFeatures, [Bool]) -> Void)?
  private(set) var statistics = HorizonStatistics()
  private var prices: HorizonPrices?
  private var guide: ShopSchedule?
  private var state: HorizonState
  private var random: RandomStream
  private var ratio: Double

  init(
    _ instance: FlexibleJobShopInstance, _ settings: HorizonSettings, _ solver: WindowSolver,
    predictor: MachinePredictor? = nil
  ) {
    self.instance = instance
    self.settings = settings
    self.solver = solver
    self.predictor = predictor
    random = RandomStream(seed: settings.seed, worker: 5)
    state = HorizonState(instance, random: &random)
    ratio = settings.ratio
    let needsPrices = settings.priceWeight > 0 || settings.priceSlack != nil
    prices = needsPrices ? HorizonPrices(instance) : nil
  }

  /// Rolls over the whole instance.
  ///
  /// - Parameter guide: a schedule that gives the order and where windows may start; nil = dispatching does.
  /// - Returns: The rolled-out schedule; nil when the loop was stopped before its end.
  mutating func run(_ world: Surroundings, guide: ShopSchedule? = nil) throws(SolveError)
    -> ShopSchedule?
  {
    self.guide = guide
    let completion = HorizonCompletion(instance, seed: settings.seed) { world.stop() != nil }
    let first = completion.first { world.stop() != nil }
    if let first { try world.offer(first) }
    let bySchedule = settings.order == .schedule || settings.span > 0
    var last = guide ?? first
    if bySchedule, let last { state.reorder(by: last) }
    while !state.isComplete {
      if world.stop() != nil { return nil }
      let operations = window(last)
      let effort = effort(for: operations.count, world)
      guard let solved = try solve(operations, effort, world) else { return nil }
      let (task, plan) = solved
      let all = state.progress(with: plan, in: task)
      state.execute(executed(of: task, plan, of: operations), of: plan, in: task)
      if let schedule = completion.complete(all) {
        try world.offer(schedule)
        if guide == nil { last = schedule }
        if bySchedule, guide == nil { state.reorder(by: schedule) }
      }
      statistics.windows += 1
      world.say(
        "window \(statistics.windows): \(state.executed) of \(instance.operationCount) executed")
    }
    return ShopSchedule(machines: state.progress.machines, starts: state.progress.starts)
  }

  private mutating func window(_ last: ShopSchedule?) -> [Int] {
    guard settings.span > 0, let last else { return state.next(settings.window) }
    let candidates = state.next(4 * settings.window)
    guard let first = candidates.first else { return [] }
    let length = settings.span * Double(meanDuration)
    let limit = Double(last.starts[first]) + length
    return candidates.filter { Double(last.starts[$0]) <= limit }
  }

  private var meanDuration: Double {
    let sum = (0..<instance.operationCount).reduce(0) { $0 + instance.shortestDuration(of: $1) }
    return Double(sum) / Double(max(1, instance.operationCount))
  }

  /// Shares the time that is left among the windows that are left.
  private func effort(for count: Int, _ world: Surroundings) -> WindowSolver.Effort {
    let left = instance.operationCount - state.executed
    let step = settings.span > 0 ? max(1, count * settings.step / settings.window) : settings.step
    let windows = max(1, Double(left - settings.window) / Double(step) + 1)
    var time = settings.windowTime
    if let remaining = world.remaining() { time = min(time, remaining / windows) }
    return WindowSolver.Effort(
      time: time, stall: settings.stall, conflicts: settings.conflicts,
      seed: settings.seed &+ UInt64(statistics.windows))
  }

  /// The operations of a window that are executed: all of the last one, else those that start first.
  private func executed(of task: ShopTask, _ plan: ShopPlan, of operations: [Int]) -> [Int] {
    let left = instance.operationCount - state.executed
    if task.count == left { return operations }
    let sorted = (0..<task.count).sorted {
      (plan.starts[$0], task.operations[$0]) < (plan.starts[$1], task.operations[$1])
    }
    let share = settings.span > 0 ? task.count * settings.step / settings.window : settings.step
    return sorted.prefix(max(1, share)).map { task.operations[$0] }
  }

  /// Chooses what is fixed and solves the window.
  private mutating func solve(
    _ operations: [Int], _ effort: WindowSolver.Effort, _ world: Surroundings
  ) throws(SolveError) -> (ShopTask, ShopPlan)? {
    let costs = prices?.costs(after: state.progress) { world.stop() != nil }
    let builder = HorizonWindow(state: state, settings: settings, costs: costs)
    let overlap = operations.filter { state.machine[$0] >= 0 }
    var search = WindowSearch(
      solver: solver, settings: settings, builder: builder, operations: operations, guide: guide)
    let fixed = try fixed(overlap, operations.count, &search, effort, world)
    statistics.overlap += overlap.count
    statistics.fixed += fixed.count
    guard let outcome = try search.solve(keeping: fixed, effort), let plan = outcome.1.plan else {
      return nil
    }
    adapt(outcome.1, effort)
    return (outcome.0, plan)
  }

  private mutating func fixed(
    _ overlap: [Int], _ size: Int, _ search: inout WindowSearch, _ effort: WindowSolver.Effort,
    _ world: Surroundings
  ) throws(SolveError) -> Set<Int> {
    if overlap.isEmpty { return [] }
    switch settings.fix {
    case .none: return []
    case .first: return Set(overlap.prefix(Int(settings.ratio * Double(overlap.count))))
    case .random: return Set(overlap.filter { _ in random.unit() < settings.ratio })
    case .oracle:
      guard let kept = try search.oracle(overlap, effort, trials: settings.trials) else {
        return []
      }
      collect?(OverlapFeatures(overlap, window: size, state), overlap.map { kept.contains($0) })
      return kept
    case .rule, .learned:
      let features = OverlapFeatures(overlap, window: size, state)
      let probabilities =
        settings.fix == .learned
        ? predictor?.probabilities(features) ?? StabilityScore().probabilities(features)
        : StabilityScore().probabilities(features)
      return StabilityScore.kept(
        features, probabilities, ratio: ratio, isCautious: settings.isCautious)
    }
  }

  /// Easy windows get more freedom, hard ones less.
  private mutating func adapt(_ outcome: WindowSolver.Outcome, _ effort: WindowSolver.Effort) {
    if outcome.isProven { statistics.proven += 1 }
    guard settings.isAdaptive else { return }
    if outcome.isProven, outcome.time < 0.25 * effort.time { ratio -= 0.1 }
    if outcome.ranOut { ratio += 0.1 }
    ratio = max(0.2, min(0.9, ratio))
  }
}

/// Counts of a rolling horizon.
struct HorizonStatistics: Sendable, Hashable {
  var windows = 0
  var proven = 0
  /// Operations that were in two consecutive windows, and how many of them were fixed.
  var overlap = 0
  var fixed = 0
}
