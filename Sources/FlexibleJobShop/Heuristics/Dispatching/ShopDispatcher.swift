import OptCore

/// Builds schedules of one instance by dispatching rules, thousands a second: all buffers are kept between runs.
///
/// A run knows releases, downtimes and setups. One step costs the competitors on the machines that changed, not all jobs times
/// machines. Not safe to use from two threads at once.
package final class ShopDispatcher {
  /// Entries of `scalars`.
  enum Scalar { static let makespan = 0, undone = 1, settles = 2, bunches = 3, count = 4 }

  /// What is scheduled.
  package let instance: FlexibleJobShopInstance
  let table: DispatchTable
  let storage = FlatStorage()
  let scalars: UnsafeMutablePointer<Int>

  // By job: its current operation, when that is ready, the alternative it waits with, and a bound on its end on any other machine.
  let next: UnsafeMutablePointer<Int>
  let ready: UnsafeMutablePointer<Int>
  let chosen: UnsafeMutablePointer<Int>
  let otherEnd: UnsafeMutablePointer<Int>
  /// With holes, the machine of `chosen`; -1 for jobs that are done.
  let chosenMachine: UnsafeMutablePointer<Int32>
  /// With holes, no other machine ends the operation before; holes only shrink.
  let secondEnd: UnsafeMutablePointer<Int>

  // By machine: when it is free, the job it ran last (-1 = none), when that operation started, and its work so far.
  let free: UnsafeMutablePointer<Int>
  let lastJob: UnsafeMutablePointer<Int>
  let lastStart: UnsafeMutablePointer<Int>
  let load: UnsafeMutablePointer<Int>

  // By machine k its competitors, `waiting[k]` of them from `k * jobCount` on, the earliest start and end among them.
  let waiting: UnsafeMutablePointer<Int>
  let waitingAlternative: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int32>
  let earliestStart: UnsafeMutablePointer<Int>
  let earliestEnd: UnsafeMutablePointer<Int>
  let isStale: UnsafeMutablePointer<Bool>

  // Alternatives that may be used: those of operation i stand at `firstAlternative[i]..<usableEnd[i]`.
  let usable: UnsafeMutablePointer<Int>
  let usableEnd: UnsafeMutablePointer<Int>

  // The schedule, by operation.
  let alternative: UnsafeMutablePointer<Int>
  let start: UnsafeMutablePointer<Int>

  // Competitors of a biased choice.
  let rankKey: UnsafeMutablePointer<Double>
  let rankAlternative: UnsafeMutablePointer<Int>
  let holes: MachineHoles
  let settled: SettledCompetitors
  /// By job, when it has a hole.
  let jobOrder: JobOrder
  /// Whether competitors are kept in heaps where their order allows it; looking at all gives the same schedules.
  package var usesHeaps = true
  /// That of the current run.
  private(set) var rule = DispatchRule(.eet)

  /// Prepares buffers.
  ///
  /// - Complexity: O(A + jobs times machines).
  package init(_ instance: FlexibleJobShopInstance) {
    self.instance = instance
    table = DispatchTable(instance, in: storage)
    let (n, m, count) = (instance.jobCount, instance.machineCount, instance.operationCount)
    scalars = storage.filled(0, Scalar.count)
    next = storage.filled(0, n)
    ready = storage.filled(0, n)
    chosen = storage.filled(0, n)
    otherEnd = storage.filled(0, n)
    chosenMachine = storage.filled(-1, n)
    secondEnd = storage.filled(0, n)
    free = storage.filled(0, m)
    lastJob = storage.filled(-1, m)
    lastStart = storage.filled(0, m)
    load = storage.filled(0, m)
    waiting = storage.filled(0, m)
    waitingAlternative = storage.filled(0, n * m)
    place = storage.filled(0, n * m)
    earliestStart = storage.filled(0, m)
    earliestEnd = storage.filled(0, m)
    isStale = storage.filled(false, m)
    usable = storage.copied(Array(0..<instance.alternativeCount))
    usableEnd = storage.copied(Array(instance.firstAlternative.dropFirst()))
    alternative = storage.filled(0, count)
    start = storage.filled(0, count)
    // An alternative competes once.
    rankKey = storage.filled(0, instance.alternativeCount)
    rankAlternative = storage.filled(0, instance.alternativeCount)
    holes = MachineHoles(instance, in: storage)
    settled = SettledCompetitors(instance, table, next: next, in: storage)
    jobOrder = JobOrder(n, in: storage)
  }

  /// Lets every operation use only the alternatives that pass; one that has none left keeps all.
  package func restrict(to passes: (_ operation: Int, _ alternative: Int) -> Bool) {
    for i in 0..<table.operationCount {
      let (first, end) = (table.firstAlternative[i], table.firstAlternative[i + 1])
      var count = 0
      for a in first..<end where passes(i, a) {
        usable[first + count] = a
        count += 1
      }
      if count == 0 {
        for a in first..<end { usable[a] = a }
        count = end - first
      }
      usableEnd[i] = first + count
    }
  }

  /// Builds one schedule.
  ///
  /// - Parameters:
  ///   - rule: how.
  ///   - progress: what is done already; nil = nothing.
  ///   - cutoff: a makespan that must be beaten: the run ends as soon as it cannot be (makespan objective only).
  ///   - random: for the priority `random` and biased choices.
  /// - Returns: The objective; nil when the run was cut off.
  package func run(
    _ rule: DispatchRule, after progress: ShopProgress? = nil, cutoff: Int = .max,
    random: inout RandomStream
  ) -> Int? {
    begin(after: progress)
    self.rule = rule
    scalars[Scalar.settles] = settles(rule) ? 1 : 0
    scalars[Scalar.bunches] = settles(rule) && !keepsOrder(rule) ? 1 : 0
    settled.clear()
    let limit = table.objective == .makespan ? cutoff : .max
    let isComplete =
      rule.scheme == .insert && table.setup == nil
      ? insertAll(rule, progress, limit, &random) : appendAll(rule, limit, &random)
    return isComplete ? value(after: progress) : nil
  }

  /// The schedule of the last run that was not cut off.
  package func schedule(after progress: ShopProgress? = nil) -> ShopSchedule {
    let operations = 0..<table.operationCount
    guard let progress else {
      return ShopSchedule(
        machines: operations.map { table.machine[alternative[$0]] },
        starts: operations.map { start[$0] })
    }
    return ShopSchedule(
      machines: operations.map {
        progress.machines[$0] >= 0 ? progress.machines[$0] : table.machine[alternative[$0]]
      },
      starts: operations.map { progress.machines[$0] >= 0 ? progress.starts[$0] : start[$0] })
  }

  private func begin(after progress: ShopProgress?) {
    let done = progress
    scalars[Scalar.makespan] = 0
    var undone = 0
    for j in 0..<table.jobCount {
      next[j] = done?.next[j] ?? table.firstOperation[j]
      ready[j] = done?.jobReady[j] ?? 0
      undone += table.firstOperation[j + 1] - next[j]
    }
    scalars[Scalar.undone] = undone
    for k in 0..<table.machineCount {
      free[k] = done?.machineFree[k] ?? table.machineRelease[k]
      lastJob[k] = -1
      lastStart[k] = -1
      load[k] = 0
      waiting[k] = 0
      isStale[k] = true
    }
    if let done, table.setup != nil { findLastJobs(done) }
    if let done {
      for ready in done.jobReady { scalars[Scalar.makespan] = max(scalars[Scalar.makespan], ready) }
    }
  }

  /// With setups it matters what each machine did last; of operations that start together it is not the one without length.
  private func findLastJobs(_ done: ShopProgress) {
    var lastEnd = [Int](repeating: 0, count: table.machineCount)
    for i in 0..<table.operationCount where done.machines[i] >= 0 {
      let (k, start) = (done.machines[i], done.starts[i])
      let end = start + (instance.duration(of: i, on: k) ?? 0)
      if lastJob[k] < 0 || (start, end) >= (lastStart[k], lastEnd[k]) {
        lastJob[k] = table.jobOf[i]
        (lastStart[k], lastEnd[k]) = (start, end)
      }
    }
  }

  private func value(after progress: ShopProgress?) -> Int {
    switch table.objective {
    case .makespan: return scalars[Scalar.makespan]
    case .startDelay:
      var sum = 0
      for i in 0..<table.operationCount {
        let time = progress.map { $0.machines[i] >= 0 ? $0.starts[i] : start[i] } ?? start[i]
        sum += time - table.due[i]
      }
      return sum
    case .totalTardiness:
      var sum = 0
      for j in 0..<table.jobCount where table.firstOperation[j + 1] > table.firstOperation[j] {
        let i = table.firstOperation[j + 1] - 1
        let late = max(0, ready[j] - table.due[i])
        let (cost, isLarge) = table.weight[i].multipliedReportingOverflow(by: late)
        sum = saturatingSum(sum, isLarge ? .max : cost)
      }
      return sum
    }
  }
}
