extension Disjunctive {
  /// Reads which pairs are ordered.
  func loadOrders(_ kernel: borrowing Kernel) {
    for place in 0..<count * count {
      let p = before[place]
      isBefore[place] = p.view >= 0 && kernel.isTrue(p) ? 1 : 0
    }
    for i in 0..<count where state[i] != .present {
      // Only a task that is present keeps another one waiting, in either direction.
      for k in 0..<count {
        isBefore[i * count + k] = 0
        isBefore[k * count + i] = 0
      }
    }
  }

  /// A task starts when all tasks that are known to precede it can be over.
  func setPrecedences(_ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let half = backwards ? count : 0
    for i in 0..<count where state[i] != .absent {
      // Without branches: most calls conclude nothing.
      var ect = ThetaLambdaTree.nothing
      for place in 0..<count {
        let k = Int(byStart[half + place])
        let next = max(ect, est[k]) + Int(tasks[k].duration)
        ect = isSetBefore(k, i, backwards) ? next : ect
      }
      let view = tasks[half + i].view
      if ect <= Int(kernel.lower[view] + tasks[half + i].offset) { continue }
      let from = criticalPlace(before: i, backwards)
      let start = est[Int(byStart[half + from])]
      let conclusion = startsFrom(i, ect, half)
      if state[i] == .open && !kernel.isFalse(conclusion) { continue }
      let payload = kernel.beginStored()
      for place in from..<count {
        let k = Int(byStart[half + place])
        guard isSetBefore(k, i, backwards) else { continue }
        kernel.stored.append(startsFrom(k, start, half))
        kernel.stored.append(literal(k, i, backwards))
        if presence[k].view >= 0 { kernel.stored.append(presence[k]) }
      }
      if !conclude(conclusion, for: i, payload, &kernel) { return false }
    }
    return true
  }

  @inline(__always)
  private func literal(_ k: Int, _ i: Int, _ backwards: Bool) -> Predicate {
    backwards ? before[i * count + k] : before[k * count + i]
  }

  /// The place from which on the tasks before i follow each other without a gap, to its earliest start.
  private func criticalPlace(before i: Int, _ backwards: Bool) -> Int {
    let half = backwards ? count : 0
    var ect = ThetaLambdaTree.nothing
    var from = 0
    for place in 0..<count {
      let k = Int(byStart[half + place])
      guard isSetBefore(k, i, backwards) else { continue }
      if est[k] > ect {
        ect = est[k]
        from = place
      }
      ect += Int(tasks[k].duration)
    }
    return from
  }

  /// Whether k is present and known to precede i in this direction.
  @inline(__always)
  private func isSetBefore(_ k: Int, _ i: Int, _ backwards: Bool) -> Bool {
    isBefore[backwards ? i * count + k : k * count + i] != 0
  }
}
