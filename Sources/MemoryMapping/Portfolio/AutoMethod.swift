import Modeling
import OptCore

/// The best of the family for either kind of instance.
public struct AutoMethod: SolveMethod {
  private let engines: EngineSet

  /// The method with the engines that it may use.
  public init(engines: EngineSet) { self.engines = engines }

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "auto", .portfolio,
      "static allocation: quick ones, exact search by parts, windows; programs: local search, prices,"
        + " a model of what is fast",
      workUnit: "node", usesEngine: false, usesThreads: true)
  }

  /// Runs the methods for the kind of instance.
  ///
  /// - Throws: `SolveError` when a solution is refused by its check.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    switch session.instance {
    case .allocation(let instance): try allocate(instance, request, session)
    case .mapping(let instance):
      try MappingPortfolio(
        instance: instance, engines: engines, request: request, session: session,
        source: description.id
      ).run()
    }
  }

  /// The exact search by parts; many buffers are left to orders where they are too many for it.
  private func allocate(
    _ instance: AllocationInstance, _ request: SolveRequest<MemorySolution>,
    _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    let solver = AllocationSolver(session, instance, request, source: description.id)
    let end = solver.run()
    guard end == .completed, !solver.goalIsMet, session.stopReason == nil else { return end }
    if solver.isRestricted {
      // Models know that windows may interlock.
      let model = CPMethod(engines: engines)
      guard engines.constraintEngine != nil, model.obstacle(on: session.instance) == nil else {
        return end
      }
      return try model.run(try request.passed(to: model.description), in: session)
    }
    let orders = SqueakyWheelMethod()
    return try orders.run(try request.passed(to: orders.description), in: session)
  }
}
