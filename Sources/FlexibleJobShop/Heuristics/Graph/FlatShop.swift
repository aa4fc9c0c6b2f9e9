/// An instance as flat arrays for hot loops; shared by the threads of a search, which only read it.
///
/// Operations are `0..<count`; number `count` is nobody: the job predecessor of first and the job successor of last operations.
final class FlatShop: @unchecked Sendable {
  let instance: FlexibleJobShopInstance
  let count: Int
  let machineCount: Int
  /// `count + 1` entries each: the operation before and after in the job, or nobody.
  let jobBefore: UnsafeMutablePointer<Int32>
  let jobAfter: UnsafeMutablePointer<Int32>
  /// Earliest start of an operation by releases of itself and its job.
  let release: UnsafeMutablePointer<Int>
  /// `count + 1` places of the alternatives of operations.
  let firstAlternative: UnsafeMutablePointer<Int32>
  let machines: UnsafeMutablePointer<Int32>
  let durations: UnsafeMutablePointer<Int>
  /// `machineCount + 1` places: where the sequence of a machine may begin, with room for every operation that can run there.
  let offset: UnsafeMutablePointer<Int>
  let machineRelease: UnsafeMutablePointer<Int>
  /// The last operations of the jobs that have any.
  let lastOperations: [Int]
  /// Operations by job divided by machines, as a measure of how long searches remember.
  let jobCount: Int

  init(_ instance: FlexibleJobShopInstance) {
    self.instance = instance
    count = instance.operationCount
    machineCount = instance.machineCount
    jobCount = instance.jobCount
    jobBefore = .allocate(capacity: count + 1)
    jobAfter = .allocate(capacity: count + 1)
    release = .allocate(capacity: count + 1)
    firstAlternative = .allocate(capacity: count + 1)
    machines = .allocate(capacity: max(1, instance.alternativeCount))
    durations = .allocate(capacity: max(1, instance.alternativeCount))
    offset = .allocate(capacity: machineCount + 1)
    machineRelease = .allocate(capacity: machineCount)
    for i in 0...count {
      jobBefore[i] = Int32(count)
      jobAfter[i] = Int32(count)
      release[i] = i < count ? instance.release(of: i) : 0
      firstAlternative[i] = Int32(instance.firstAlternative[i])
    }
    var last: [Int] = []
    for job in 0..<instance.jobCount {
      let operations = instance.operations(of: job)
      for i in operations.dropFirst() {
        jobBefore[i] = Int32(i - 1)
        jobAfter[i - 1] = Int32(i)
      }
      if let i = operations.last { last.append(i) }
    }
    lastOperations = last
    var room = [Int](repeating: 0, count: machineCount + 1)
    for a in 0..<instance.alternativeCount {
      machines[a] = Int32(instance.machines[a])
      durations[a] = instance.durations[a]
      room[instance.machines[a] + 1] += 1
    }
    var sum = 0
    for k in 0...machineCount {
      sum += room[k]
      offset[k] = sum
    }
    for k in 0..<machineCount { machineRelease[k] = instance.conditions.machineRelease?[k] ?? 0 }
  }

  deinit {
    jobBefore.deallocate()
    jobAfter.deallocate()
    release.deallocate()
    firstAlternative.deallocate()
    machines.deallocate()
    durations.deallocate()
    offset.deallocate()
    machineRelease.deallocate()
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
