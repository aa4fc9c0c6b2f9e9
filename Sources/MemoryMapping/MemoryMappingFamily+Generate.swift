import OptCore

extension MemoryMappingFamily {
  /// Settings of the generators.
  public var generatorParameters: [ParameterDescription]? { MemoryGenerator.parameters }

  /// An instance of one of the generators.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other, or numbers become too large.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> MemoryInstance {
    try MemoryGenerator(parameters).instance(seed: seed)
  }
}
