/// The flexible job shop by trying everything, written from the definition and sharing no code with any method; for at most about 7 operations.
///
/// Jobs, machines and the operations of a job are 0-based. Lists that do not apply are empty.
public struct ShopOracle: Sendable {
  /// What is minimised.
  public enum Objective: Sendable, CaseIterable {
    /// The latest end.
    case makespan
    /// Weighted tardiness of jobs.
    case totalTardiness
    /// Starts after scheduled starts.
    case startDelay
  }

  /// The number of machines.
  public var machineCount: Int
  /// By job and operation its alternatives.
  public var jobs: [[[(machine: Int, duration: Int)]]]
  /// By job.
  public var jobRelease: [Int] = []
  /// By job and operation.
  public var operationRelease: [[Int]] = []
  /// By machine.
  public var machineRelease: [Int] = []
  /// No operation overlaps one.
  public var downtimes: [(machine: Int, start: Int, end: Int)] = []
  /// By job: its kind.
  public var jobType: [Int] = []
  /// By machine, kind before and kind after; empty = no setups.
  public var setup: [[[Int]]] = []
  /// By job.
  public var due: [Int] = []
  /// By job; empty = all 1.
  public var weight: [Int] = []
  /// By job and operation; releases too.
  public var scheduledStart: [[Int]] = []

  /// Jobs without further conditions.
  public init(machineCount: Int, jobs: [[[(machine: Int, duration: Int)]]]) {
    self.machineCount = machineCount
    self.jobs = jobs
  }

  /// The least objective of all schedules.
  public func best(_ objective: Objective) -> Int {
    var search = Search(oracle: self, objective: objective)
    search.extend(cost: 0)
    return search.best
  }
}

/// Appends operations to machines in every order of the jobs and with every choice of machines.
private struct Search {
  let oracle: ShopOracle
  let objective: ShopOracle.Objective
  var best = Int.max
  private var next: [Int]
  private var ready: [Int]
  private var free: [Int]
  private var last: [Int?]

  init(oracle: ShopOracle, objective: ShopOracle.Objective) {
    self.oracle = oracle
    self.objective = objective
    next = oracle.jobs.map { _ in 0 }
    ready = next
    free = Array(repeating: 0, count: oracle.machineCount)
    last = Array(repeating: nil, count: oracle.machineCount)
  }

  mutating func extend(cost: Int) {
    guard cost < best else { return }
    var isComplete = true
    for job in next.indices where next[job] < oracle.jobs[job].count {
      isComplete = false
      let operation = next[job]
      for (machine, duration) in oracle.jobs[job][operation] {
        let start = earliestStart(job, operation, machine, duration)
        let saved = (ready[job], free[machine], last[machine])
        (ready[job], free[machine], last[machine]) = (start + duration, start + duration, job)
        next[job] += 1
        extend(cost: raised(cost, job, operation, start, start + duration))
        next[job] -= 1
        (ready[job], free[machine], last[machine]) = saved
      }
    }
    if isComplete { best = cost }
  }

  private func earliestStart(_ job: Int, _ operation: Int, _ machine: Int, _ duration: Int) -> Int {
    var start = max(ready[job], free[machine])
    if let before = last[machine], !oracle.setup.isEmpty {
      let setup = oracle.setup[machine][oracle.jobType[before]][oracle.jobType[job]]
      start = max(start, free[machine] + setup)
    }
    if !oracle.jobRelease.isEmpty { start = max(start, oracle.jobRelease[job]) }
    if !oracle.operationRelease.isEmpty {
      start = max(start, oracle.operationRelease[job][operation])
    }
    if !oracle.scheduledStart.isEmpty { start = max(start, oracle.scheduledStart[job][operation]) }
    if !oracle.machineRelease.isEmpty { start = max(start, oracle.machineRelease[machine]) }
    while let down = oracle.downtimes.first(where: {
      $0.machine == machine && $0.start < start + duration && start < $0.end
    }) {
      start = down.end
    }
    return start
  }

  private func raised(_ cost: Int, _ job: Int, _ operation: Int, _ start: Int, _ end: Int) -> Int {
    switch objective {
    case .makespan: return max(cost, end)
    case .startDelay: return cost + start - oracle.scheduledStart[job][operation]
    case .totalTardiness:
      guard operation == oracle.jobs[job].count - 1 else { return cost }
      let weight = oracle.weight.isEmpty ? 1 : oracle.weight[job]
      return cost + weight * max(0, end - oracle.due[job])
    }
  }
}
