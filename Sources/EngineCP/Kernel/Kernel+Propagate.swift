/// The fixpoint: clauses and precedences along the trail first, then waking propagators, cheap ones before global ones.
extension Kernel {
  /// Propagates until nothing follows any more.
  ///
  /// - Returns: false on a conflict, which is then in `conflict`; where bounds push each other on without end, `isOverrun` is set.
  package mutating func propagate() -> Bool {
    let before = trail.count
    beginRound()
    var ok = true
    while true {
      ok = propagateTrail()
      guard ok, let id = nextQueued() else { break }
      isQueued[id] = false
      running = id
      conflictReason = Reason.propagator(id)
      let propagator = propagators[id]
      ok = propagator._withUnsafeGuaranteedRef { $0.propagate(&self) }
      if !ok { break }
    }
    statistics.pushes += trail.count - before
    if isLogging, level == 0 {
      logRoot()
      if !ok && !isOverrun { logRefutation() }
    }
    if !ok { clearQueues() }
    return ok
  }

  @inline(__always)
  private mutating func nextQueued() -> Int32? {
    if queues.0.count > 0 { return queues.0.removeLast() }
    if queues.1.count > 0 { return queues.1.removeLast() }
    return nil
  }

  private mutating func propagateTrail() -> Bool {
    while head < trail.count {
      let entry = trail[head]
      head += 1
      if trail.count >= nextLook, !lookForRounds() { return false }
      if watches[entry.view].count > 0, !propagateClauses(entry) { return false }
      if enforced[entry.view].count > 0, !propagateEnforced(entry) { return false }
      // A newer entry of the same view does the rest.
      if lower[entry.view] != entry.new { continue }
      if outgoing[entry.view].count > 0, !propagateOutgoing(entry.view) { return false }
      let list = subscribers[entry.view]
      for i in 0..<list.count {
        isStale[list[i].mark] = true
        enqueue(list[i].propagator)
      }
    }
    return true
  }
}
