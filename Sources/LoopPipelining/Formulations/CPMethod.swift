import Modeling
import OptCore

/// The constraint model of turns, one model after the other: every initiation interval from the bounds upward, then length, then warps.
public struct CPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "cp", .formulation, "the constraint model of turns solved by an engine, interval by interval",
      source: "Hanen (1994), Study of a NP-hard cyclic scheduling problem: the recurrent job-shop",
      parameters: [LoopParameters.interval, .engineSettings], workUnit: "conflict",
      usesThreads: true)
  }

  /// Solves on the engine asked for, by default our engine `cp`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown engine, formulation or setting; what the engine refuses.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    let turns = TurnFormulation()
    if let name = request.formulation, name != turns.description.id,
      name != turns.description.longName
    {
      throw .badRequest("method cp has no formulation '\(name)', but method mip may have")
    }
    let engine = try engines.engine(request.engine ?? engines.constraintEngine)
    var run = try LoopEngineRun(engine, turns, request, session, source: description.id)
    return try run.run()
  }
}
