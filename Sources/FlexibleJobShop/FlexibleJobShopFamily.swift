import Modeling
import OptCore

/// The flexible job shop and the plain one: instances, methods, formats and generator.
public struct FlexibleJobShopFamily: ProblemFamily {
  /// The engines that `rho`, `rho-adaptive`, `cp` and `mip` may use; `auto` brings its own.
  public let engineSet: EngineSet

  /// The family with the engines it is given; without any it lists them as missing when one is asked for.
  public init(engines: EngineSet = EngineSet([])) {
    engineSet = engines
  }

  /// Identifier on the command line.
  public var id: String { "fjsp" }
  /// The problem's name in the literature.
  public var title: String { "flexible job shop, and job shop" }
  /// All objectives are minimised.
  public var sense: ObjectiveSense { .minimize }
  /// Instances are as large as they have operations.
  public var sizeUnit: String { "operations" }
  /// The method used when none is asked for.
  public var defaultMethod: String { "auto" }

  /// Every method, rules first.
  public var methods: [any SolveMethod<FlexibleJobShopInstance>] {
    DispatchMethod.all + [
      DispatchSearch(),
      MemeticMethod(),
      AnnealingMethod(),
      RollingHorizonMethod(engines: engineSet),
      RollingHorizonMethod(engines: engineSet, isAdaptive: true),
      CPMethod(engines: engineSet),
      MIPMethod(engines: engineSet),
      AutoMethod(),
    ]
  }

  /// Every formulation.
  public var formulations: [FormulationDescription] {
    MIPMethod.formulations.map(\.description)
  }
  /// The engines formulations can be solved with.
  public var engines: [EngineDescription] { engineSet.descriptions }
}
