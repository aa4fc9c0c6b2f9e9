import OptCore

extension LoopPipeliningFamily {
  /// Instance formats that are read; which one a text has shows in what stands in it.
  public var instanceFormats: [FileFormat] {
    [
      FileFormat(
        "json", "swpws-instance-1, or a dependence graph ddg-0.1 or curated-ddg-0.2 of Triton"),
      FileFormat("graphml", "a graph of HatScheT, with -P resources=FILE.xml"),
    ]
  }

  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] {
    [FileFormat("json", "swpws-instance-1: operations, dependences, units, memories, warps")]
      + modelFormats
  }

  /// Settings about reading: files that belong to a graph, coarser times, copies.
  public var readParameters: [ParameterDescription] { LoopReadSettings.descriptions }

  /// Reads an instance in any of the family's formats.
  ///
  /// - Throws: `InstanceError` with the exact place and the operation or edge, in whichever file it is.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> LoopInstance {
    try LoopText.read(text, pick: pick, settings: LoopReadSettings(parameters))
  }

  /// Every instance of a file: every loop of a file of dependence graphs.
  ///
  /// - Throws: `InstanceError` when the file as a whole is unusable.
  public func members(
    of text: SourceText, parameters: ParameterValues
  ) throws(InstanceError) -> [InstanceMember<LoopInstance>] {
    try LoopText.picks(of: text).map { pick in
      InstanceMember(
        pick: pick,
        content: Result { () throws(InstanceError) in
          try read(text, pick: pick, parameters: parameters)
        })
    }
  }

  /// The number of operations.
  public func size(of instance: LoopInstance) -> Int { instance.operationCount }

  /// Reads a result document, or `swpws-schedule-1`; broken rules are left to `violations(in:)`.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  public func readSolution(
    _ text: SourceText, of instance: LoopInstance
  ) throws(InstanceError) -> LoopSchedule {
    try LoopSchedule.read(text, of: instance)
  }

  /// The instance in one of `convertFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  public func convert(
    _ instance: LoopInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    if modelFormats.contains(where: { $0.fileExtension == fileExtension }) {
      return try modelText(
        of: instance, as: fileExtension, formulation: formulation, parameters: parameters)
    }
    guard fileExtension == "json" else {
      throw .badRequest(
        "no conversion to '.\(fileExtension)'"
          + suggestion(fileExtension, among: convertFormats.map(\.fileExtension)))
    }
    return Array(instance.json.formatted().utf8)
  }

  /// Formats that solutions are exported to.
  public var exportFormats: [FileFormat] { LoopScheduleTable.formats }

  /// The schedule in one of `exportFormats`, with remarks about the run where the format has room for them.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the schedule breaks rules.
  public func export(
    _ solution: LoopSchedule, of instance: LoopInstance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    try LoopScheduleTable.export(solution, of: instance, as: fileExtension, remarks)
  }
}
