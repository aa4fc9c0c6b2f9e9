import OptCore

/// One instance of the flexible job shop: jobs are chains of operations, each with a choice of machines.
///
/// Jobs `0..<jobCount` and machines `0..<machineCount` are 0-based. Operations `0..<operationCount` are numbered job by job:
/// those of job j are `firstOperation[j]..<firstOperation[j + 1]`, in their order. The alternatives of operation i stand at
/// `firstAlternative[i]..<firstAlternative[i + 1]` of `machines` and `durations`, by machine. A job shop is the case of one
/// alternative each. Times are whole numbers of a unit that the data leave open. Valid by construction: every operation has an
/// alternative, durations are not negative, and no end of a schedule without needless idle time passes `horizon`, which is at
/// most 2^50.
public struct FlexibleJobShopInstance: ProblemInstance, Hashable {
  /// The solution type: machine and start of every operation.
  public typealias Solution = ShopSchedule

  /// One machine an operation may run on.
  public struct Alternative: Sendable, Hashable {
    /// 0-based.
    public var machine: Int
    /// Units of time, at least 0.
    public var duration: Int

    /// States an alternative.
    public init(machine: Int, duration: Int) {
      self.machine = machine
      self.duration = duration
    }
  }

  /// The largest horizon that is accepted: 2^50.
  public static let largestHorizon = 1 << 50
  /// The largest objective that is accepted: 2^60.
  public static let largestObjective = 1 << 60

  /// Short name used in tables and file names.
  public let name: String
  /// What is minimised.
  public let objective: ShopObjective
  /// The number of machines; some may be of no use to any operation.
  public let machineCount: Int
  /// `firstOperation[j]`: number of the first operation of job j; `jobCount + 1` entries, the last is `operationCount`.
  public let firstOperation: [Int]
  /// `jobOfOperation[i]`: the job of operation i, 0-based.
  public let jobOfOperation: [Int]
  /// `firstAlternative[i]`: number of the first alternative of operation i; `operationCount + 1` entries, the last is
  /// `alternativeCount`.
  public let firstAlternative: [Int]
  /// `machines[a]`: the machine of alternative a, 0-based, ascending within an operation.
  public let machines: [Int]
  /// `durations[a] >= 0`: how long alternative a takes.
  public let durations: [Int]
  /// Releases, due dates, setups, downtimes.
  public let conditions: ShopConditions
  /// Every schedule without needless idle time ends by then.
  public let horizon: Int

  /// The number of jobs; some may have no operations.
  public var jobCount: Int { firstOperation.count - 1 }
  /// The number of operations, N.
  public var operationCount: Int { jobOfOperation.count }
  /// The number of alternatives, A.
  public var alternativeCount: Int { machines.count }
  /// Whether every operation has one machine.
  public var isJobShop: Bool { alternativeCount == operationCount }

  /// Checks and adopts data.
  ///
  /// - Parameters:
  ///   - name: short name.
  ///   - machineCount: at least 1.
  ///   - jobs: by job and operation its alternatives, in any order.
  ///   - conditions: what else must hold.
  ///   - objective: what is minimised.
  /// - Throws: `Invalid`, naming the first offender: no job or machine, an operation without a machine or with one that is
  ///   unknown or repeated, a number below 0, a list of the wrong length, data that the objective needs, an end beyond
  ///   `largestHorizon` or an objective beyond `largestObjective`.
  /// - Complexity: O(A log A).
  public init(
    name: String, machineCount: Int, jobs: [[[Alternative]]],
    conditions: ShopConditions = ShopConditions(), objective: ShopObjective = .makespan
  ) throws(Invalid) {
    guard machineCount >= 1, !jobs.isEmpty else { throw .empty }
    var (firstOperation, firstAlternative) = ([0], [0])
    var (jobOfOperation, machines, durations): ([Int], [Int], [Int]) = ([], [], [])
    for (j, job) in jobs.enumerated() {
      for (o, alternatives) in job.enumerated() {
        guard !alternatives.isEmpty else { throw .noAlternative(job: j, operation: o) }
        var last = -1
        for alternative in alternatives.sorted(by: { $0.machine < $1.machine }) {
          let machine = alternative.machine
          guard 0..<machineCount ~= machine else {
            throw .unknownMachine(job: j, operation: o, machine: machine, count: machineCount)
          }
          guard machine != last else {
            throw .repeatedMachine(job: j, operation: o, machine: machine)
          }
          guard alternative.duration >= 0 else {
            throw .negative("duration of job \(j) operation \(o)", alternative.duration)
          }
          last = machine
          machines.append(machine)
          durations.append(alternative.duration)
        }
        firstAlternative.append(machines.count)
        jobOfOperation.append(j)
      }
      firstOperation.append(jobOfOperation.count)
    }
    self.name = name
    self.objective = objective
    self.machineCount = machineCount
    self.firstOperation = firstOperation
    self.jobOfOperation = jobOfOperation
    self.firstAlternative = firstAlternative
    self.machines = machines
    self.durations = durations
    self.conditions = conditions
    let shape = ShopShape(
      machineCount: machineCount, firstOperation: firstOperation,
      firstAlternative: firstAlternative, durations: durations)
    horizon = try shape.horizon(under: conditions, for: objective)
  }

  /// The operations of a job in `0..<jobCount`, in their order; empty where it has none.
  @inlinable
  public func operations(of job: Int) -> Range<Int> {
    firstOperation[job]..<firstOperation[job + 1]
  }

  /// The alternatives of an operation in `0..<operationCount`, by machine: places in `machines` and `durations`.
  @inlinable
  public func alternatives(of operation: Int) -> Range<Int> {
    firstAlternative[operation]..<firstAlternative[operation + 1]
  }

  /// How long an operation takes on a machine; nil where it cannot run.
  ///
  /// - Complexity: O(alternatives of the operation).
  public func duration(of operation: Int, on machine: Int) -> Int? {
    alternatives(of: operation).first { machines[$0] == machine }.map { durations[$0] }
  }

  /// The shortest duration of an operation, over its machines.
  ///
  /// - Complexity: O(alternatives of the operation).
  public func shortestDuration(of operation: Int) -> Int {
    alternatives(of: operation).reduce(Int.max) { min($0, durations[$1]) }
  }

  /// The earliest start that releases of its job and of itself and its scheduled start allow an operation; 0 without any.
  public func release(of operation: Int) -> Int {
    max(
      conditions.jobRelease?[jobOfOperation[operation]] ?? 0,
      conditions.operationRelease?[operation] ?? 0, conditions.scheduledStart?[operation] ?? 0)
  }
}
