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
  ///   - formulation: a formulation's identifier, for methods that use one; nil = the method's default.
  ///   - engine: an engine's identifier, for methods that use one; nil = the family's first.
  ///   - limits: when to stop; without any, a method ends with a proof or with its usual amount of work.
  ///   - settings: `key=value` parameters of the method.
  ///   - seed: seed of every random choice.
  ///   - threads: most threads the method may use, at least 1.
  ///   - warmStart: where to start from.
  ///   - cancellation: ends the run with what it has when cancelled, from any thread.
  ///   - progress: receives every improvement.
  /// - Throws: `SolveError`; limits and proofs of infeasibility are results.
  public func solve(
    _ instance: Instance, method: String? = nil, formulation: String? = nil,
    engine: String? = nil, limits: SolveLimits = SolveLimits(), settings: [String] = [],
    seed: UInt64 = 1, threads: Int = 1, warmStart: WarmStart<Instance.Solution> = .automatic,
    cancellation: Cancellation = Cancellation(), progress: ProgressSink? = nil
  ) throws(SolveError) -> SolveResult<Instance.Solution> {
    let id = method ?? defaultMethod
    let allowed = readParameters + (try self.method(id)).description.parameters
    let request = SolveRequest<Instance.Solution>(
      method: id, formulation: formulation, engine: engine, seed: seed, threads: threads,
      parameters: try ParameterValues(settings, allowed: allowed), warmStart: warmStart)
    let session = SolveSession(
      instance, sense: sense(of: instance), limits: limits, cancellation: cancellation,
      progress: progress)
    return try solve(request, in: session)
  }

  /// Reads an instance from a file in any of the family's formats.
  ///
  ///     let jobs = try family.instance(at: "jobs.txt")
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - pick: name or index of an instance in a file that holds many.
  ///   - settings: `key=value` values of `readParameters`.
  /// - Throws: `FileError` when the file cannot be read, `InstanceError` with the exact place, `SolveError` for a setting
  ///   that does not fit.
  public func instance(
    at path: String, pick: String? = nil, settings: [String] = []
  ) throws -> Instance {
    try read(
      try SourceText.read(path: path), pick: pick,
      parameters: try ParameterValues(settings, allowed: readParameters))
  }
}
