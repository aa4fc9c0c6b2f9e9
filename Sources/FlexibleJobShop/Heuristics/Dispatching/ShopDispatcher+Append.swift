import OptCore

extension ShopDispatcher {
  /// The job an alternative belongs to.
  @inline(__always)
  func jobOfAlternative(_ a: Int) -> Int {
    Int(truncatingIfNeeded: table.jobOfAlternative[a])
  }

  /// Appends operations to machines until all are done, or until the makespan cannot be below `limit`.
  ///
  /// - Complexity: O(N (J d / m + m)) for J jobs with d alternatives for each operation, when competitors spread evenly; with
  ///   `settles` O(A log J + N (d R + m)) for R jobs that are not ready yet.
  func appendAll(_ rule: DispatchRule, _ limit: Int, _ random: inout RandomStream) -> Bool {
    for j in 0..<table.jobCount where next[j] < table.firstOperation[j + 1] {
      enter(j, rule.machineRule)
    }
    var left = scalars[Scalar.undone]
    while left > 0 {
      let a = select(rule, &random)
      let job = jobOfAlternative(a)
      let begin = startTime(job, a)
      let (i, k) = (next[job], table.machine[a])
      let end = begin &+ table.duration[a]
      if end &+ table.workLeft[i] &- table.shortest[i] >= limit { return false }
      leave(job, rule.machineRule)
      alternative[i] = a
      start[i] = begin
      free[k] = end
      lastJob[k] = job
      lastStart[k] = begin
      isStale[k] = true
      if !rule.machineRule.routes { load[k] &+= table.duration[a] }
      if end > scalars[Scalar.makespan] { scalars[Scalar.makespan] = end }
      ready[job] = end
      next[job] = i &+ 1
      let goesOn = i &+ 1 < table.firstOperation[job &+ 1]
      if rule.machineRule == .earliestEnd {
        if table.setup == nil { reconsider(k) }
      }
      if goesOn { enter(job, rule.machineRule) }
      if table.setup != nil { rule.machineRule == .earliestEnd ? reconsiderAll(k) : () }
      left &-= 1
    }
    return true
  }

  private func leave(_ job: Int, _ rule: DispatchRule.MachineRule) {
    guard rule == .joint else {
      remove(job, from: table.machine[chosen[job]])
      return
    }
    var index = table.firstAlternative[next[job]]
    let end = usableEnd[next[job]]
    while index < end {
      remove(job, from: table.machine[usable[index]])
      index &+= 1
    }
  }

  /// The alternative to append next.
  private func select(_ rule: DispatchRule, _ random: inout RandomStream) -> Int {
    var (first, end, endMachine) = (Int.max, Int.max, 0)
    var k = 0
    while k < table.machineCount {
      if competes(k) {
        if isStale[k] { refresh(k) }
        first = min(first, earliestStart[k])
        if earliestEnd[k] < end { (end, endMachine) = (earliestEnd[k], k) }
      }
      k &+= 1
    }
    var choice = DispatchChoice(rule, self)
    if rule.scheme == .nonDelay {
      k = 0
      while k < table.machineCount {
        if competes(k), earliestStart[k] == first {
          collect(k, before: first, orEndBy: Int.min, &choice, &random)
        }
        k &+= 1
      }
    } else {
      collect(endMachine, before: end &- 1, orEndBy: end, &choice, &random)
    }
    return choice.result(&random)
  }

  /// The competitors of a machine that start no later than `latest`, or end by `end`.
  private func collect(
    _ k: Int, before latest: Int, orEndBy end: Int, _ choice: inout DispatchChoice,
    _ random: inout RandomStream
  ) {
    var index = k &* table.jobCount
    let last = index &+ waiting[k]
    while index < last {
      let a = Int(waitingAlternative[index])
      let job = jobOfAlternative(a)
      let time = startTime(job, a)
      let length = table.duration[a]
      if time <= latest || time &+ length <= end {
        choice.consider(job, next[job], a, length, at: time, &random)
      }
      index &+= 1
    }
    guard settled.count[k] > 0, scalars[Scalar.bunches] == 0 else { return }
    let a = settled.best(k)
    let job = jobOfAlternative(a)
    choice.consider(job, next[job], a, table.duration[a], at: free[k], &random)
  }

  /// Whether any operation waits for machine k.
  @inline(__always)
  private func competes(_ k: Int) -> Bool { waiting[k] > 0 || settled.count[k] > 0 }
}

extension DispatchRule.MachineRule {
  /// Whether the machine is chosen when an operation becomes the next of its job.
  var routes: Bool { self == .shortest || self == .leastLoaded || self == .leastUtilised }
}
