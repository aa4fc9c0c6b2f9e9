import OptCore

/// The best of the family for either kind of instance.
public struct AutoMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "auto", .portfolio, "quick allocations, then the exact search", workUnit: "node",
      usesThreads: true)
  }

  /// Runs the methods for the kind of instance.
  ///
  /// - Throws: `SolveError` when a solution is refused by its check.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    switch session.instance {
    case .allocation(let instance):
      return AllocationSolver(session, instance, request, source: description.id).run()
    case .mapping:
      try session.offer(.mapping(Mapping()), from: "all slow")
      return .completed
    }
  }
}
