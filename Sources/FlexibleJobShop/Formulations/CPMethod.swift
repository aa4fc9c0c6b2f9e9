import Modeling
import OptCore

/// The constraint model of the whole instance, solved by an engine of constraint programming.
public struct CPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "cp", .formulation, "optional intervals solved by constraint programming",
      source: "Schutt, Feydy and Stuckey (2013), Scheduling optional tasks with explanation",
      parameters: [.engineSettings] + ShopParameters.intervals, workUnit: "conflict",
      usesThreads: true)
  }

  /// Solves from the incumbent, or from a quick plan, on the engine asked for, by default our engine `cp`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown engine, formulation or setting; what the engine refuses.
  public func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    if let name = request.formulation, name != "cp", name != "intervals" {
      throw .badRequest("method cp has no formulation '\(name)', but method mip may have")
    }
    let engine = try engines.engine(request.engine ?? engines.constraintEngine)
    let run = try ShopEngineRun(engine, request, session, source: description.id)
    return try run.run(IntervalFormulation(ShopModelOptions(request.parameters)))
  }
}
