import Modeling
import OptCore

/// A formulation and an engine, one model after the other: every initiation interval from the bounds upward, then length, then warps.
public struct MIPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Every formulation; the first is the default.
  static let formulations: [any LoopFormulation] = [
    StructuredFormulation(), TimeIndexedFormulation(), TurnFormulation(),
  ]

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "mip", .formulation,
      "a formulation (structured, time-indexed, turns) solved by an engine, interval by interval",
      source: "Govindarajan, Altman and Gao (1996), A framework for resource-constrained"
        + " rate-optimal software pipelining",
      parameters: [LoopParameters.interval, LoopParameters.dependences, .engineSettings],
      workUnit: "branch-and-bound node", usesThreads: true)
  }

  /// Solves with the formulation asked for, by default structured, on the engine asked for, by default the first of the set (for the
  /// formulation turns our engine of constraint programming).
  ///
  /// - Throws: `SolveError.unsupported` where the formulation does not fit, `SolveError.badRequest` for unknown names and settings;
  ///   what the engine refuses.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    let formulation = try MIPMethod.formulation(request.formulation, request.parameters)
    let usual = formulation is TurnFormulation ? engines.constraintEngine : nil
    let engine = try engines.engine(request.engine ?? usual)
    var run = try LoopEngineRun(engine, formulation, request, session, source: description.id)
    return try run.run()
  }

  /// The formulation of a name, or the default.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown name.
  static func formulation(
    _ name: String?, _ parameters: ParameterValues
  ) throws(SolveError) -> any LoopFormulation {
    let structured = StructuredFormulation(
      isStructured: parameters.text("dependences") != "plain")
    guard let name else { return structured }
    let found = try FormulationDescription.choose(name, among: formulations) { $0.description }
    return found is StructuredFormulation ? structured : found
  }
}
