extension Disjunctive {
  /// A task starts when all tasks that are known to precede it can be over.
  ///
  /// Only tasks are looked at of which something has changed: a pair was ordered (which marks them in `kernel.isStale`), a task
  /// before them starts later than at the last look, or they start earlier than what that look found, for the search has gone back.
  func setPrecedences(_ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    if orders == nil { return true }
    let half = backwards ? count : 0
    markFollowers(half, kernel)
    let first = Int(firstMark) + half
    var i = 0
    while i < count {
      let earliest = Int(kernel.lower[tasks[half + i].view] + tasks[half + i].offset)
      if state[i] == .present, kernel.isStale[first + i] || found[half + i] > earliest {
        kernel.isStale[first + i] = false
        let ect = completion(before: i, half, kernel)
        found[half + i] = ect
        if ect > earliest, !pushAfterSet(i, ect, half, &kernel) { return false }
      }
      i += 1
    }
    return true
  }

  /// Marks what comes after tasks that start later than before.
  private func markFollowers(_ half: Int, _ kernel: borrowing Kernel) {
    let first = Int(firstMark) + half
    var k = 0
    while k < count {
      let hasRisen = est[k] > seen[half + k]
      seen[half + k] = est[k]
      if hasRisen, state[k] == .present, let row = after(k, half) {
        var i = 0
        while i < count {
          if row[i].view >= 0, kernel.isTrue(row[i]) { kernel.isStale[first + i] = true }
          i += 1
        }
      }
      k += 1
    }
  }

  /// Earliest completion of the tasks known to precede i.
  private func completion(before i: Int, _ half: Int, _ kernel: borrowing Kernel) -> Int {
    var ect = ThetaLambdaTree.nothing
    guard let row = before(i, half) else { return ect }
    // They start earlier, for the precedences of pairs have been propagated.
    let end = Int(leaf[i])
    var place = 0
    while place < end {
      let k = Int(byStart[half + place])
      if row[k].view >= 0, kernel.isTrue(row[k]) {
        ect = max(ect, est[k]) + Int(tasks[k].duration)
      }
      place += 1
    }
    return ect
  }

  private func pushAfterSet(_ i: Int, _ ect: Int, _ half: Int, _ kernel: inout Kernel) -> Bool {
    guard let row = before(i, half) else { return true }
    let from = criticalPlace(before: i, half, kernel)
    let start = est[Int(byStart[half + from])]
    let payload = kernel.beginStored()
    for place in from..<Int(leaf[i]) {
      let k = Int(byStart[half + place])
      guard row[k].view >= 0, kernel.isTrue(row[k]) else { continue }
      kernel.stored.append(startsFrom(k, start, half))
      kernel.stored.append(row[k])
      if presence[k].view >= 0 { kernel.stored.append(presence[k]) }
    }
    return conclude(startsFrom(i, ect, half), for: i, payload, &kernel)
  }

  /// The place from which on the tasks before i follow each other without a gap, to its earliest start.
  private func criticalPlace(before i: Int, _ half: Int, _ kernel: borrowing Kernel) -> Int {
    var ect = ThetaLambdaTree.nothing
    var from = 0
    guard let row = before(i, half) else { return from }
    for place in 0..<Int(leaf[i]) {
      let k = Int(byStart[half + place])
      guard row[k].view >= 0, kernel.isTrue(row[k]) else { continue }
      if est[k] > ect {
        ect = est[k]
        from = place
      }
      ect += Int(tasks[k].duration)
    }
    return from
  }

  /// By task: the literal that k precedes it in this direction.
  @inline(__always)
  private func after(_ k: Int, _ half: Int) -> UnsafeMutablePointer<Predicate>? {
    orders.map { $0 + (half + k) * count }
  }

  /// By task: the literal that it precedes i in this direction, so that i precedes it in the other one.
  @inline(__always)
  private func before(_ i: Int, _ half: Int) -> UnsafeMutablePointer<Predicate>? {
    orders.map { $0 + (count - half + i) * count }
  }
}

extension Kernel {
  /// Adds a machine, which is woken by its tasks' starts, presence and orders.
  mutating func add(_ machine: Disjunctive) {
    let count = machine.count
    machine.firstMark = Int32(truncatingIfNeeded: isStale.count)
    isStale.append(true, count: 2 * count)
    var views: [Int32] = []
    for i in 0..<count {
      views += [machine.tasks[i].view, machine.tasks[i].view ^ 1]
      if machine.presence[i].view >= 0 { views.append(machine.presence[i].view) }
    }
    add(machine, wokenBy: views)
    guard let orders = machine.orders else { return }
    for i in 0..<count {
      for k in 0..<count {
        let view = orders[i * count + k].view
        if view < 0 { continue }
        // Looked at again: k forwards, i backwards.
        for place in [k, count + i] {
          subscribe(
            machine.id, to: view, mark: machine.firstMark + Int32(truncatingIfNeeded: place))
        }
      }
    }
  }
}
