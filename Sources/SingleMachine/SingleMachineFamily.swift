import Modeling
import OptCore

/// Single-machine total (weighted) tardiness: instances, methods, formats and generator.
public struct SingleMachineFamily: ProblemFamily {
  /// The engines its formulations may use.
  public let engineSet: EngineSet

  /// The family with the engines it is given; without any it lists them as missing when one is asked for.
  public init(engines: EngineSet = EngineSet([])) {
    engineSet = engines
  }

  /// Identifier on the command line.
  public var id: String { "smtt" }
  /// The problem's name in the literature.
  public var title: String { "single-machine total (weighted) tardiness" }
  /// Tardiness is minimised.
  public var sense: ObjectiveSense { .minimize }
  /// Instances are as large as they have jobs.
  public var sizeUnit: String { "jobs" }
  /// The method used when none is asked for.
  public var defaultMethod: String { "auto" }

  /// Every method, rules first.
  public var methods: [any SolveMethod<SingleMachineInstance>] {
    let all: [any SolveMethod<SingleMachineInstance>] = [
      EarliestDueDate(),
      ShortestProcessingTime(),
      WeightedShortestProcessingTime(),
      ModifiedDueDate(),
      WeightedModifiedDueDate(),
      ApparentTardinessCost(),
      CostOverTime(),
      Panneerselvam(),
      PanwalkarSmithKoulamas(),
      WilkersonIrwin(),
      NetBenefitOfRelocation(),
      EDDChallenger(),
      PublishedEDDChallenger(),
      MDDChallenger(),
      AugmentedModifiedDueDate(),
      AugmentedMDDChallenger(),
      DescentMethod(),
      IteratedLocalSearchMethod.ils,
      IteratedLocalSearchMethod.dynasearch,
      BeamMethod(),
      MIPMethod(engines: engineSet),
      ExactMethod(),
      AutoMethod(),
    ]
    return all.map(QuantisationGuard.init)
  }

  /// Every formulation.
  public var formulations: [FormulationDescription] { MIPMethod.formulations.map(\.description) }
  /// The engines formulations can be solved with.
  public var engines: [EngineDescription] { engineSet.descriptions }
}
