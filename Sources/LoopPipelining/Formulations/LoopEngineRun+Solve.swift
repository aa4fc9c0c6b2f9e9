import Modeling
import OptCore

/// One model.
extension LoopEngineRun {
  /// Solves the model of a task that fits; schedules and bounds go to the session as they come.
  mutating func solve(_ task: LoopTask) throws(SolveError) -> Answer {
    guard let built = formulation.build(task) else { return Answer(isProven: true) }
    var nodes: Int?
    if let work = session.limits.work {
      nodes = work - counts.nodes
      if work <= counts.nodes { return Answer(reason: .workLimit) }
    }
    let options = EngineOptions(
      timeLimit: session.remaining, nodeLimit: nodes, threads: request.threads,
      start: task.goal == .fewestWarps
        ? session.incumbent.flatMap { built.encode($0.solution) } : nil,
      objectiveStep: 1, wholeIsEnough: true,
      seed: Int(truncatingIfNeeded: request.seed & 0x3FFF_FFFF),
      memoryLimit: session.limits.memory, wantsCore: false, settings: settings)
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: options, observer: observer(task, built))
    } catch {
      throw SolveError(error, of: engine)
    }
    if let schedule = result.point.flatMap(built.decode) {
      try session.offer(schedule, from: source)
    }
    note(result, built.model, task)
    var answer = Answer(reason: session.stopReason ?? result.termination.ofMethod)
    switch result.termination {
    case .optimal: answer.isProven = result.point != nil
    case .infeasible, .cutoff: answer.isProven = true
    default: break
    }
    // Only what is proven counts as such: the schedule may be worse than the point by the engine's tolerances.
    if answer.reason == .proved, !answer.isProven { answer.reason = .completed }
    return answer
  }

  private func observer(_ task: LoopTask, _ built: any BuiltLoopFormulation) -> EngineObserver {
    let (session, source) = (session, source)
    return EngineObserver(
      engine, for: session,
      incumbent: { point in
        // A fault is kept by the session and thrown at its end.
        if let schedule = built.decode(point) { _ = try? session.offer(schedule, from: source) }
      },
      bound: { bound in
        guard let place = task.goal.refinement, bound.isFinite, abs(bound) < 0x1p50 else { return }
        session.raise(
          refinementBound: min(Int((bound - 1e-5).rounded(.up)), task.limit), at: place,
          for: .integer(task.interval), from: source)
      })
  }

  /// Remarks about a model and the run so far.
  private mutating func note(_ result: ModelResult, _ model: Model, _ task: LoopTask) {
    counts.models += 1
    counts.nodes += result.nodes
    counts.time += result.time
    counts.statistics.add(result.statistics)
    let rows = model.rowCount + model.constraints.count
    session.note(
      "model_\(task.interval)_\(task.goal.name)",
      .string(
        "\(rows) rows, \(model.columnCount) columns, \(result.nodes) nodes, \(result.engineStatus)")
    )
    session.note("models", .integer(counts.models))
    session.note("rows", .integer(rows))
    session.note("columns", .integer(model.columnCount))
    if model.termCount > 0 { session.note("nonzeros", .integer(model.termCount)) }
    session.note("nodes", .integer(counts.nodes))
    for statistic in counts.statistics { session.note(statistic.name, statistic.json) }
    session.note("engine_status", .string(result.engineStatus))
  }
}

extension LoopTask.Goal {
  /// Which of the refinements of schedules is minimised; nil = none.
  var refinement: Int? {
    switch self {
    case .any, .within: nil
    case .shortest: 0
    case .fewestWarps: 1
    }
  }

  /// A word for it.
  var name: String {
    switch self {
    case .any, .within: "any"
    case .shortest: "shortest"
    case .fewestWarps: "warps"
    }
  }
}
