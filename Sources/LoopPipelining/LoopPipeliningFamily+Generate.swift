import OptCore

extension LoopPipeliningFamily {
  /// Settings of the generators.
  public var generatorParameters: [ParameterDescription]? { LoopGenerator.parameters }

  /// A loop of one of the generators; only `random` depends on the seed.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other, or leave the loop without any schedule.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> LoopInstance {
    let generator = LoopGenerator(parameters)
    try generator.checkSettings()
    let instance: LoopInstance
    do throws(LoopInstance.Invalid) {
      switch generator.kind {
      case .random: instance = try LoopInstance.random(generator.randomLoop, seed: seed)
      case .kernel:
        instance = try generator.kernel.instance(
          size: generator.size, on: generator.kernelMachine)
      case .attention: instance = try generator.attention.instance()
      case .gemm: instance = try generator.product.instance()
      }
    } catch {
      throw .badRequest(error.description)
    }
    if let fault = instance.impossibility { throw .badRequest(fault.description) }
    return instance
  }
}
