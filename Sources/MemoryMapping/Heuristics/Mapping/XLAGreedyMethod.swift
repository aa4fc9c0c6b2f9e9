import OptCore

/// The way compilers do it: one tensor after the other into the fast memory, best gain for its size first.
public struct XLAGreedyMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "xla-greedy", .rule,
      "tensors by gain for their size, each with its best plan that finds an address; repacks",
      source: "OpenXLA authors (2019 on), memory space assignment of XLA, its header notes and"
        + " cost analysis")
  }

  /// It maps programs.
  public func obstacle(on instance: MemoryInstance) -> String? {
    MappingUnits.obstacle(on: instance)
  }

  /// One pass over the tensors in each of a few orders.
  ///
  /// - Throws: `SolveError` when the mapping is wrong.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.mapping else { return .completed }
    let greedy = XLAGreedy.best(MappingUnits(instance)) { session.stopReason != nil }
    try session.offer(.mapping(greedy.mapping), from: description.id)
    return session.stopReason ?? .completed
  }
}
