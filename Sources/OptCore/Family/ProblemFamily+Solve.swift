extension ProblemFamily {
  /// Solves an instance in one call.
  ///
  ///     let family = SingleMachineFamily(engines: EngineSet([]))
  ///     let result = try family.solve(instance, method: "mddc")
  ///     print(result.incumbent?.objective ?? "none")
  ///
  /// - Parameters:
  ///   - instance: what is solved.
  ///   - method: a method's identifier; nil = the family's default.
  ///   - limits: when to stop; the default method stops only with a proof when there is none.
  ///   - settings: `key=value` parameters of the method.
  ///   - seed: seed of every random choice.
  ///   - warmStart: where to start from.
  ///   - progress: receives every improvement.
  /// - Throws: `SolveError`; limits and proofs of infeasibility are results.
  public func solve(
    _ instance: Instance, method: String? = nil, limits: SolveLimits = SolveLimits(),
    settings: [String] = [], seed: UInt64 = 1,
    warmStart: WarmStart<Instance.Solution> = .automatic, progress: ProgressSink? = nil
  ) throws(SolveError) -> SolveResult<Instance.Solution> {
    let id = method ?? defaultMethod
    let allowed = readParameters + (try self.method(id)).description.parameters
    let request = SolveRequest<Instance.Solution>(
      method: id, seed: seed, parameters: try ParameterValues(settings, allowed: allowed),
      warmStart: warmStart)
    let session = SolveSession(instance, sense: sense, limits: limits, progress: progress)
    return try solve(request, in: session)
  }
}
