import Modeling
import OptCore

/// One engine at work for a session: warm start in, incumbents and bounds out, remarks for the result.
struct ShopEngineRun {
  let engine: any Engine
  let request: SolveRequest<ShopSchedule>
  let session: SolveSession<FlexibleJobShopInstance>
  let settings: [String]
  /// Who finds what is found.
  let source: String

  /// Checks the engine's settings and notes what runs.
  init(
    _ engine: any Engine, _ request: SolveRequest<ShopSchedule>,
    _ session: SolveSession<FlexibleJobShopInstance>, source: String
  ) throws(SolveError) {
    (self.engine, self.request, self.session, self.source) = (engine, request, session, source)
    settings = try engine.settings(of: request.parameters)
    session.note("engine", .string(engine.identity.id))
    session.note("engine_version", .string(engine.identity.version))
  }

  /// The task of the whole instance, limited by the incumbent, and a plan to start from.
  ///
  /// Without an incumbent a quick plan becomes it, unless a cold start is asked for.
  func taskAndStart() throws(SolveError) -> (task: ShopTask, start: ShopPlan?) {
    var task = ShopTask(session.instance)
    if !task.hasTriangleInequality {
      session.restrict(to: "the setup between any two operations of a machine is kept")
    }
    if session.incumbent == nil, request.warmStart != .none, let plan = task.quickPlan() {
      try session.offer(task.schedule(plan), from: source)
    }
    // What is proven already need not be found again.
    if task.objective == .makespan, case .integer(let bound)? = session.bound {
      task.floor = max(task.floor, bound)
    }
    guard let incumbent = session.incumbent else { return (task, nil) }
    // A restricted model may not hold the incumbent.
    if case .integer(let value) = incumbent.objective, task.hasTriangleInequality {
      task.limit = value
    }
    let plan = task.plan(in: incumbent.solution)
    return (task, plan.flatMap { task.plan($0.alternatives, near: $0.starts.map(Double.init)) })
  }

  /// Solves the model of a formulation.
  ///
  /// - Parameters:
  ///   - formulation: what the model is made by.
  ///   - threads: threads of the engine; nil = as requested.
  ///   - conflicts: a limit besides the session's; nil = none.
  ///   - pause: called between steps of an engine in this process, on its thread: may keep it waiting.
  func run(
    _ formulation: any ShopFormulation, threads: Int? = nil, conflicts: Int? = nil,
    pause: @escaping @Sendable () -> Void = {}
  ) throws(SolveError) -> Termination {
    session.note("formulation", .string(formulation.description.id))
    let (task, start) = try taskAndStart()
    session.raise(bound: .integer(0), from: source)
    if let reason = session.stopReason { return reason }
    let solver = ShopSolver(engine, settings: settings, formulation: formulation)
    var effort = ShopSolver.Effort(
      time: session.remaining, nodes: [session.limits.work, conflicts].compactMap { $0 }.min(),
      threads: threads ?? request.threads,
      seed: Int(truncatingIfNeeded: request.seed & 0x3FFF_FFFF))
    effort.memory = session.limits.memory
    let (session, source) = (session, source)
    let cancellation = Cancellation(following: session.cancellation)
    @Sendable func stopIfDone() {
      if session.stopReason != nil { cancellation.cancel() }
    }
    let name = engine.identity.id
    @Sendable func say(_ line: String) { session.say(line, from: name) }
    let outcome = try solver.solve(
      task, effort, start: start, cancellation: cancellation,
      improved: { plan in
        // A fault is kept by the session and thrown at its end.
        _ = try? session.offer(task.schedule(plan), from: source)
        stopIfDone()
      },
      bounded: { bound in
        session.raise(bound: .integer(bound), from: source)
        stopIfDone()
      },
      log: session.wantsLog ? say : nil,
      elsewhere: { best in
        pause()
        // Somebody else may have met the target or the bound.
        stopIfDone()
        guard let incumbent = session.incumbent, let value = incumbent.objective.asInteger,
          value < best ?? .max
        else { return nil }
        return task.plan(in: incumbent.solution)
      })
    if let plan = outcome.plan { try session.offer(task.schedule(plan), from: source) }
    return try end(outcome, task)
  }

  private func end(
    _ outcome: ShopSolver.Outcome, _ task: ShopTask
  ) throws(SolveError) -> Termination {
    if let result = outcome.result { note(result, outcome) }
    // With the incumbent as limit the model holds the incumbent, and without a limit there always is a schedule.
    if outcome.isProven, outcome.plan == nil {
      throw .internalError("\(engine.identity.name) calls a model with solutions infeasible")
    }
    session.raise(bound: .integer(outcome.bound), from: source)
    return session.stopReason ?? outcome.result?.termination.ofMethod ?? .completed
  }

  /// Remarks about a run.
  func note(_ result: ModelResult, _ outcome: ShopSolver.Outcome) {
    session.note("rows", .integer(outcome.rows))
    session.note("columns", .integer(outcome.columns))
    if outcome.nonzeros > 0 { session.note("nonzeros", .integer(outcome.nonzeros)) }
    session.note("nodes", .integer(result.nodes))
    for statistic in result.statistics { session.note(statistic.name, statistic.json) }
    session.note("engine_status", .string(result.engineStatus))
    if !outcome.isTrusted {
      session.note("engine_bounds", .string("not used: numbers are too large for its tolerances"))
    }
    switch result.start {
    case .accepted: session.note("start", .string("accepted"))
    case .rejected(let reason): session.note("start", .string("rejected: \(reason)"))
    case .notGiven: session.note("start", .string("none"))
    }
  }
}

extension ShopModelOptions {
  /// The options of a request.
  init(_ values: ParameterValues) {
    self.init()
    if let word = values.text("durations"), let mode = Durations(rawValue: word) {
      durations = mode
    }
    if let word = values.text("pools"), let mode = Pools(rawValue: word) { pools = mode }
    hasLoads = values.flag("loads")
  }
}
