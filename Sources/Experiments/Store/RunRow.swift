internal import GRDB
import OptCore

/// How a record lies in a row of the run table.
enum RunRow {
  /// The columns, in the order of `values` and of `RunRowDecoder`.
  static let columns = [
    "key", "family", "instance", "path", "pick", "reader_parameters", "digest", "size", "label",
    "method", "formulation", "engine", "parameters", "warm_start", "threads", "seed", "time_limit",
    "work_limit", "memory_limit", "gap_limit", "target", "version", "ending", "ending_code",
    "message", "status", "termination", "objective", "bound", "time", "wall", "cpu", "peak_memory",
    "started", "machine", "trajectory", "warm_start_digest", "sense",
  ]

  static let insertion = """
    INSERT INTO run (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    """

  /// The values of a record's row; `machine` is the machine's row.
  static func values(_ record: RunRecord, machine: Int64) -> StatementArguments {
    let instance = record.specification.instance
    let method = record.specification.method
    let limits = record.specification.limits
    let ending = EndingFields(record.ending)
    var values: [(any DatabaseValueConvertible)?] = [
      text(record.key), text(instance.family), text(instance.name), text(instance.path),
      text(instance.pick), list(instance.parameters), text(instance.digest), instance.size,
    ]
    values += [
      text(method.label), text(method.method), text(method.formulation), text(method.engine),
      list(method.parameters), text(method.warmStart), method.threads,
      Int64(bitPattern: record.specification.seed),
    ]
    values += [limits.time, limits.work, limits.memory, limits.gap, number(limits.target)]
    values += [
      text(record.version), ending.kind.rawValue, ending.code, text(ending.message),
      record.status.rawValue, record.termination?.rawValue, number(record.objective),
      number(record.bound), record.time, record.usage.wall, record.usage.cpu,
      record.usage.peakMemory, record.started, machine,
      TrajectoryText.encoded(record.trajectory), text(method.warmStartDigest),
      instance.sense?.rawValue,
    ]
    return StatementArguments(values)
  }

  private static func text(_ value: String?) -> String? { value.map(StoredText.encoded) }

  private static func list(_ values: [String]) -> String { StringListText.encoded(values) }

  static func number(_ value: ObjectiveValue?) -> (any DatabaseValueConvertible)? {
    switch value {
    case .integer(let value): value
    case .real(let value): value
    case nil: nil
    }
  }

  /// A number that a record must not hold, by its name; nil when all are finite.
  static func numberThatIsNotFinite(_ record: RunRecord) -> String? {
    let limits = record.specification.limits
    let numbers: [(String, Double?)] = [
      ("time limit", limits.time), ("gap limit", limits.gap), ("target", limits.target?.asReal),
      ("objective", record.objective?.asReal), ("bound", record.bound?.asReal),
      ("time", record.time), ("wall time", record.usage.wall), ("CPU time", record.usage.cpu),
      ("start", record.started),
    ]
    if let found = numbers.first(where: { !($0.1?.isFinite ?? true) }) { return found.0 }
    let isFinite = record.trajectory.allSatisfy { point in
      point.time.isFinite && point.objective?.asReal.isFinite ?? true
        && point.bound?.asReal.isFinite ?? true
    }
    return isFinite ? nil : "trajectory"
  }
}

/// `RunEnding` as three columns.
struct EndingFields {
  enum Kind: String, CaseIterable {
    case exited
    case signalled
    case overranTime = "overran_time"
    case overranMemory = "overran_memory"
    case notStarted = "not_started"
  }

  var kind: Kind
  /// The exit status or the signal.
  var code: Int?
  var message: String?

  init(_ ending: RunEnding) {
    switch ending {
    case .exited(let status, let message): self.init(.exited, Int(status), message)
    case .signalled(let signal): self.init(.signalled, Int(signal), nil)
    case .overranTime: self.init(.overranTime, nil, nil)
    case .overranMemory: self.init(.overranMemory, nil, nil)
    case .notStarted(let reason): self.init(.notStarted, nil, reason)
    }
  }

  init(_ kind: Kind, _ code: Int?, _ message: String?) {
    self.kind = kind
    self.code = code
    self.message = message
  }

  /// The ending; nil when a part is missing.
  var ending: RunEnding? {
    switch kind {
    case .exited: code.flatMap { Int32(exactly: $0) }.map { .exited($0, message: message) }
    case .signalled: code.flatMap { Int32(exactly: $0) }.map { .signalled($0) }
    case .overranTime: .overranTime
    case .overranMemory: .overranMemory
    case .notStarted: message.map { .notStarted($0) }
    }
  }
}
