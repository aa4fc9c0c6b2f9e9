import Modeling
import OptCore

/// A formulation and an engine.
///
/// The quick start gives an incumbent. Dominance rules out orders and splits the schedule into stretches that no job
/// crosses; the incumbent's cost and prices on the network of positions and times rule out more; what is left of
/// each stretch goes to the engine as a model of the formulation, with the incumbent as start or as cutoff.
/// Every one of these steps can be switched off, down to the published model from a cold start.
public struct MIPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Models of more jobs are refused.
  static let largestJobCount = 2000

  /// Every formulation, weakest idea last.
  package static let formulations: [any TardinessFormulation] = [
    F1PositionalCompletion(), F2PositionalTardiness(), F3LinearOrdering(), F4TimeIndexed(),
    F5Disjunctive(),
  ]

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "mip", .formulation, "a mixed-integer formulation (f1-f5) solved by an engine",
      source: "Keha, Khowala and Fowler (2009), Mixed integer programming formulations for single"
        + " machine scheduling problems",
      parameters: MIPParameters.descriptions, workUnit: "branch-and-bound node",
      usesThreads: true)
  }

  /// Positional models and windows need space for the square of the number of jobs.
  public func obstacle(on instance: SingleMachineInstance) -> String? {
    instance.jobCount <= MIPMethod.largestJobCount
      ? nil
      : "models of \(instance.jobCount) jobs are too large, at most \(MIPMethod.largestJobCount) allowed"
  }

  /// Solves with the formulation asked for, by default f2 for unit weights and f4 otherwise.
  ///
  /// A model that would be too large is left out where there is an incumbent to deliver.
  ///
  /// - Throws: `SolveError.unsupported` for such a model without an incumbent, and other faults.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let formulation = try MIPMethod.formulation(request.formulation, for: session.instance)
    let engine = try engines.engine(request.engine)
    let parameters = MIPParameters(request.parameters)
    let engineSettings = try engine.settings(of: request.parameters)
    session.note("engine", .string(engine.identity.id))
    session.note("engine_version", .string(engine.identity.version))
    session.note("formulation", .string(formulation.description.id))
    let improver = SequenceImprover(
      session, isOn: request.warmStart != .none, seed: request.seed)
    let ledger = StretchLedger(session, source: "mip")
    session.raise(bound: session.instance.objectiveValue(ofTicks: 0), from: "mip")
    if request.warmStart != .none || session.incumbent != nil {
      try ledger.improve(ledger.root, with: improver.start())
    }
    var solver = StretchSolver(
      ledger, session, formulation, parameters, improver,
      EngineRun(
        engine: engine, ledger: ledger, session: session, improver: improver,
        threads: request.threads, seed: Int(truncatingIfNeeded: request.seed & 0x3FFF_FFFF),
        settings: engineSettings))
    try solver.solve(ledger.root)
    note(solver.log, in: session)
    return session.stopReason ?? solver.log.termination?.ofMethod
      ?? (solver.log.obstacle == nil ? .proved : .completed)
  }

  /// The formulation of that name, or the default for an instance.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown name, `SolveError.unsupported` when it does not fit the weights.
  package static func formulation(
    _ name: String?, for instance: SingleMachineInstance
  ) throws(SolveError) -> any TardinessFormulation {
    let name = name ?? (instance.isWeighted ? "f4" : "f2")
    let found = try FormulationDescription.choose(name, among: formulations) { $0.description }
    if name == "f2" || name == F2PositionalTardiness().description.longName,
      let obstacle = found.obstacle(on: JobBlock(instance))
    {
      throw .unsupported(method: "mip", reason: obstacle)
    }
    return found
  }

  private func note(_ log: StretchLog, in session: SolveSession<SingleMachineInstance>) {
    session.note("models", .integer(log.models))
    if log.steps > 0 { session.note("price_steps", .integer(log.steps)) }
    if log.pieces > 0 { session.note("pieces", .integer(log.pieces)) }
    if let obstacle = log.obstacle { session.note("not_solved", .string(obstacle)) }
    guard log.models > 0 else {
      if log.obstacle != nil { return }
      session.note("engine_status", .string("not needed: proven before the engine started"))
      return
    }
    session.note("rows", .integer(log.rows))
    session.note("columns", .integer(log.columns))
    session.note("nonzeros", .integer(log.nonzeros))
    session.note("nodes", .integer(log.nodes))
    for statistic in log.statistics { session.note(statistic.name, statistic.json) }
    if let status = log.engineStatus { session.note("engine_status", .string(status)) }
    if let start = log.start { session.note("start", .string(start)) }
  }
}
