/// Bounds that push each other on: harmless in small domains, without end in large ones.
extension Kernel {
  /// Entries of one propagation at which it is looked at for the first time, and at which it is given up: 20 million take 0.8 GB.
  private static var firstLook: Int { 10_000 }
  private static var mostEntries: Int { 20_000_000 }

  /// Notes where propagation begins, and when to look whether it goes round.
  @inline(__always)
  mutating func beginRound() {
    roundBegin = trail.count
    nextLook = trail.count + Self.firstLook + lower.count
  }

  /// Looks whether propagation goes round: a cycle of precedences is a conflict, of what else is behind it nothing is known.
  ///
  /// - Returns: false on a conflict, which is then in `conflict`, and where the propagation is given up: then `isOverrun` is set.
  @inline(never)
  mutating func lookForRounds() -> Bool {
    if !isLogging, findCycle() { return false }
    // An inference in a proof follows from one constraint; so there proofs go all the way.
    nextLook = trail.count + Self.firstLook + lower.count
    isOverrun = trail.count - roundBegin > min(Self.mostEntries, mostCells)
    return !isOverrun
  }

  /// Whether a cycle of precedences in force, whose distances add up to more than 0, is behind the newest entry; its literals are left in `conflict`.
  ///
  /// It goes back from cause to cause, as long as these are precedences. A view that is met again had a lower bound before, which
  /// the precedences in between have raised.
  private mutating func findCycle() -> Bool {
    while cycleMarks.count < lower.count { cycleMarks.append(-1) }
    touched.truncate(to: 0)
    pending.truncate(to: 0)
    var index = Int32(truncatingIfNeeded: trail.count - 1)
    var first: Int32 = -1
    while index >= 0 {
      let entry = trail[index]
      if cycleMarks[entry.view] >= 0 {
        first = cycleMarks[entry.view]
        break
      }
      guard entry.reason == Reason.precedence else { break }
      let arc = precedences[entry.payload]
      guard arc.to == entry.view else { break }
      cycleMarks[entry.view] = Int32(truncatingIfNeeded: pending.count)
      touched.append(entry.view)
      pending.append(arc.literal)
      index = self.entry(of: Predicate(arc.from, entry.new - arc.distance))
    }
    for i in 0..<touched.count { cycleMarks[touched[i]] = -1 }
    let end = pending.count
    if first >= 0 {
      conflict.truncate(to: 0)
      for i in Int(first)..<end where pending[i].view >= 0 { conflict.append(pending[i]) }
    }
    pending.truncate(to: 0)
    return first >= 0
  }
}
