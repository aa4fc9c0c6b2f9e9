import OptCore

/// The fields of one row, by column, each checked against the column's type.
struct CSVFields {
  let source: SourceText
  /// Where each column stands.
  let positions: [String: Int]
  let row: [CSVCell]

  /// The run of the row.
  func record() throws(InstanceError) -> RunRecord {
    let specification = RunSpecification(
      instance: try instance(), method: try method(),
      seed: try required("seed", "an integer of 64 bits without sign") { UInt64($0) },
      limits: try limits())
    return RunRecord(
      specification: specification, key: try text("key"), version: try text("version"),
      ending: try ending(), status: try word("status"),
      termination: try optionalWord("termination"),
      objective: try number("objective"), bound: try number("bound"), time: try real("time"),
      usage: ProcessUsage(
        wall: try real("wall"), cpu: try real("cpu"), peakMemory: try integer("peak_memory")),
      trajectory: try value("trajectory", "a trajectory", TrajectoryText.decoded) ?? [],
      document: try optionalText("document"), started: try real("started"), machine: try machine())
  }

  private func instance() throws(InstanceError) -> InstanceReference {
    var instance = InstanceReference(
      family: try text("family"), name: try text("instance"), path: try text("path"),
      pick: try optionalText("pick"), digest: try text("digest"), size: try integer("size"),
      sense: try optionalWord("sense"))
    instance.parameters = try list("reader_parameters")
    return instance
  }

  private func method() throws(InstanceError) -> MethodSetting {
    var method = MethodSetting(
      try text("method"), label: try text("label"), formulation: try optionalText("formulation"),
      engine: try optionalText("engine"), warmStart: try optionalText("warm_start"),
      warmStartDigest: try optionalText("warm_start_digest"),
      threads: try integer("threads"))
    method.parameters = try list("parameters")
    return method
  }

  private func limits() throws(InstanceError) -> SolveLimits {
    SolveLimits(
      time: try value("time_limit", "a number", finite),
      work: try value("work_limit", "an integer") { Int($0) },
      memory: try value("memory_limit", "an integer") { Int($0) },
      gap: try real("gap_limit"), target: try number("target"))
  }

  private func machine() throws(InstanceError) -> Machine {
    Machine(
      host: try text("host"), processor: try text("processor"), cores: try integer("cores"),
      memory: try integer("memory"), system: try text("system"))
  }

  private func ending() throws(InstanceError) -> RunEnding {
    let kind: EndingFields.Kind = try word("ending")
    let code = try value("ending_code", "an integer") { Int($0) }
    let message = try optionalText("message")
    guard let ending = EndingFields(kind, code, message).ending else {
      throw error(
        kind == .notStarted ? "message" : "ending_code", "nothing that fits",
        kind == .notStarted ? "the reason" : "the status or signal of '\(kind.rawValue)'")
    }
    return ending
  }

  private func text(_ column: String) throws(InstanceError) -> String {
    try required(column, "a text; an empty one is written \"\"") { $0 }
  }

  private func optionalText(_ column: String) throws(InstanceError) -> String? {
    try value(column, "a text") { $0 }
  }

  private func integer(_ column: String) throws(InstanceError) -> Int {
    try required(column, "an integer") { Int($0) }
  }

  private func real(_ column: String) throws(InstanceError) -> Double {
    try required(column, "a number", finite)
  }

  private func list(_ column: String) throws(InstanceError) -> [String] {
    try required(column, "a JSON array of strings", StringListText.decoded)
  }

  private func number(_ column: String) throws(InstanceError) -> ObjectiveValue? {
    try value(column, "a number") { text in
      Int(text).map(ObjectiveValue.integer) ?? finite(text).map(ObjectiveValue.real)
    }
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ column: String
  ) throws(InstanceError) -> Word {
    try required(column, CSVFields.words(Word.self)) { Word(rawValue: $0) }
  }

  private func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
    _ column: String
  ) throws(InstanceError) -> Word? {
    try value(column, CSVFields.words(Word.self)) { Word(rawValue: $0) }
  }

  private static func words<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type
  ) -> String {
    "one of " + Word.allCases.map(\.rawValue).joined(separator: " ")
  }

  private func required<Value>(
    _ column: String, _ expected: String, _ convert: (String) -> Value?
  ) throws(InstanceError) -> Value {
    guard let found = try value(column, expected, convert) else {
      throw error(column, "nothing", expected)
    }
    return found
  }

  /// The value of a field; nil when the column is missing or the field is empty without quotes.
  private func value<Value>(
    _ column: String, _ expected: String, _ convert: (String) -> Value?
  ) throws(InstanceError) -> Value? {
    guard let position = positions[column] else { return nil }
    let cell = row[position]
    if cell.text.isEmpty, !cell.isQuoted { return nil }
    guard let found = convert(cell.text) else { throw error(column, quoted(cell.text), expected) }
    return found
  }

  /// A complaint about the field of a column.
  func error(_ column: String, _ found: String, _ expected: String) -> InstanceError {
    let offset = positions[column].map { row[$0].offset } ?? row[0].offset
    return InstanceError(
      at: source.location(at: offset), "column '\(column)': found \(found), expected \(expected)")
  }
}

/// A finite number in decimal notation.
private func finite(_ text: String) -> Double? {
  let allowed = text.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
  }
  guard allowed, let value = Double(text), value.isFinite else { return nil }
  return value
}
