import Modeling
import OptCore

/// Solves tasks by a formulation and an engine: windows of a rolling horizon, neighbourhoods, whole instances.
package struct ShopSolver: Sendable {
  /// How much work an engine may do.
  package struct Effort: Sendable, Hashable {
    /// Wall seconds; nil = no limit.
    package var time: Double?
    /// Conflicts or nodes; nil = no limit.
    package var nodes: Int?
    /// Threads of the engine, at least 1.
    package var threads = 1
    /// Seed of the engine, at least 0.
    package var seed = 0
    /// Mebibytes of a worker process; nil = no cap.
    package var memory: Int?

    /// No limits but those given.
    package init(time: Double? = nil, nodes: Int? = nil, threads: Int = 1, seed: Int = 0) {
      (self.time, self.nodes, self.threads, self.seed) = (time, nodes, threads, seed)
    }
  }

  /// What became of a task.
  package struct Outcome: Sendable {
    /// The best plan within the task's limit; nil = none was found.
    package var plan: ShopPlan?
    /// No plan is better than this; at `limit + 1` none is within the limit.
    package var bound: Int
    /// Whether the plan is optimal, or no plan within the limit exists.
    package var isProven: Bool
    /// Whether the engine's bounds and proofs were used.
    package var isTrusted = true
    /// The engine's own answer; nil = none was needed.
    package var result: ModelResult?
    /// Rows of the model and its constraints beyond rows; 0 where no model was needed.
    package var rows = 0
    /// Columns of the model.
    package var columns = 0
    /// Terms of its rows.
    package var nonzeros = 0
  }

  /// The engine.
  package let engine: any Engine
  /// Its settings in its own words.
  package var settings: [String]
  /// The model it builds.
  package var formulation: any ShopFormulation

  /// A solver; without a formulation that of optional intervals.
  package init(
    _ engine: any Engine, settings: [String] = [],
    formulation: any ShopFormulation = IntervalFormulation()
  ) {
    (self.engine, self.settings, self.formulation) = (engine, settings, formulation)
  }

  /// Solves a task.
  ///
  /// - Parameters:
  ///   - task: with a limit, domains are small; a start that is worse than the limit is not used.
  ///   - effort: when to stop.
  ///   - start: a plan to start from.
  ///   - cancellation: stops the engine soon.
  ///   - improved: receives better plans while the engine runs, on its threads.
  ///   - bounded: receives better bounds.
  ///   - log: receives lines of the engine's log; nil = they are not wanted.
  ///   - elsewhere: a plan of somebody else that is better than an objective; see `EngineObserver.elsewhere`.
  /// - Returns: The best plan, each operation as early as its order allows, and a bound; proven where both meet.
  /// - Throws: `SolveError.unsupported` where the formulation does not fit; `SolveError` when the engine refuses the model or
  ///   fails.
  package func solve(
    _ task: ShopTask, _ effort: Effort, start: ShopPlan? = nil,
    cancellation: Cancellation = Cancellation(),
    improved: @escaping @Sendable (ShopPlan) -> Void = { _ in },
    bounded: @escaping @Sendable (Int) -> Void = { _ in },
    log: (@Sendable (String) -> Void)? = nil,
    elsewhere: @escaping @Sendable (Int?) -> ShopPlan? = { _ in nil }
  ) throws(SolveError) -> Outcome {
    if let reason = formulation.obstacle(on: task) ?? task.obstacleOfNumbers {
      throw .unsupported(method: formulation.description.id, reason: reason)
    }
    guard let built = formulation.build(task) else {
      return Outcome(plan: nil, bound: (task.limit ?? .max - 1) + 1, isProven: true)
    }
    let windows = ShopWindows(task)
    let isTrusted = isTrusted(task, windows)
    let engineOptions = EngineOptions(
      timeLimit: effort.time, nodeLimit: effort.nodes, threads: effort.threads,
      start: start.flatMap(built.encode), objectiveStep: 1, wholeIsEnough: true, seed: effort.seed,
      memoryLimit: effort.memory, wantsCore: false, settings: settings)
    let observer = EngineObserver(
      cancellation: cancellation,
      incumbent: { point, _ in if let plan = built.decode(point) { improved(plan) } },
      bound: { if isTrusted, let bound = ShopSolver.whole($0) { bounded(bound) } }, log: log,
      elsewhere: { best in elsewhere(best.flatMap(ShopSolver.whole)).flatMap(built.encode) })
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: engineOptions, observer: observer)
    } catch {
      throw SolveError(error, of: engine)
    }
    return outcome(result, task, built, windows, isTrusted)
  }

  /// Whether the engine's bounds and proofs can be believed: it computes with whole numbers, or with small ones.
  private func isTrusted(_ task: ShopTask, _ windows: ShopWindows) -> Bool {
    engine.identity.id == "cp"
      || windows.latestEnd <= ShopTask.largestTimeInReals
        && task.largestObjective <= ShopTask.largestObjectiveInReals
  }

  /// Takes an engine's answer.
  ///
  /// Engines take a number near a whole one for it, so a point may claim less than its plan has. The tolerances make the model of
  /// the engine larger, never smaller: its bound holds, and only a plan that meets the bound is called optimal.
  private func outcome(
    _ result: ModelResult, _ task: ShopTask, _ built: any BuiltShopFormulation,
    _ windows: ShopWindows, _ isTrusted: Bool
  ) -> Outcome {
    let least = windows.leastObjective
    // Where tolerances may make the model smaller, only the plan counts.
    let bound = isTrusted ? result.bound.flatMap(ShopSolver.whole) ?? least : least
    var outcome = Outcome(
      plan: result.point.flatMap(built.decode), bound: max(least, bound), isProven: false,
      isTrusted: isTrusted, result: result)
    if let limit = task.limit { outcome.bound = min(outcome.bound, limit + 1) }
    (outcome.rows, outcome.columns) = (
      built.model.rowCount + built.model.constraints.count, built.model.columnCount
    )
    outcome.nonzeros = built.model.termCount
    if isTrusted, result.termination == .optimal,
      let claimed = result.objective.flatMap(ShopSolver.whole)
    {
      outcome.bound = max(outcome.bound, min(claimed, task.limit ?? claimed))
    }
    if let plan = outcome.plan { outcome.isProven = outcome.bound >= task.objective(of: plan) }
    if isTrusted, result.termination == .infeasible || result.termination == .cutoff {
      outcome.isProven = true
      outcome.bound = (task.limit ?? .max - 1) + 1
    }
    return outcome
  }

  /// A bound of an engine, rounded up to the next whole number.
  static func whole(_ bound: Double) -> Int? {
    guard bound.isFinite, abs(bound) < 0x1p60 else { return nil }
    return Int((bound - 1e-6 * max(1, min(abs(bound), 1e5))).rounded(.up))
  }
}
