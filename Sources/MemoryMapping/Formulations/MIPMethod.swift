import Modeling
import OptCore

/// A formulation of the instance's variant, solved by an engine.
public struct MIPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Every formulation; the default is the first that fits the instance.
  package static let formulations: [any MemoryFormulation] = [
    PairwiseFormulation(), DiscreteFormulation(), SelectionFormulation(),
  ]

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "mip", .formulation, "a formulation of the instance's variant solved by an engine",
      parameters: [.engineSettings], workUnit: "branch-and-bound node", usesThreads: true)
  }

  /// Some formulation has to fit.
  public func obstacle(on instance: MemoryInstance) -> String? {
    var obstacles: [String] = []
    for formulation in MIPMethod.formulations {
      guard let obstacle = formulation.obstacle(on: instance) else { return nil }
      obstacles.append("\(formulation.description.longName): \(obstacle)")
    }
    return obstacles.joined(separator: "; ")
  }

  /// Solves with the formulation asked for, by default the first that fits, on the engine asked for, by default the first of the set.
  ///
  /// - Throws: `SolveError.unsupported` where the formulation does not fit, `SolveError.badRequest` for unknown names and settings;
  ///   what the engine refuses.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    let formulation = try MIPMethod.formulation(request.formulation, for: session.instance)
    if let obstacle = formulation.obstacle(on: session.instance) {
      throw .unsupported(method: description.id, reason: obstacle)
    }
    let engine = try engines.engine(request.engine)
    if session.instance.mapping != nil, engine.identity.id == engines.constraintEngine {
      throw .unsupported(
        method: description.id,
        reason: "engine \(engine.identity.id) takes whole numbers, and times of programs are none")
    }
    if try QuickStart.ends(request, session) { return session.stopReason ?? .completed }
    let run = try MemoryEngineRun(engine, formulation, request, session, source: description.id)
    return try run.run()
  }

  /// The formulation of a name, or the first that fits an instance.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown name.
  package static func formulation(
    _ name: String?, for instance: MemoryInstance
  ) throws(SolveError) -> any MemoryFormulation {
    guard let name else {
      return formulations.first { $0.obstacle(on: instance) == nil } ?? formulations[0]
    }
    return try FormulationDescription.choose(name, among: formulations) { $0.description }
  }
}
