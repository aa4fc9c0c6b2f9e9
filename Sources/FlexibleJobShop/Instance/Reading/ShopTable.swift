import OptCore

/// Collects jobs while a text layout is read, and refuses the first number that cannot be.
///
/// Machines are kept as the file counts them until the end: from 0 where a 0 occurs, else from 1, unless the base is given.
struct ShopTable {
  typealias Alternative = FlexibleJobShopInstance.Alternative

  let machineCount: Int
  /// What machines count from; nil = to be found out.
  private let base: Int?
  private(set) var jobs: [[[Alternative]]] = []
  private var job: [[Alternative]] = []
  private var operation: [Alternative] = []
  /// The machines of a long operation.
  private var seen: Set<Int> = []
  /// The longest durations of finished operations, added up.
  private var work = 0
  private var longest = 0
  private var hasZero = false
  /// The first machine that exists only when machines count from 1.
  private var highest: SourceLocation?

  /// From this many alternatives on, repeated machines are looked up in a set.
  private static let longOperation = 16

  init(machineCount: Int, base: Int?) {
    self.machineCount = machineCount
    self.base = base
  }

  /// An error with the operation that is being read.
  func placed(_ error: InstanceError) -> InstanceError {
    InstanceError(
      at: error.location, error.message + " in job \(jobs.count) operation \(job.count)")
  }

  /// A machine, as the file counts it.
  mutating func machine(
    _ token: TokenReader.Token, in tokens: TokenReader
  ) throws(InstanceError) -> Int {
    let range = (base ?? 0)...(machineCount - 1 + (base ?? 1))
    let machine = try tokens.integer(token, "a machine", in: range)
    if machine == 0 { hasZero = true }
    if base == nil, machine == machineCount, highest == nil {
      highest = tokens.location(of: token)
    }
    let isRepeated =
      operation.count < ShopTable.longOperation
      ? operation.contains { $0.machine == machine } : seen.contains(machine)
    guard !isRepeated else {
      throw InstanceError(
        at: tokens.location(of: token), found: "machine \(machine) twice",
        expected: "every machine once")
    }
    return machine
  }

  /// A duration; refused where no schedule could end in time.
  mutating func duration(
    _ token: TokenReader.Token, in tokens: TokenReader
  ) throws(InstanceError) -> Int {
    let duration = try tokens.integer(token, "a duration", in: 0...Int.max)
    longest = max(longest, duration)
    let limit = FlexibleJobShopInstance.largestHorizon
    guard longest <= limit - work else {
      throw InstanceError(
        at: tokens.location(of: token), found: quoted(token.text),
        expected: "durations that add up to at most \(limit), taking the longest of each operation")
    }
    return duration
  }

  /// Reads a machine and a duration, and adds them to the operation that is being read.
  mutating func readAlternative(_ tokens: inout TokenReader) throws(InstanceError) {
    let machine = try machine(try tokens.expect("a machine"), in: tokens)
    let duration = try duration(try tokens.expect("a duration"), in: tokens)
    add(machine: machine, duration: duration)
  }

  /// Adds an alternative to the operation that is being read.
  mutating func add(machine: Int, duration: Int) {
    operation.append(Alternative(machine: machine, duration: duration))
    if operation.count == ShopTable.longOperation {
      seen = Set(operation.map(\.machine))
    } else if operation.count > ShopTable.longOperation {
      seen.insert(machine)
    }
  }

  /// Ends an operation.
  mutating func endOperation() {
    work += longest
    longest = 0
    job.append(operation)
    operation = []
  }

  /// Ends a job.
  mutating func endJob() {
    jobs.append(job)
    job = []
  }

  /// The jobs with machines from 0.
  ///
  /// - Throws: `InstanceError` at a machine that does not exist once it is known what they count from.
  mutating func finish() throws(InstanceError) -> [[[Alternative]]] {
    let first = base ?? (hasZero ? 0 : 1)
    guard first == 1 else {
      if let highest {
        throw InstanceError(
          at: highest, found: "\(machineCount)",
          expected: "a machine from 0 to \(machineCount - 1), as machines count from 0 in this file"
        )
      }
      return jobs
    }
    for j in jobs.indices {
      for o in jobs[j].indices {
        for a in jobs[j][o].indices { jobs[j][o][a].machine -= 1 }
      }
    }
    return jobs
  }
}
