extension FlexibleJobShopInstance {
  /// Why data are no instance. Jobs, operations of a job and machines are 0-based.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// No job or no machine.
    case empty
    /// An operation that can run nowhere.
    case noAlternative(job: Int, operation: Int)
    /// A machine that does not exist.
    case unknownMachine(job: Int, operation: Int, machine: Int, count: Int)
    /// A machine that an operation names twice.
    case repeatedMachine(job: Int, operation: Int, machine: Int)
    /// A number below 0, and what it is.
    case negative(String, Int)
    /// A list of the wrong length.
    case wrongCount(String, found: Int, expected: Int)
    /// A type of job beyond the setup matrices.
    case unknownType(Int, count: Int)
    /// A downtime of a machine that does not exist.
    case unknownMachineDown(Int, count: Int)
    /// A downtime that ends before it starts.
    case reversedDowntime(start: Int, end: Int)
    /// Data the objective cannot do without.
    case needs(String)
    /// A number beyond what is accepted, and the limit.
    case tooLarge(String, Int)

    /// One line: what was found, what is expected.
    public var description: String {
      switch self {
      case .empty: "found no job or no machine, expected at least one of each"
      case .noAlternative(let job, let operation):
        "found no machine for job \(job) operation \(operation), expected at least one"
      case .unknownMachine(let job, let operation, let machine, let count):
        "found machine \(machine) for job \(job) operation \(operation), expected 0 to \(count - 1)"
      case .repeatedMachine(let job, let operation, let machine):
        "found machine \(machine) twice for job \(job) operation \(operation), expected it once"
      case .negative(let what, let value): "found \(what) \(value), expected at least 0"
      case .wrongCount(let what, let found, let expected):
        "found \(found) \(what), expected \(expected)"
      case .unknownType(let type, let count):
        "found job type \(type), expected 0 to \(count - 1), as the setup matrices have"
      case .unknownMachineDown(let machine, let count):
        "found a downtime of machine \(machine), expected 0 to \(count - 1)"
      case .reversedDowntime(let start, let end):
        "found a downtime from \(start) to \(end), expected it to end after its start"
      case .needs(let what): "found no \(what), expected them for this objective"
      case .tooLarge(let what, let limit):
        "found numbers too large, expected \(what) to be at most \(limit)"
      }
    }
  }
}
