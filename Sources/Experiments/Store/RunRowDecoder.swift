internal import GRDB
import OptCore

/// Reads records from rows of the run table.
///
/// Runs of a study share most of their text; each text is kept once, so that 100,000 runs fit in little memory.
struct RunRowDecoder {
  private let path: String
  private let machines: [Int64: Machine]
  private var texts: [String: String] = [:]
  private var lists: [String: [String]] = [:]

  /// - Parameters:
  ///   - path: the store's path, for messages.
  ///   - machines: machines by their row.
  init(path: String, machines: [Int64: Machine]) {
    self.path = path
    self.machines = machines
  }

  /// The record of a row whose columns are `RunRow.columns`, without its document.
  mutating func record(_ row: Row) throws -> RunRecord {
    let key = StoredText.decoded(row[0] as String)
    let specification = RunSpecification(
      instance: try instance(row, key), method: try method(row, key),
      seed: UInt64(bitPattern: row[15] as Int64), limits: try limits(row, key))
    return RunRecord(
      specification: specification, key: key, version: text(row[21] as String),
      ending: try ending(row, key),
      status: try require(SolveStatus(rawValue: row[25] as String), "status", key),
      termination: try termination(row, key), objective: try number(row, 27, key),
      bound: try number(row, 28, key), time: row[29],
      usage: ProcessUsage(wall: row[30], cpu: row[31], peakMemory: row[32]),
      trajectory: try require(
        TrajectoryText.decoded(row[35] as String), "trajectory", key),
      started: row[33], machine: try require(machines[row[34] as Int64], "machine", key))
  }

  private mutating func instance(_ row: Row, _ key: String) throws -> InstanceReference {
    var instance = InstanceReference(
      family: text(row[1] as String), name: text(row[2] as String), path: text(row[3] as String),
      pick: optionalText(row[4] as String?), digest: text(row[6] as String), size: row[7])
    instance.parameters = try list(row[5], "reader_parameters", key)
    return instance
  }

  private mutating func method(_ row: Row, _ key: String) throws -> MethodSetting {
    var method = MethodSetting(
      text(row[9] as String), label: text(row[8] as String),
      formulation: optionalText(row[10] as String?),
      engine: optionalText(row[11] as String?), warmStart: optionalText(row[13] as String?),
      threads: row[14])
    method.parameters = try list(row[12], "parameters", key)
    return method
  }

  private func limits(_ row: Row, _ key: String) throws -> RunLimits {
    RunLimits(
      time: row[16], work: row[17], memory: row[18], gap: row[19],
      target: try number(row, 20, key))
  }

  private func ending(_ row: Row, _ key: String) throws -> RunEnding {
    let kind = try require(EndingFields.Kind(rawValue: row[22] as String), "ending", key)
    let message = (row[24] as String?).map(StoredText.decoded)
    return try require(EndingFields(kind, row[23], message).ending, "ending_code", key)
  }

  private func termination(_ row: Row, _ key: String) throws -> Termination? {
    guard let word = row[26] as String? else { return nil }
    return try require(Termination(rawValue: word), "termination", key)
  }

  private func number(_ row: Row, _ column: Int, _ key: String) throws -> ObjectiveValue? {
    try ObjectiveValue.stored(row[column]) {
      damage(RunRow.columns[column], key)
    }
  }

  private mutating func optionalText(_ value: String?) -> String? {
    guard let value else { return nil }
    return text(value)
  }

  private mutating func text(_ value: String) -> String {
    if let known = texts[value] { return known }
    let decoded = StoredText.decoded(value)
    texts[value] = decoded
    return decoded
  }

  private mutating func list(
    _ value: String, _ column: String, _ key: String
  ) throws -> [String] {
    if let known = lists[value] { return known }
    let decoded = try require(StringListText.decoded(value), column, key)
    lists[value] = decoded
    return decoded
  }

  private func require<Value>(_ value: Value?, _ column: String, _ key: String) throws -> Value {
    guard let value else { throw damage(column, key) }
    return value
  }

  private func damage(_ column: String, _ key: String) -> StoreError {
    StoreError(path: path, .damaged, "column '\(column)' of run \(key) holds no valid value")
  }
}

extension ObjectiveValue {
  /// The value of a column without a type.
  static func stored(
    _ value: DatabaseValue, orElse damage: () -> StoreError
  ) throws -> ObjectiveValue? {
    switch value.storage {
    case .null: return nil
    case .int64(let value): return .integer(Int(value))
    case .double(let value): return .real(value)
    case .string, .blob: throw damage()
    }
  }
}
