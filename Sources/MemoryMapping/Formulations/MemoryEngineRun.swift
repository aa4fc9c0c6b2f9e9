import Modeling
import OptCore

/// One engine at work on one model for a session.
struct MemoryEngineRun {
  let engine: any Engine
  let formulation: any MemoryFormulation
  let request: SolveRequest<MemorySolution>
  let session: SolveSession<MemoryInstance>
  let settings: [String]
  /// Who finds what is found.
  let source: String

  /// Checks the engine's settings and notes what runs.
  init(
    _ engine: any Engine, _ formulation: any MemoryFormulation,
    _ request: SolveRequest<MemorySolution>, _ session: SolveSession<MemoryInstance>,
    source: String
  ) throws(SolveError) {
    (self.engine, self.formulation, self.request) = (engine, formulation, request)
    (self.session, self.source) = (session, source)
    settings = try engine.settings(of: request.parameters)
    session.note("engine", .string(engine.identity.id))
    session.note("engine_version", .string(engine.identity.version))
    session.note("formulation", .string(formulation.description.id))
  }

  /// Builds and solves the model; solutions and bounds go to the session as they come.
  func run() throws(SolveError) -> Termination {
    let built = try formulation.build(
      for: session.instance, incumbent: session.incumbent?.solution,
      parameters: request.parameters)
    guard let built else { return nothingLeft() }
    let options = EngineOptions(
      timeLimit: session.remaining, nodeLimit: session.limits.work, threads: request.threads,
      start: request.warmStart == .none
        ? nil : session.incumbent.flatMap { built.encode($0.solution) },
      objectiveStep: built.objectiveStep, wholeIsEnough: built.wholeIsEnough,
      seed: Int(truncatingIfNeeded: request.seed & 0x3FFF_FFFF),
      memoryLimit: session.limits.memory, wantsCore: false, settings: settings)
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: options, observer: observer(built))
    } catch {
      throw SolveError(error, of: engine)
    }
    if let solution = result.point.flatMap(built.decode) {
      try session.offer(solution, from: source)
    }
    if let bound = result.bound { raise(bound, built) }
    note(result, built.model)
    return end(result, built)
  }

  /// What the end of the engine proves.
  private func end(_ result: ModelResult, _ built: any BuiltMemoryFormulation) -> Termination {
    switch result.termination {
    case .infeasible where built.infeasibilityIsProof: return nothingLeft()
    default: break
    }
    let reason = session.stopReason ?? result.termination.ofMethod
    return reason == .proved && session.stopReason == nil ? .completed : reason
  }

  /// No solution is better than the incumbent.
  private func nothingLeft() -> Termination {
    if session.incumbent != nil {
      session.proveOptimal(from: source)
    } else {
      session.prove(.infeasible)
    }
    return .proved
  }

  private func raise(_ bound: Double, _ built: any BuiltMemoryFormulation) {
    guard bound.isFinite, abs(bound) < 0x1p60, let bound = built.bound(from: bound) else { return }
    session.raise(bound: .integer(bound), from: source)
  }

  private func observer(_ built: any BuiltMemoryFormulation) -> EngineObserver {
    EngineObserver(
      engine, for: session,
      incumbent: { point in
        // A fault is kept by the session and thrown at its end.
        if let solution = built.decode(point) { _ = try? session.offer(solution, from: source) }
      },
      bound: { raise($0, built) })
  }

  private func note(_ result: ModelResult, _ model: Model) {
    session.note("rows", .integer(model.rowCount + model.constraints.count))
    session.note("columns", .integer(model.columnCount))
    if model.termCount > 0 { session.note("nonzeros", .integer(model.termCount)) }
    session.note("nodes", .integer(result.nodes))
    for statistic in result.statistics { session.note(statistic.name, statistic.json) }
    session.note("engine_status", .string(result.engineStatus))
  }
}
