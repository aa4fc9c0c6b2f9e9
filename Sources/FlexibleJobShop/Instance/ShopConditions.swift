/// What an instance may hold beyond jobs, operations and their alternatives; nil or empty where it does not.
///
/// Jobs, operations and machines are 0-based; operations are numbered through the whole instance. Times are in the unit of the
/// durations. `FlexibleJobShopInstance.init` checks sizes and ranges.
public struct ShopConditions: Sendable, Hashable {
  /// Times needed on a machine between operations of two kinds of jobs that follow each other there.
  public struct Setup: Sendable, Hashable {
    /// `jobType[j]`: row and column of the matrices for job j.
    public var jobType: [Int]
    /// `matrix[k][from][to] >= 0`: idle time on machine k between the end of one operation and the start of the next.
    public var matrix: [[[Int]]]

    /// States setups.
    public init(jobType: [Int], matrix: [[[Int]]]) {
      self.jobType = jobType
      self.matrix = matrix
    }

    /// The idle time on a machine between operations of two jobs, the one that ends first given first.
    @inlinable
    public func time(machine: Int, from: Int, to: Int) -> Int {
      matrix[machine][jobType[from]][jobType[to]]
    }
  }

  /// A time in which a machine does nothing: no operation may overlap `[start, end)`.
  public struct Downtime: Sendable, Hashable {
    /// 0-based.
    public var machine: Int
    /// The first unit of time that is down.
    public var start: Int
    /// The first unit of time after it, at least `start`.
    public var end: Int

    /// States a downtime.
    public init(machine: Int, start: Int, end: Int) {
      self.machine = machine
      self.start = start
      self.end = end
    }
  }

  /// `jobRelease[j] >= 0`: no operation of job j starts before.
  public var jobRelease: [Int]?
  /// `operationRelease[i] >= 0`: operation i does not start before.
  public var operationRelease: [Int]?
  /// `machineRelease[k] >= 0`: nothing starts on machine k before.
  public var machineRelease: [Int]?
  /// `jobDue[j]`: when job j should have ended, any integer; the total tardiness needs it.
  public var jobDue: [Int]?
  /// `jobWeight[j] >= 0`: cost of one unit of tardiness of job j; nil = all 1.
  public var jobWeight: [Int]?
  /// `scheduledStart[i] >= 0`: when operation i should start, and before which it does not, whatever is minimised; the start
  /// delay needs it.
  public var scheduledStart: [Int]?
  /// Setups between jobs.
  public var setup: Setup?
  /// In no particular order; those of a machine may touch and overlap.
  public var downtimes: [Downtime] = []

  /// None.
  public init() {}

  /// Whether there are none at all.
  public var isEmpty: Bool { self == ShopConditions() }
}

extension FlexibleJobShopInstance {
  /// The downtimes of every machine, by its number, in the order of `ShopConditions.downtimes`.
  ///
  /// - Complexity: O(downtimes + machines).
  var downtimesByMachine: [[ShopConditions.Downtime]] {
    var byMachine = [[ShopConditions.Downtime]](repeating: [], count: machineCount)
    for downtime in conditions.downtimes { byMachine[downtime.machine].append(downtime) }
    return byMachine
  }
}
