import OptCore

extension MemoryMappingFamily {
  /// Instance formats that are read.
  public var instanceFormats: [FileFormat] {
    [
      FileFormat("csv", "static allocation in the layout of minimalloc, NAME.CAPACITY.csv"),
      FileFormat("json", "a program to map: optsolve-memmap-1"),
    ]
  }

  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] {
    [
      FileFormat("csv", "static allocation in the layout of minimalloc"),
      FileFormat("json", "a program to map: optsolve-memmap-1"),
    ] + modelFormats
  }

  /// Settings about reading: goal and capacity.
  public var readParameters: [ParameterDescription] { MemoryText.parameters }

  /// Reads an instance in either format.
  ///
  /// - Throws: `InstanceError` with the exact place.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> MemoryInstance {
    try MemoryText.read(text, pick: pick, parameters: parameters)
  }

  /// The number of buffers, or of tensors.
  public func size(of instance: MemoryInstance) -> Int {
    switch instance {
    case .allocation(let instance): instance.buffers.count
    case .mapping(let instance): instance.tensors.count
    }
  }

  /// Reads a result document or, for static allocation, a table with `id` and `offset`.
  ///
  /// - Throws: `InstanceError` when the text does not follow its form.
  public func readSolution(
    _ text: SourceText, of instance: MemoryInstance
  ) throws(InstanceError) -> MemorySolution {
    try MemorySolution.read(text, of: instance)
  }

  /// The instance in one of `convertFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  public func convert(
    _ instance: MemoryInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    switch (instance, fileExtension) {
    case (.allocation(let instance), "csv"): return instance.csv()
    case (.mapping(let instance), "json"): return Array(instance.json.formatted().utf8)
    case (_, "lp"), (_, "mps"), (_, "fzn"):
      return try modelText(
        of: instance, as: fileExtension, formulation: formulation, parameters: parameters)
    default:
      throw .badRequest(
        "no conversion to '.\(fileExtension)'"
          + "; this instance goes to ."
          + ([instance.mapping == nil ? "csv" : "json"] + modelFormats.map(\.fileExtension))
          .joined(separator: " ."))
    }
  }

  /// Formats that solutions are exported to.
  public var exportFormats: [FileFormat] { MemoryTable.formats }

  /// The solution in one of `exportFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the solution breaks rules.
  public func export(
    _ solution: MemorySolution, of instance: MemoryInstance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    try MemoryTable.export(solution, of: instance, as: fileExtension, remarks)
  }
}
