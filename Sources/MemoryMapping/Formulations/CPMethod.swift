import Modeling
import OptCore

/// The model of rectangles, solved by an engine of constraint programming.
public struct CPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "cp", .formulation, "static allocation as a packing of rectangles, by constraint programming",
      parameters: [.engineSettings], workUnit: "conflict", usesThreads: true)
  }

  /// It is for static allocation.
  public func obstacle(on instance: MemoryInstance) -> String? {
    PackingFormulation().obstacle(on: instance)
  }

  /// Solves on the engine asked for, by default our engine `cp`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown engine, formulation or setting; what the engine refuses.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    let formulation = PackingFormulation()
    if let name = request.formulation, name != "cp", name != formulation.description.id {
      throw .badRequest("method cp has no formulation '\(name)', but method mip may have")
    }
    let engine = try engines.engine(request.engine ?? engines.constraintEngine)
    if try QuickStart.ends(request, session) { return session.stopReason ?? .completed }
    return try MemoryEngineRun(engine, formulation, request, session, source: description.id).run()
  }
}
