import OptCore

/// One way in which a schedule breaks the rules.
public enum ShopViolation: Sendable, Hashable, CustomStringConvertible {
  /// A schedule for another number of operations.
  case wrongCount(found: Int, expected: Int)
  /// A record of an operation that does not exist.
  case unknownOperation(ShopOperationName)
  /// An operation with two records.
  case repeatedOperation(ShopOperationName)
  /// An operation without a machine.
  case missingOperation(ShopOperationName)
  /// A machine the operation cannot run on.
  case notEligible(ShopOperationName, machine: Int)
  /// A start before its release (of the operation, its job or the machine).
  case early(ShopOperationName, start: Int, release: Int)
  /// A start before the end of the operation before it in the job.
  case chain(ShopOperationName, start: Int, previousEnd: Int)
  /// Two operations at one time on a machine, or too close for the setup between them.
  case overlap(
    ShopOperationName, ShopOperationName, machine: Int, start: Int, end: Int, setup: Int)
  /// An operation while its machine is down.
  case downtime(ShopOperationName, ShopConditions.Downtime)
  /// A stated end that is not start plus duration.
  case wrongEnd(ShopOperationName, stated: Int, recomputed: Int)
  /// A stated objective that the schedule does not have.
  case wrongObjective(stated: Int, recomputed: ObjectiveValue)

  /// One line naming operation, machine and times.
  public var description: String {
    switch self {
    case .wrongCount(let found, let expected):
      "the schedule is one of \(found) operations, the instance has \(expected)"
    case .unknownOperation(let name): "\(name) does not exist in the instance (0-based)"
    case .repeatedOperation(let name): "\(name) is scheduled twice"
    case .missingOperation(let name): "\(name) is missing from the schedule"
    case .notEligible(let name, let machine): "\(name) cannot run on machine \(machine)"
    case .early(let name, let start, let release):
      "\(name) starts at \(start), before its release \(release)"
    case .chain(let name, let start, let end):
      "\(name) starts at \(start), before the operation before it ends at \(end)"
    case .overlap(let first, let second, let machine, let start, let end, let setup):
      "machine \(machine): \(second) starts at \(start), before \(first) ends at \(end)"
        + (setup > 0 ? " and a setup of \(setup)" : "")
    case .downtime(let name, let down):
      "\(name) runs while machine \(down.machine) is down from \(down.start) to \(down.end)"
    case .wrongEnd(let name, let stated, let recomputed):
      "\(name): the stated end is \(stated), recomputed \(recomputed)"
    case .wrongObjective(let stated, let recomputed):
      "the stated objective is \(stated), recomputed \(recomputed)"
    }
  }
}
