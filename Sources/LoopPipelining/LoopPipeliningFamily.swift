import Modeling
import OptCore

/// Software pipelining of loops, and with it warp specialization: instances, methods, formats and generator.
public struct LoopPipeliningFamily: ProblemFamily {
  /// The engines that `mip` and `cp` may use.
  public let engineSet: EngineSet

  /// The family with the engines it is given; without any it lists them as missing when one is asked for.
  public init(engines: EngineSet = EngineSet([])) {
    engineSet = engines
  }

  /// Identifier on the command line.
  public var id: String { "pipeline" }
  /// The problem's name in the literature.
  public var title: String { "software pipelining of loops, with warp specialization" }
  /// The initiation interval is minimised.
  public var sense: ObjectiveSense { .minimize }
  /// Instances are as large as they have operations.
  public var sizeUnit: String { "operations" }
  /// Among schedules of the same initiation interval the shortest, then the one with the fewest warps.
  public var refinements: [String] { ["length", "warps_used"] }
  /// The method used when none is asked for.
  public var defaultMethod: String { "auto" }

  /// Every method, heuristics first.
  public var methods: [any SolveMethod<LoopInstance>] {
    [
      ModuloSchedulingMethod.iterative,
      ModuloSchedulingMethod.swing,
      TwoStepMethod.partitionFirst,
      TwoStepMethod.scheduleFirst,
      LargeNeighbourhoodMethod(),
      WindowedMethod(),
      CPMethod(engines: engineSet),
      MIPMethod(engines: engineSet),
      SearchMethod(),
      AutoMethod(),
    ]
  }

  /// Every formulation.
  public var formulations: [FormulationDescription] { MIPMethod.formulations.map(\.description) }
  /// The engines formulations can be solved with.
  public var engines: [EngineDescription] { engineSet.descriptions }
}
