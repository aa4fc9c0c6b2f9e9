import OptCore

/// Single-machine total (weighted) tardiness: instances, methods, formats and generator.
public struct SingleMachineFamily: ProblemFamily {
  /// The family without engines lists its own methods only.
  public init() {}

  /// Identifier on the command line.
  public var id: String { "smtt" }
  /// The problem's name in the literature.
  public var title: String { "single-machine total (weighted) tardiness" }
  /// Tardiness is minimised.
  public var sense: ObjectiveSense { .minimize }
  /// The method used when none is asked for.
  public var defaultMethod: String { "edd" }

  /// Every method, rules first.
  public var methods: [any SolveMethod<SingleMachineInstance>] {
    let all: [any SolveMethod<SingleMachineInstance>] = [
      EarliestDueDate()
    ]
    return all.map(QuantisationGuard.init)
  }

  /// Every formulation.
  public var formulations: [FormulationDescription] { [] }
  /// The engines formulations can be solved with.
  public var engines: [EngineDescription] { [] }
}
