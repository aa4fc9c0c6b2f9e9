import OptCore

extension SingleMachineFamily {
  /// Settings of the generator.
  public var generatorParameters: [ParameterDescription]? { nil }

  /// A random instance.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> SingleMachineInstance {
    throw .badRequest("no generator yet")
  }
}
