import OptCore

extension SingleMachineFamily {
  /// Instance formats that are read.
  public var instanceFormats: [FileFormat] {
    [
      FileFormat(
        "txt",
        "canonical text: n, then n lines 'p d' or 'p d w'; headerless 'p d' lines;"
          + " OR-Library wtN; real-valued 'inst k n' sets"),
      FileFormat("csv", "a table with a header: columns p, d and optionally w, job"),
      FileFormat("json", "one object with 'p', 'd', 'w' or with 'jobs'"),
      FileFormat("jsonl", "a set: one such object per line"),
    ]
  }

  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] {
    [
      FileFormat("txt", "canonical text"),
      FileFormat("json", "one object with 'p', 'd' and 'w'"),
      FileFormat("lp", "the model of --formulation in CPLEX LP form"),
      FileFormat("mps", "the model of --formulation in free MPS form"),
      FileFormat(
        "fzn", "the model of --formulation in FlatZinc, if all its variables are whole: f4"),
    ]
  }

  /// `-P` settings about reading an instance.
  public var readParameters: [ParameterDescription] {
    [
      ParameterDescription(
        "jobs", .integer(1...SingleMachineInstance.largestJobCount), default: nil,
        "number of jobs of an OR-Library file whose name is not wtN")
    ]
  }

  /// Reads an instance in any of the family's formats.
  ///
  /// - Throws: `InstanceError` with the exact place.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> SingleMachineInstance {
    try SingleMachineInstance.read(text, pick: pick, jobs: parameters.integer("jobs"))
  }

  /// Every instance of a file in any of the family's formats.
  ///
  /// - Throws: `InstanceError` when the file does not fall into instances.
  public func members(
    of text: SourceText, parameters: ParameterValues
  ) throws(InstanceError) -> [InstanceMember<SingleMachineInstance>] {
    try SingleMachineInstance.readAll(text, jobs: parameters.integer("jobs"))
  }

  /// The number of jobs.
  public func size(of instance: SingleMachineInstance) -> Int { instance.jobCount }

  /// Reads a result document or a bare sequence.
  ///
  /// - Throws: `InstanceError` when the text follows neither form.
  public func readSolution(
    _ text: SourceText, of instance: SingleMachineInstance
  ) throws(InstanceError) -> TardinessSchedule {
    try TardinessSchedule.read(text)
  }

  /// The instance as canonical text or JSON, or the model of a formulation.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or for real-valued data as JSON.
  public func convert(
    _ instance: SingleMachineInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    switch fileExtension {
    case "txt": return instance.canonicalText()
    case "json":
      guard let json = instance.json else {
        throw .badRequest("real-valued data have no JSON form; write them as .txt")
      }
      return Array(json.formatted().utf8)
    case "lp", "mps", "fzn":
      return try modelText(
        of: instance, as: fileExtension, formulation: formulation, parameters: parameters)
    default:
      throw .badRequest(
        "no conversion to '.\(fileExtension)'"
          + suggestion(fileExtension, among: convertFormats.map(\.fileExtension)))
    }
  }
}
