/// Learning: the first unique implication point over bound predicates.
///
/// The working nogood keeps the strongest predicate of each view in `needed`. Source: Marques-Silva and Sakallah, "GRASP" (1999),
/// carried over to bounds.
extension Kernel {
  /// Turns `conflict` into a learnt clause.
  ///
  /// The clause is left in `nogood`: first the predicate it asserts after going back, then one of the level to go back to.
  ///
  /// - Returns: the level to go back to; nil when the constraints are refuted at the root.
  mutating func analyse() -> Int32? {
    var top: Int32 = 0
    for i in 0..<conflict.count {
      assert(isTrue(conflict[i]))
      let entry = entry(of: conflict[i])
      if entry >= 0 { top = max(top, trail[entry].level) }
    }
    if top == 0 {
      if level > 0 { logRefutation() }
      isRefuted = true
      return nil
    }
    if isLogging { logConflict() }
    backtrack(to: top)
    touched.truncate(to: 0)
    var open = 0
    for i in 0..<conflict.count { require(conflict[i], &open) }
    var index = trail.count - 1
    var point: Predicate
    while true {
      var entry = trail[index]
      while needed[entry.view] == Kernel.absent || entry.old >= needed[entry.view] {
        index -= 1
        entry = trail[index]
      }
      point = Predicate(entry.view, needed[entry.view])
      if open == 1 { break }
      needed[entry.view] = Kernel.absent
      open -= 1
      explain(point, entry.reason, entry.payload, before: Int32(truncatingIfNeeded: index))
      if isLogging { logReason(point, entry.reason, entry.payload) }
      for i in 0..<reasons.count { require(reasons[i], &open) }
      index -= 1
    }
    nogood.truncate(to: 0)
    nogood.append(point)
    needed[point.view] = Kernel.absent
    for i in 0..<touched.count where needed[touched[i]] != Kernel.absent {
      nogood.append(Predicate(touched[i], needed[touched[i]]))
      // A view can be here twice; it is taken once.
      needed[touched[i]] = Kernel.absent
    }
    for i in 0..<nogood.count { needed[nogood[i].view] = nogood[i].value }
    minimise()
    for i in 0..<nogood.count { needed[nogood[i].view] = Kernel.absent }
    return clauseFromNogood()
  }

  /// Takes a predicate into the working nogood.
  @inline(__always)
  private mutating func require(_ p: Predicate, _ open: inout Int) {
    let entry = entry(of: p)
    if entry < 0 { return }
    let at = trail[entry].level
    if at == 0 { return }
    let had = needed[p.view]
    if had == Kernel.absent {
      needed[p.view] = p.value
      touched.append(p.view)
      activity.bump(p.view >> 1)
      if at == level { open += 1 }
    } else if p.value > had {
      needed[p.view] = p.value
      if at == level, trail[self.entry(of: Predicate(p.view, had))].level < level { open += 1 }
    }
  }

  /// Negates the nogood into a clause and brings a predicate of the highest other level to its second place.
  private mutating func clauseFromNogood() -> Int32 {
    var back: Int32 = 0
    stamp &+= 1
    var levels: Int32 = 0
    while levelStamp.count <= Int(level) { levelStamp.append(0) }
    for i in 0..<nogood.count {
      let at = trail[entry(of: nogood[i])].level
      if levelStamp[at] != stamp {
        levelStamp[at] = stamp
        levels += 1
      }
      if i > 0, at > back {
        back = at
        (nogood[1], nogood[i]) = (nogood[i], nogood[1])
      }
    }
    for i in 0..<nogood.count { nogood[i] = nogood[i].negated }
    statistics.learnt += 1
    statistics.learntPredicates += nogood.count
    statistics.learntLevels += Int(levels)
    learntDistance = levels
    return back
  }

  /// Goes back and adds the clause that `analyse` left, with what it asserts.
  ///
  /// - Returns: false when that refutes the constraints at the root.
  mutating func learn(backTo target: Int32) -> Bool {
    backtrack(to: target)
    activity.decay()
    clauses.increment *= 1 / 0.999
    let number = logLearnt()
    let first = nogood[0]
    if sharesShort, nogood.count <= 2, learntDistance <= 2 {
      short.append(first)
      short.append(nogood[nogood.count - 1])
    }
    if nogood.count == 1 { return push(first.view, first.value, Reason.none) }
    let clause = attach(nogood, distance: learntDistance, number: number)
    return push(first.view, first.value, clause)
  }
}
