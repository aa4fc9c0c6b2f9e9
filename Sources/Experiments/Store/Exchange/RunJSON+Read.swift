import OptCore

extension RunJSON {
  /// The record of one line.
  static func record(
    _ json: JSONValue, of source: SourceText, line: Range<Int>
  ) throws(InstanceError) -> RunRecord {
    let run = try JSONFields(
      json, of: source, line: line,
      keys: [
        "key", "instance", "method", "seed", "limits", "version", "ending", "status",
        "termination", "objective", "bound", "time", "usage", "started", "machine", "trajectory",
        "document",
      ])
    return RunRecord(
      specification: try specification(run), key: try run.text("key"),
      version: try run.text("version"),
      ending: try ending(run), status: try run.word("status"),
      termination: try run.optionalWord("termination"), objective: try run.number("objective"),
      bound: try run.number("bound"), time: try run.real("time"), usage: try usage(run),
      trajectory: try run.required(
        "trajectory", "an array of [time, objective, bound]", TrajectoryText.decoded),
      document: try run.optionalText("document"), started: try run.real("started"),
      machine: try machine(run))
  }

  /// What is asked, from the members that `members` writes.
  static func specification(_ run: JSONFields) throws(InstanceError) -> RunSpecification {
    RunSpecification(
      instance: try instance(run), method: try method(run),
      seed: try run.required("seed", "an integer of 64 bits without sign", seed),
      limits: try limits(run))
  }

  private static func instance(_ run: JSONFields) throws(InstanceError) -> InstanceReference {
    let fields = try run.fields(
      "instance", keys: ["family", "name", "path", "pick", "parameters", "digest", "size", "sense"])
    var instance = InstanceReference(
      family: try fields.text("family"), name: try fields.text("name"),
      path: try fields.text("path"), pick: try fields.optionalText("pick"),
      digest: try fields.text("digest"), size: try fields.integer("size"),
      sense: try fields.optionalWord("sense"))
    instance.parameters = try fields.texts("parameters")
    return instance
  }

  private static func method(_ run: JSONFields) throws(InstanceError) -> MethodSetting {
    let fields = try run.fields(
      "method",
      keys: [
        "label", "id", "formulation", "engine", "parameters", "warm_start", "warm_start_digest",
        "threads",
      ])
    var method = MethodSetting(
      try fields.text("id"), label: try fields.text("label"),
      formulation: try fields.optionalText("formulation"),
      engine: try fields.optionalText("engine"), warmStart: try fields.optionalText("warm_start"),
      warmStartDigest: try fields.optionalText("warm_start_digest"),
      threads: try fields.integer("threads"))
    method.parameters = try fields.texts("parameters")
    return method
  }

  private static func seed(_ json: JSONValue) -> UInt64? {
    json.asString.flatMap { UInt64($0) } ?? json.asInteger.flatMap { UInt64(exactly: $0) }
  }

  private static func limits(_ run: JSONFields) throws(InstanceError) -> SolveLimits {
    let fields = try run.fields("limits", keys: ["time", "work", "memory", "gap", "target"])
    return SolveLimits(
      time: try fields.optionalReal("time"), work: try fields.optionalInteger("work"),
      memory: try fields.optionalInteger("memory"), gap: try fields.real("gap"),
      target: try fields.number("target"))
  }

  private static func ending(_ run: JSONFields) throws(InstanceError) -> RunEnding {
    let fields = try run.fields("ending", keys: ["kind", "code", "message"])
    let kind: EndingFields.Kind = try fields.word("kind")
    let parts = EndingFields(
      kind, try fields.optionalInteger("code"), try fields.optionalText("message"))
    guard let ending = parts.ending else {
      throw kind == .notStarted
        ? fields.complaint("the reason", about: "message")
        : fields.complaint("the status or signal of '\(kind.rawValue)'", about: "code")
    }
    return ending
  }

  private static func usage(_ run: JSONFields) throws(InstanceError) -> ProcessUsage {
    let fields = try run.fields("usage", keys: ["wall", "cpu", "peak_memory"])
    return ProcessUsage(
      wall: try fields.real("wall"), cpu: try fields.real("cpu"),
      peakMemory: try fields.integer("peak_memory"))
  }

  private static func machine(_ run: JSONFields) throws(InstanceError) -> Machine {
    let fields = try run.fields(
      "machine", keys: ["host", "processor", "cores", "memory", "system"])
    return Machine(
      host: try fields.text("host"), processor: try fields.text("processor"),
      cores: try fields.integer("cores"), memory: try fields.integer("memory"),
      system: try fields.text("system"))
  }
}
