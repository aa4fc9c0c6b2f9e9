import OptCore

extension SingleMachineFamily {
  /// Instance formats that are read.
  public var instanceFormats: [FileFormat] { [] }
  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] { [] }
  /// What a solution can be exported to, besides the result document.
  public var exportFormats: [FileFormat] { [] }
  /// `-P` settings about reading an instance.
  public var readParameters: [ParameterDescription] { [] }
  /// Settings of the generator.
  public var generatorParameters: [ParameterDescription]? { nil }

  /// Reads an instance.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> SingleMachineInstance {
    throw InstanceError(at: text.start, "no reader yet")
  }

  /// Reads a solution.
  public func readSolution(
    _ text: SourceText, of instance: SingleMachineInstance
  ) throws(InstanceError) -> TardinessSchedule {
    throw InstanceError(at: text.start, "no reader yet")
  }

  /// The result document's own fields: `sequence` and `jobs` (in id order).
  public func fields(
    of solution: TardinessSchedule, in instance: SingleMachineInstance
  ) -> [JSONValue.Member] {
    let jobs = solution.timings(in: instance).sorted { $0.job < $1.job }.map { timing in
      JSONValue.object([
        .init("id", .integer(timing.job)), .init("start", timing.start.json),
        .init("end", timing.end.json), .init("tardiness", timing.tardiness.json),
      ])
    }
    return [
      .init("sequence", .array(solution.sequence.map(JSONValue.integer))),
      .init("jobs", .array(jobs)),
    ]
  }

  /// Facts about an instance for the answer block.
  public func facts(about instance: SingleMachineInstance) -> [(key: String, value: String)] {
    [("jobs", String(instance.jobCount))]
  }

  /// The solution for the answer block.
  public func answer(
    _ solution: TardinessSchedule, in instance: SingleMachineInstance
  ) -> [(key: String, value: String)] {
    [
      ("tardy jobs", String(solution.tardyCount(in: instance))),
      ("sequence", solution.sequence.map(String.init).joined(separator: " ")),
    ]
  }

  /// The solution in one of `exportFormats`.
  public func export(
    _ solution: TardinessSchedule, of instance: SingleMachineInstance, as fileExtension: String
  ) throws(SolveError) -> [UInt8] {
    throw .badRequest("no export to .\(fileExtension)")
  }

  /// The instance in one of `convertFormats`.
  public func convert(
    _ instance: SingleMachineInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    throw .badRequest("no conversion to .\(fileExtension)")
  }

  /// A random instance.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> SingleMachineInstance {
    throw .badRequest("no generator yet")
  }
}
