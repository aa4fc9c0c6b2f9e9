extension ShopDispatcher {
  /// Whether competitors that are ready before their machine is free are kept apart: nothing has length 0, so that all of them start
  /// before the earliest end, and no choice depends on the order in which they are looked at.
  func settles(_ rule: DispatchRule) -> Bool {
    usesHeaps && rule.machineRule == .joint && rule.scheme != .insert && rule.bias == nil
      && rule.priority != .random && table.setup == nil && !table.hasDowntimes && table.hasLengths
  }

  /// Whether keys of those that start together keep their order as time goes on. Otherwise they are bunched: in the list of their machine,
  /// before the others.
  func keepsOrder(_ rule: DispatchRule) -> Bool { rule.priority != .mdd && rule.priority != .atc }

  /// A job's current operation settles with alternative a. It is in no list, or with bunches in its machine's at `position`.
  func settle(_ job: Int, _ a: Int, at position: Int) {
    let k = table.machine[a]
    let needsLength = rule.scheme == .active
    if scalars[Scalar.bunches] != 0 {
      exchange(k, position, settled.count[k])
      settled.add(a, key: nil, needsLength: needsLength)
      return
    }
    let length = table.duration[a]
    // All would start together: the earliest end is the shortest.
    let key =
      rule.priority == .eet
      ? Double(length) : DispatchChoice(rule, self).key(job, next[job], length, at: free[k])
    settled.add(a, key: key, needsLength: needsLength)
    place[job &* table.machineCount &+ k] = -1
  }

  /// Competitors that were ready before machine k is free now settle.
  func settleReady(_ k: Int) {
    let base = k &* table.jobCount
    let isBunched = scalars[Scalar.bunches] != 0
    var position = isBunched ? settled.count[k] : 0
    while position < waiting[k] {
      let a = Int(waitingAlternative[base &+ position])
      let job = jobOfAlternative(a)
      if ready[job] <= free[k] {
        // Without bunches another one takes the place.
        if !isBunched { remove(job, from: k) }
        settle(job, a, at: position)
        if isBunched { position &+= 1 }
      } else {
        position &+= 1
      }
    }
  }

  /// Takes one that has settled from the competitors of machine k.
  func removeSettled(_ k: Int, at position: Int) {
    isStale[k] = true
    settled.count[k] &-= 1
    guard scalars[Scalar.bunches] != 0 else { return }
    exchange(k, position, settled.count[k])
    exchange(k, settled.count[k], waiting[k] &- 1)
    waiting[k] &-= 1
  }

  /// Two competitors of machine k change places in its list.
  private func exchange(_ k: Int, _ p: Int, _ q: Int) {
    let base = k &* table.jobCount
    let (a, b) = (waitingAlternative[base &+ p], waitingAlternative[base &+ q])
    waitingAlternative[base &+ p] = b
    waitingAlternative[base &+ q] = a
    place[jobOfAlternative(Int(a)) &* table.machineCount &+ k] = Int32(truncatingIfNeeded: q)
    place[jobOfAlternative(Int(b)) &* table.machineCount &+ k] = Int32(truncatingIfNeeded: p)
  }
}
