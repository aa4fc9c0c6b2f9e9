import Modeling
import OptCore

/// A formulation and an engine, for small instances and comparisons.
public struct MIPMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines it may use.
  public init(engines: EngineSet) {
    self.engines = engines
  }

  /// Every formulation; the first is the default.
  package static let formulations: [any ShopFormulation] = [
    ManneFormulation(), OzguvenFormulation(), FattahiFormulation(), TimeIndexedFormulation(),
    IntervalFormulation(),
  ]

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "mip", .formulation,
      "a mixed-integer formulation (manne, ozguven, fattahi, time-indexed) solved by an engine",
      source: "Naderi, Ruiz and Roshanaei (2023), Mixed-integer programming vs. constraint"
        + " programming for shop scheduling problems",
      parameters: [ShopParameters.cuts, .engineSettings],
      workUnit: "branch-and-bound node", usesThreads: true)
  }

  /// Solves with the formulation asked for, by default manne, from the incumbent or a quick plan, on the engine asked for, by
  /// default the first of the set (for the formulation cp our engine of that name).
  ///
  /// - Throws: `SolveError.unsupported` where the formulation does not fit, `SolveError.badRequest` for unknown names and
  ///   settings; what the engine refuses.
  public func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    let formulation = try MIPMethod.formulation(request.formulation, request.parameters)
    let usual = formulation is IntervalFormulation ? engines.constraintEngine : nil
    let engine = try engines.engine(request.engine ?? usual)
    return try ShopEngineRun(engine, request, session, source: description.id).run(formulation)
  }

  /// The formulation of a name, or the default.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown name.
  package static func formulation(
    _ name: String?, _ parameters: ParameterValues
  ) throws(SolveError) -> any ShopFormulation {
    let manne = ManneFormulation(hasCuts: parameters.text("cuts") != "false")
    guard let name else { return manne }
    let found = try FormulationDescription.choose(name, among: formulations) { $0.description }
    switch found {
    case is ManneFormulation: return manne
    case is IntervalFormulation: return IntervalFormulation(ShopModelOptions(parameters))
    default: return found
    }
  }
}
