import OptCore

extension ShopDispatcher {
  /// Takes the next operations of jobs in the order of priority and puts each into the earliest hole it fits.
  ///
  /// - Complexity: O(N (log J + d (log N + holes looked at))); with bias or at random O(N J) more.
  func insertAll(
    _ rule: DispatchRule, _ progress: ShopProgress?, _ limit: Int, _ random: inout RandomStream
  ) -> Bool {
    openHoles(progress)
    let isJoint = rule.priority == .eet
    let isOrdered = usesHeaps && rule.bias == nil && rule.priority != .random
    jobOrder.clear()
    for j in 0..<table.jobCount {
      chosenMachine[j] = -1
      guard next[j] < table.firstOperation[j + 1] else { continue }
      ready[j] = max(ready[j], table.release[next[j]])
      if isJoint { chooseHole(j, .earliestEnd) }
      if isOrdered { order(j, rule) }
    }
    var left = scalars[Scalar.undone]
    while left > 0 {
      let job = isOrdered ? jobOrder.first : selectJob(rule, &random)
      if !isJoint { chooseHole(job, rule.machineRule) }
      let (i, a) = (next[job], chosen[job])
      let (k, length) = (table.machine[a], table.duration[a])
      let (hole, begin) = holes.find(k, from: ready[job], length)
      let end = begin &+ length
      if end &+ table.workLeft[i] &- table.shortest[i] >= limit { return false }
      holes.take(hole, of: k, begin, end)
      alternative[i] = a
      start[i] = begin
      load[k] &+= length
      if end > scalars[Scalar.makespan] { scalars[Scalar.makespan] = end }
      ready[job] = end
      next[job] = i &+ 1
      if i &+ 1 < table.firstOperation[job &+ 1] {
        ready[job] = max(end, table.release[i &+ 1])
        if isJoint { chooseHole(job, .earliestEnd) }
        if isOrdered { order(job, rule) }
      } else {
        chosenMachine[job] = -1
        if isOrdered { jobOrder.remove(job) }
      }
      if isJoint { moveAside(k, begin, end, isOrdered ? rule : nil) }
      left &-= 1
    }
    return true
  }

  private func openHoles(_ progress: ShopProgress?) {
    for k in 0..<table.machineCount {
      holes.clear(k, from: free[k])
      for index in table.firstDown[k]..<table.firstDown[k + 1] {
        holes.block(k, table.downStart[index], table.downEnd[index])
      }
    }
    guard let progress else { return }
    for i in 0..<table.operationCount where progress.machines[i] >= 0 {
      let k = progress.machines[i]
      let length = instance.duration(of: i, on: k) ?? 0
      holes.block(k, progress.starts[i], progress.starts[i] + length)
    }
  }

  /// What stands for a job's next operation: without a machine yet, the shortest duration.
  @inline(__always)
  private func standing(_ job: Int, _ rule: DispatchRule) -> (a: Int, length: Int, time: Int) {
    guard rule.priority == .eet else {
      return (table.firstAlternative[next[job]], table.shortest[next[job]], ready[job])
    }
    let length = table.duration[chosen[job]]
    return (chosen[job], length, otherEnd[job] &- length)
  }

  /// Gives a job its place by the key of its next operation.
  private func order(_ job: Int, _ rule: DispatchRule) {
    let (a, length, time) = standing(job, rule)
    let i = next[job]
    jobOrder.set(
      job, key: DispatchChoice(rule, self).key(job, i, length, at: time), end: time &+ length,
      work: table.workLeft[i], alternative: a)
  }

  /// The job whose next operation has the smallest key, or with bias one of the smallest.
  private func selectJob(_ rule: DispatchRule, _ random: inout RandomStream) -> Int {
    var choice = DispatchChoice(rule, self)
    var job = 0
    while job < table.jobCount {
      if next[job] < table.firstOperation[job &+ 1] {
        let (a, length, time) = standing(job, rule)
        choice.consider(job, next[job], a, length, at: time, &random)
      }
      job &+= 1
    }
    return jobOfAlternative(choice.result(&random))
  }

  /// Picks the machine for a job's next operation; its end there is kept in `otherEnd`.
  private func chooseHole(_ job: Int, _ rule: DispatchRule.MachineRule) {
    let i = next[job]
    var (best, bestKey, bestEnd, second) = (-1, Int.max, Int.max, Int.max)
    var index = table.firstAlternative[i]
    let end = usableEnd[i]
    while index < end {
      let a = usable[index]
      let (k, length) = (table.machine[a], table.duration[a])
      let finish = holes.find(k, from: ready[job], length).start &+ length
      let key =
        switch rule {
        case .earliestEnd, .joint: finish
        case .shortest: length
        case .leastLoaded: load[k] &+ length
        case .leastUtilised: load[k]
        }
      if key < bestKey || (key == bestKey && finish < bestEnd) {
        second = min(second, bestEnd)
        (best, bestKey, bestEnd) = (a, key, finish)
      } else {
        second = min(second, finish)
      }
      index &+= 1
    }
    chosen[job] = best
    chosenMachine[job] = Int32(truncatingIfNeeded: table.machine[best])
    otherEnd[job] = bestEnd
    secondEnd[job] = second
  }

  /// Jobs whose hole has just been taken look for another.
  private func moveAside(_ k: Int, _ begin: Int, _ end: Int, _ ordered: DispatchRule?) {
    let machine = Int32(truncatingIfNeeded: k)
    var job = 0
    while job < table.jobCount {
      if chosenMachine[job] == machine {
        let finish = otherEnd[job]
        let start = finish &- table.duration[chosen[job]]
        // Empty operations meet no stretch, but may be met by one.
        if start <= end, begin <= finish {
          findAgain(job)
          if let ordered { order(job, ordered) }
        }
      }
      job &+= 1
    }
  }

  /// The hole of a job's next operation has been taken: the next one on the machine does if no other machine can end before.
  private func findAgain(_ job: Int) {
    let length = table.duration[chosen[job]]
    let finish = holes.find(Int(chosenMachine[job]), from: ready[job], length).start &+ length
    if usesHeaps, finish < secondEnd[job] {
      otherEnd[job] = finish
    } else {
      chooseHole(job, .earliestEnd)
    }
  }
}
