extension ShopDispatcher {
  /// The earliest start of a job's current operation by an alternative, behind everything its machine has.
  @inline(__always)
  func startTime(_ job: Int, _ a: Int) -> Int {
    let k = table.machine[a]
    let time = max(ready[job], free[k])
    if table.setup == nil, !table.hasDowntimes { return time }
    return conditionedStart(job, a, k, time)
  }

  private func conditionedStart(_ job: Int, _ a: Int, _ k: Int, _ earliest: Int) -> Int {
    var time = earliest
    if let setup = table.setup, lastJob[k] >= 0 {
      time = max(time, free[k] + setup.time(machine: k, from: lastJob[k], to: job))
      // Behind an operation without length the order must show in the starts.
      if time == lastStart[k] { time += 1 }
    }
    return table.hasDowntimes ? table.clear(time, table.duration[a], k) : time
  }

  /// The job's next operation becomes its current one and joins the competitors of its machines.
  func enter(_ job: Int, _ rule: DispatchRule.MachineRule) {
    let i = next[job]
    ready[job] = max(ready[job], table.release[i])
    let (first, end) = (table.firstAlternative[i], usableEnd[i])
    switch rule {
    case .joint:
      var index = first
      while index < end {
        add(job, usable[index])
        index &+= 1
      }
      return
    case .earliestEnd:
      chooseEarliestEnd(job)
    case .shortest, .leastLoaded, .leastUtilised:
      var (best, bestKey) = (usable[first], Int.max)
      for index in first..<end {
        let a = usable[index]
        var key = rule == .leastUtilised ? 0 : table.duration[a]
        if rule != .shortest { key += load[table.machine[a]] }
        if key < bestKey { (best, bestKey) = (a, key) }
      }
      chosen[job] = best
      // Routing counts as load at once, or all jobs would flock to one machine.
      load[table.machine[best]] += table.duration[best]
    }
    add(job, chosen[job])
  }

  /// Picks the alternative that would end first (ties: the shorter, then the smaller), and how early another could end.
  func chooseEarliestEnd(_ job: Int) {
    let i = next[job]
    var (best, bestEnd, bestLength, second) = (-1, Int.max, Int.max, Int.max)
    var index = table.firstAlternative[i]
    let end = usableEnd[i]
    while index < end {
      let a = usable[index]
      let length = table.duration[a]
      let time = startTime(job, a) &+ length
      if time < bestEnd || (time == bestEnd && length < bestLength) {
        second = bestEnd
        (best, bestEnd, bestLength) = (a, time, length)
      } else if time < second {
        second = time
      }
      index &+= 1
    }
    chosen[job] = best
    otherEnd[job] = second
  }

  /// Puts a job among the competitors of an alternative's machine.
  func add(_ job: Int, _ a: Int) {
    let k = table.machine[a]
    let settlesNow = scalars[Scalar.settles] != 0 && ready[job] <= free[k]
    if settlesNow, scalars[Scalar.bunches] == 0 {
      settle(job, a, at: -1)
    } else {
      let position = waiting[k]
      waitingAlternative[k &* table.jobCount &+ position] = Int32(truncatingIfNeeded: a)
      place[job &* table.machineCount &+ k] = Int32(truncatingIfNeeded: position)
      waiting[k] = position &+ 1
      if settlesNow { settle(job, a, at: position) }
    }
    if !isStale[k] {
      let time = startTime(job, a)
      earliestStart[k] = min(earliestStart[k], time)
      earliestEnd[k] = min(earliestEnd[k], time &+ table.duration[a])
    }
  }

  /// Takes a job from the competitors of a machine.
  func remove(_ job: Int, from k: Int) {
    let position = Int(place[job &* table.machineCount &+ k])
    if position < 0 || (scalars[Scalar.bunches] != 0 && position < settled.count[k]) {
      removeSettled(k, at: position)
      return
    }
    let base = k &* table.jobCount
    let last = waiting[k] &- 1
    if !isStale[k] {
      let a = Int(waitingAlternative[base &+ position])
      let time = startTime(job, a)
      if time == earliestStart[k] || time &+ table.duration[a] == earliestEnd[k] {
        isStale[k] = true
      }
    }
    let moved = waitingAlternative[base &+ last]
    waitingAlternative[base &+ position] = moved
    place[jobOfAlternative(Int(moved)) &* table.machineCount &+ k] =
      Int32(truncatingIfNeeded: position)
    waiting[k] = last
  }

  /// The competitors of a machine that has just been taken look around again.
  func reconsider(_ k: Int) {
    let base = k &* table.jobCount
    var position = waiting[k] &- 1
    while position >= 0 {
      let a = Int(waitingAlternative[base &+ position])
      let job = jobOfAlternative(a)
      if startTime(job, a) &+ table.duration[a] >= otherEnd[job] { rejudge(job) }
      position &-= 1
    }
  }

  /// With setups a machine may become better for any job that can use it when it is taken.
  func reconsiderAll(_ k: Int) {
    var job = 0
    while job < table.jobCount {
      if next[job] < table.firstOperation[job &+ 1], canUse(next[job], k) { rejudge(job) }
      job &+= 1
    }
  }

  /// Whether an operation may run on machine k.
  @inline(__always)
  private func canUse(_ i: Int, _ k: Int) -> Bool {
    var index = table.firstAlternative[i]
    let end = usableEnd[i]
    while index < end {
      if table.machine[usable[index]] == k { return true }
      index &+= 1
    }
    return false
  }

  private func rejudge(_ job: Int) {
    let old = chosen[job]
    chooseEarliestEnd(job)
    guard chosen[job] != old else { return }
    remove(job, from: table.machine[old])
    add(job, chosen[job])
  }

  /// Takes the earliest start and end among the competitors of a machine anew.
  func refresh(_ k: Int) {
    if scalars[Scalar.settles] != 0 { settleReady(k) }
    isStale[k] = false
    var (first, end) = (Int.max, Int.max)
    if settled.count[k] > 0 {
      first = free[k]
      if rule.scheme == .active { end = first &+ settled.leastLength(k) }
    }
    let base = k &* table.jobCount
    var index = base &+ (scalars[Scalar.bunches] != 0 ? settled.count[k] : 0)
    let last = base &+ waiting[k]
    while index < last {
      let a = Int(waitingAlternative[index])
      let time = startTime(jobOfAlternative(a), a)
      first = min(first, time)
      end = min(end, time &+ table.duration[a])
      index &+= 1
    }
    earliestStart[k] = first
    earliestEnd[k] = end
  }
}
