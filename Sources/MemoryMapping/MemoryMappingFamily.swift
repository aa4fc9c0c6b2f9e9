import Modeling
import OptCore

/// Mapping of buffers to memory: offsets in one memory, or the choice between a fast memory and a slow one.
public struct MemoryMappingFamily: ProblemFamily {
  /// The engines that `mip` and `cp` may use.
  public let engineSet: EngineSet

  /// The family with the engines it is given; without any it lists them as missing when one is asked for.
  public init(engines: EngineSet = EngineSet([])) {
    engineSet = engines
  }

  /// Identifier on the command line.
  public var id: String { "memory" }
  /// The problem's name in the literature.
  public var title: String { "static memory allocation, and mapping of tensors to fast memory" }
  /// Static allocation is minimised; see `sense(of:)`.
  public var sense: ObjectiveSense { .minimize }
  /// The peak is minimised, the time saved is maximised.
  public func sense(of instance: MemoryInstance) -> ObjectiveSense { instance.sense }
  /// Instances are as large as they have buffers, or tensors.
  public var sizeUnit: String { "buffers" }
  /// The method used when none is asked for.
  public var defaultMethod: String { "auto" }

  /// Every method, heuristics first.
  public var methods: [any SolveMethod<MemoryInstance>] {
    [
      FitMethod(rule: .firstFit),
      FitMethod(rule: .bestFit),
      GreedyMethod(),
      SqueakyWheelMethod(), LocalSearchMethod(),
      XLAGreedyMethod(), GameMethod.greedy, GameMethod.beam, GameMethod.tree,
      LagrangianMethod(),
      MIPMethod(engines: engineSet), CPMethod(engines: engineSet),
      ExactMethod(),
      AutoMethod(engines: engineSet),
    ]
  }

  /// Every formulation.
  public var formulations: [FormulationDescription] {
    (MIPMethod.formulations + [PackingFormulation()]).map(\.description)
  }
  /// The engines formulations can be solved with.
  public var engines: [EngineDescription] { engineSet.descriptions }
}
