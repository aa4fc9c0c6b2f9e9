/// One way in which a modulo schedule breaks the rules.
public enum LoopViolation: Sendable, Hashable, CustomStringConvertible {
  /// A schedule for another number of operations.
  case wrongCount(found: Int, expected: Int)
  /// A name of an operation that does not exist.
  case unknownOperation(String)
  /// An operation without a start or without warps.
  case missingOperation(String)
  /// An initiation interval below 1, or too large to compute with.
  case badInterval(Int, largest: Int)
  /// A start below 0, or too large to compute with.
  case badStart(String, start: Int)
  /// A start before a dependence allows it; spill says what of it is due to different warps.
  case dependence(from: String, to: String, start: Int, earliest: Int, spill: Int)
  /// More of a unit taken in a row than there is.
  case unit(String, row: Int, load: Int, capacity: Int)
  /// More of a memory taken in a row than there is.
  case memory(String, row: Int, load: Int, capacity: Int)
  /// More registers taken in a row than a warp has.
  case registers(warp: Int, row: Int, load: Int, capacity: Int)
  /// More operations that issue in a row than a warp has slots.
  case issueSlots(warp: Int, row: Int, load: Int, capacity: Int)
  /// A warp that does not exist.
  case unknownWarp(String, warp: Int, count: Int)
  /// A wrong number of warps.
  case warpCount(String, found: Int, expected: Int)
  /// An operation of variable latency elsewhere than on the warp for these, or another one there.
  case variableLatency(String, warp: Int, belongs: Bool)
  /// Different sets of warps where a dependence keeps both ends on the same.
  case differentWarps(from: String, to: String)
  /// An operation that waits while another one issues on one of its warps.
  case waits(String, other: String, row: Int, issue: Int)
  /// A stated length that the schedule does not have.
  case wrongLength(stated: Int, recomputed: Int)
  /// A stated objective that the schedule does not have.
  case wrongObjective(stated: Int, recomputed: Int)

  /// One line naming operation, resource and amounts.
  public var description: String {
    switch self {
    case .wrongCount(let found, let expected):
      "the schedule is one of \(found) operations, the instance has \(expected)"
    case .unknownOperation(let id): "operation \(id) does not exist in the instance"
    case .missingOperation(let id): "operation \(id) has no start or no warps"
    case .badInterval(let interval, let largest):
      "the initiation interval is \(interval), not 1 to \(largest)"
    case .badStart(let id, let start): "operation \(id) starts at \(start), out of range"
    case .dependence(let from, let to, let start, let earliest, let spill):
      "\(to) starts at \(start), its dependence on \(from) allows \(earliest) at the earliest"
        + (spill > 0 ? " (\(spill) of it because they run on different warps)" : "")
    case .unit(let name, let row, let load, let capacity):
      "unit \(name): \(load) taken in row \(row), there are \(capacity)"
    case .memory(let name, let row, let load, let capacity):
      "memory \(name): \(load) taken in row \(row), it holds \(capacity)"
    case .registers(let warp, let row, let load, let capacity):
      "warp \(warp): \(load) registers taken in row \(row), it has \(capacity)"
    case .issueSlots(let warp, let row, let load, let capacity):
      "warp \(warp): \(load) operations issue in row \(row), \(capacity) can"
    case .unknownWarp(let id, let warp, let count):
      "operation \(id) runs on warp \(warp), there are 0 to \(count - 1)"
    case .warpCount(let id, let found, let expected):
      "operation \(id) runs on \(found) warps, it needs \(expected)"
    case .variableLatency(let id, let warp, let belongs):
      belongs
        ? "operation \(id) has variable latency and must run on warp \(warp)"
        : "operation \(id) has no variable latency and cannot run on warp \(warp)"
    case .differentWarps(let from, let to):
      "\(to) does not run on the warps of \(from), on which their dependence keeps it"
    case .waits(let id, let other, let row, let issue):
      "operation \(id) waits in row \(row) while \(other), which issues for \(issue) cycles, is on the same warp"
    case .wrongLength(let stated, let recomputed):
      "the stated length is \(stated), recomputed \(recomputed)"
    case .wrongObjective(let stated, let recomputed):
      "the stated objective is \(stated), the initiation interval \(recomputed)"
    }
  }
}
