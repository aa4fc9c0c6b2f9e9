internal import GRDB
import OptCore

/// Reads records from rows of the run table.
///
/// Runs of a study share most of their text; each text is kept once, so that 100,000 runs fit in little memory.
struct RunRowDecoder {
  private let path: String
  private let machines: [Int: Machine]
  private var texts: [String: String] = [:]
  private var lists: [String: [String]] = [:]

  /// - Parameters:
  ///   - path: the store's path, for messages.
  ///   - machines: machines by their row.
  init(path: String, machines: [Int: Machine]) {
    self.path = path
    self.machines = machines
  }

  /// The record of a row whose columns are `RunRow.columns`, without its document.
  mutating func record(_ row: Row) throws -> RunRecord {
    let key = StoredText.decoded(
      try RowFields(row: row, path: path, subject: "a run").text(0))
    let fields = RowFields(row: row, path: path, subject: "run \(key)")
    let specification = RunSpecification(
      instance: try instance(fields), method: try method(fields),
      seed: UInt64(bitPattern: Int64(try fields.integer(15))), limits: try limits(fields))
    return RunRecord(
      specification: specification, key: key, version: try text(fields, 21),
      ending: try ending(fields),
      status: try fields.require(SolveStatus(rawValue: try fields.text(25)), 25),
      termination: try termination(fields), objective: try fields.number(27),
      bound: try fields.number(28), time: try fields.real(29),
      usage: ProcessUsage(
        wall: try fields.real(30), cpu: try fields.real(31), peakMemory: try fields.integer(32)),
      trajectory: try fields.require(TrajectoryText.decoded(try fields.text(35)), 35),
      started: try fields.real(33),
      machine: try fields.require(machines[try fields.integer(34)], 34))
  }

  private mutating func instance(_ fields: RowFields) throws -> InstanceReference {
    var instance = InstanceReference(
      family: try text(fields, 1), name: try text(fields, 2), path: try text(fields, 3),
      pick: try optionalText(fields, 4), digest: try text(fields, 6), size: try fields.integer(7),
      sense: try sense(fields))
    instance.parameters = try list(fields, 5)
    return instance
  }

  private func sense(_ fields: RowFields) throws -> ObjectiveSense? {
    guard let word = try fields.optionalText(37) else { return nil }
    return try fields.require(ObjectiveSense(rawValue: word), 37)
  }

  private mutating func method(_ fields: RowFields) throws -> MethodSetting {
    var method = MethodSetting(
      try text(fields, 9), label: try text(fields, 8), formulation: try optionalText(fields, 10),
      engine: try optionalText(fields, 11), warmStart: try optionalText(fields, 13),
      warmStartDigest: try optionalText(fields, 36), threads: try fields.integer(14))
    method.parameters = try list(fields, 12)
    return method
  }

  private func limits(_ fields: RowFields) throws -> SolveLimits {
    SolveLimits(
      time: try fields.optionalReal(16), work: try fields.optionalInteger(17),
      memory: try fields.optionalInteger(18), gap: try fields.real(19),
      target: try fields.number(20))
  }

  private func ending(_ fields: RowFields) throws -> RunEnding {
    let kind = try fields.require(EndingFields.Kind(rawValue: try fields.text(22)), 22)
    let message = try fields.optionalText(24).map(StoredText.decoded)
    let parts = EndingFields(kind, try fields.optionalInteger(23), message)
    return try fields.require(parts.ending, kind == .notStarted ? 24 : 23)
  }

  private func termination(_ fields: RowFields) throws -> Termination? {
    guard let word = try fields.optionalText(26) else { return nil }
    return try fields.require(Termination(rawValue: word), 26)
  }

  private mutating func text(_ fields: RowFields, _ column: Int) throws -> String {
    shared(try fields.text(column))
  }

  private mutating func optionalText(_ fields: RowFields, _ column: Int) throws -> String? {
    guard let text = try fields.optionalText(column) else { return nil }
    return shared(text)
  }

  private mutating func shared(_ stored: String) -> String {
    if let known = texts[stored] { return known }
    let decoded = StoredText.decoded(stored)
    texts[stored] = decoded
    return decoded
  }

  private mutating func list(_ fields: RowFields, _ column: Int) throws -> [String] {
    let stored = try fields.text(column)
    if let known = lists[stored] { return known }
    let decoded = try fields.require(StringListText.decoded(stored), column)
    lists[stored] = decoded
    return decoded
  }
}
