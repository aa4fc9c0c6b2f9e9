/// A shop as flat arrays for hot loops: a whole instance, or what a window of a schedule leaves open. Threads may share it, for
/// it does not change.
///
/// Operations are `0..<count`; number `count` is nobody: the job predecessor of first and the job successor of last operations.
/// All its operations end in `makespan = max (end + goal)` over operations and `max (end + machineGoal)` over the last ones of
/// machines.
package final class FlatShop: @unchecked Sendable {
  /// The number of operations.
  package let count: Int
  /// The number of machines.
  package let machineCount: Int
  /// Chains of operations.
  let jobCount: Int
  /// The operation before in the job, or nobody; `count + 1` entries.
  package let jobBefore: UnsafeMutablePointer<Int32>
  /// The operation after in the job, or nobody; `count + 1` entries.
  package let jobAfter: UnsafeMutablePointer<Int32>
  /// Earliest start of an operation.
  package let release: UnsafeMutablePointer<Int>
  /// What must follow the end of an operation, at least.
  package let goal: UnsafeMutablePointer<Int>
  /// `count + 1` places of the alternatives of operations.
  package let firstAlternative: UnsafeMutablePointer<Int32>
  /// By alternative its machine.
  package let machines: UnsafeMutablePointer<Int32>
  /// By alternative its duration, at least 0.
  package let durations: UnsafeMutablePointer<Int>
  /// By alternative its duration times the price of the machine's time; all 0 where there are no prices, and in windows.
  let costs: UnsafeMutablePointer<Double>
  /// `machineCount + 1` places: where the sequence of a machine may begin, with room for every operation that can run there.
  package let offset: UnsafeMutablePointer<Int>
  /// Earliest start on a machine.
  package let machineRelease: UnsafeMutablePointer<Int>
  /// What must follow the end of the last operation of a machine, at least.
  package let machineGoal: UnsafeMutablePointer<Int>
  /// The last operations of chains.
  var lastOperations: [Int] = []
  /// Operations on at least two machines.
  let isFlexible: Bool

  init(count: Int, machineCount: Int, jobCount: Int, alternatives: Int) {
    self.count = count
    self.machineCount = machineCount
    self.jobCount = jobCount
    isFlexible = alternatives > count
    jobBefore = .allocate(capacity: count + 1)
    jobBefore.initialize(repeating: Int32(count), count: count + 1)
    jobAfter = .allocate(capacity: count + 1)
    jobAfter.initialize(repeating: Int32(count), count: count + 1)
    release = .allocate(capacity: count + 1)
    release.initialize(repeating: 0, count: count + 1)
    goal = .allocate(capacity: count + 1)
    goal.initialize(repeating: 0, count: count + 1)
    firstAlternative = .allocate(capacity: count + 1)
    firstAlternative.initialize(repeating: 0, count: count + 1)
    machines = .allocate(capacity: max(1, alternatives))
    machines.initialize(repeating: 0, count: max(1, alternatives))
    durations = .allocate(capacity: max(1, alternatives))
    durations.initialize(repeating: 0, count: max(1, alternatives))
    costs = .allocate(capacity: max(1, alternatives))
    costs.initialize(repeating: 0, count: max(1, alternatives))
    offset = .allocate(capacity: machineCount + 1)
    offset.initialize(repeating: 0, count: machineCount + 1)
    machineRelease = .allocate(capacity: machineCount)
    machineRelease.initialize(repeating: 0, count: machineCount)
    machineGoal = .allocate(capacity: machineCount)
    machineGoal.initialize(repeating: 0, count: machineCount)
  }

  deinit {
    jobBefore.deallocate()
    jobAfter.deallocate()
    release.deallocate()
    goal.deallocate()
    firstAlternative.deallocate()
    machines.deallocate()
    durations.deallocate()
    costs.deallocate()
    offset.deallocate()
    machineRelease.deallocate()
    machineGoal.deallocate()
  }

  /// A whole instance; setups and downtimes are left out.
  ///
  /// - Parameter costs: priced durations by alternative, as of `LoadPrices`; nil = none.
  package convenience init(_ instance: FlexibleJobShopInstance, costs prices: [Double]? = nil) {
    let count = instance.operationCount
    self.init(
      count: count, machineCount: instance.machineCount, jobCount: instance.jobCount,
      alternatives: instance.alternativeCount)
    for i in 0..<count {
      release[i] = instance.release(of: i)
      firstAlternative[i + 1] = Int32(instance.firstAlternative[i + 1])
    }
    for job in 0..<instance.jobCount {
      let operations = instance.operations(of: job)
      for i in operations.dropFirst() { chain(i - 1, i) }
      if let i = operations.last { lastOperations.append(i) }
    }
    for a in 0..<instance.alternativeCount {
      machines[a] = Int32(instance.machines[a])
      durations[a] = instance.durations[a]
      if let prices { costs[a] = prices[a] }
    }
    for k in 0..<machineCount { machineRelease[k] = instance.conditions.machineRelease?[k] ?? 0 }
    measureRoom()
  }

  /// Puts j behind i in their job.
  func chain(_ i: Int, _ j: Int) {
    jobAfter[i] = Int32(j)
    jobBefore[j] = Int32(i)
  }

  /// Makes room for the sequences of machines, once all alternatives are there.
  func measureRoom() {
    for a in 0..<Int(firstAlternative[count]) { offset[Int(machines[a]) + 1] += 1 }
    for k in 0..<machineCount { offset[k + 1] += offset[k] }
  }

  /// How long an operation takes on a machine it can run on.
  @inline(__always)
  func duration(of operation: Int, on machine: Int) -> Int {
    var a = Int(firstAlternative[operation])
    let end = Int(firstAlternative[operation + 1])
    while a < end {
      if Int(machines[a]) == machine { return durations[a] }
      a &+= 1
    }
    return 0
  }

  /// Whether an operation can run on more than one machine.
  @inline(__always)
  func isFlexible(_ operation: Int) -> Bool {
    firstAlternative[operation + 1] &- firstAlternative[operation] > 1
  }
}
