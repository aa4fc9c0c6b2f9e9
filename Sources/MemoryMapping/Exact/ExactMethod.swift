import OptCore

/// Static allocation by exact search, from a cold start.
public struct ExactMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "exact", .exact,
      "static allocation: parts one by one, buffers in the order of their offsets, sections checked",
      source: "Moffitt (2023), MiniMalloc: A Lightweight Memory Allocator for Hardware-Accelerated"
        + " Machine Learning",
      workUnit: "node", usesThreads: true)
  }

  /// Programs are mapped by other methods.
  public func obstacle(on instance: MemoryInstance) -> String? {
    instance.allocation == nil ? "it is for static allocation, and this is a program to map" : nil
  }

  /// Runs until a proof or the limits.
  ///
  /// - Throws: `SolveError` when a solution is refused by its check.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.allocation else { return .completed }
    return AllocationSolver(session, instance, request, source: description.id).run()
  }
}
