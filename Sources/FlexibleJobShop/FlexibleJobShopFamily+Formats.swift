import OptCore

extension FlexibleJobShopFamily {
  /// Instance formats that are read.
  public var instanceFormats: [FileFormat] {
    [FileFormat("fjs", "the layout of Brandimarte")]
  }

  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] { [] }

  /// `-P` settings about reading an instance.
  public var readParameters: [ParameterDescription] {
    [
      ParameterDescription(
        "objective", .choice(ShopObjective.allCases.map(\.rawValue)),
        default: ShopObjective.makespan.rawValue, "what is minimised")
    ]
  }

  /// Settings of the generator.
  public var generatorParameters: [ParameterDescription]? { nil }

  /// Reads an instance in any of the family's formats.
  ///
  /// - Throws: `InstanceError` with the exact place.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    let objective = parameters.text("objective").flatMap(ShopObjective.init(rawValue:))
    return try FlexibleJobShopInstance.read(text, objective: objective ?? .makespan)
  }

  /// The number of operations.
  public func size(of instance: FlexibleJobShopInstance) -> Int { instance.operationCount }

  /// Reads a result document.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  public func readSolution(
    _ text: SourceText, of instance: FlexibleJobShopInstance
  ) throws(InstanceError) -> ShopSchedule {
    try ShopSchedule.read(text, of: instance)
  }

  /// The instance in one of `convertFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  public func convert(
    _ instance: FlexibleJobShopInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    throw .badRequest("no conversion to '.\(fileExtension)'")
  }

  /// A random instance.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> FlexibleJobShopInstance {
    throw .badRequest("no generator")
  }
}
