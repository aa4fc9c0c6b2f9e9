extension Disjunctive {
  /// Overload check and edge finding in one sweep from the latest completion down.
  func edgeFinding(_ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let half = backwards ? count : 0
    let range = sweepRange(half)
    if range.top == Int.min { return true }
    let before = kernel.stored.count
    var place = prepareSweep(from: range.top, half)
    while place >= 0 {
      let last = lct[Int(byEnd[half + place])]
      if last < range.bottom, tree.ect <= range.start { break }
      if tree.ect > last { return overload(until: last, backwards, &kernel) }
      while tree.greyEct > last {
        let grey = Int(byStart[half + tree.greyLeaf])
        if state[grey] == .open && lct[grey] <= last {
          if !exclude(grey, until: last, backwards, &kernel) { return false }
        } else if tree.ect > est[grey],
          !pushAfter(grey, ect: tree.ect, until: last, backwards, &kernel)
        {
          return false
        }
        tree.remove(Int(leaf[grey]))
      }
      // All tasks that end with `last` turn grey together.
      while place >= 0, lct[Int(byEnd[half + place])] == last {
        let task = Int(byEnd[half + place])
        if isWhite[task] {
          isWhite[task] = false
          tree.setGrey(Int(leaf[task]), start: est[task], duration: Int(tasks[task].duration))
        }
        place -= 1
      }
    }
    if kernel.stored.count == before { keepQuiet(half) }
    return true
  }

  /// The white tasks from the critical leaf on do not fit between its start and `last`.
  private func overload(until last: Int, _ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let half = backwards ? count : 0
    let critical = tree.criticalLeaf()
    let start = est[Int(byStart[half + critical])]
    let slack = tree.ect - last - 1
    kernel.conflict.truncate(to: 0)
    appendWhite(critical..<count, from: start, by: last + slack, half, &kernel.conflict)
    return false
  }

  /// Task `grey` comes after the white tasks: they and it do not fit before `last`.
  private func pushAfter(
    _ grey: Int, ect: Int, until last: Int, _ backwards: Bool, _ kernel: inout Kernel
  ) -> Bool {
    let half = backwards ? count : 0
    let inner = tree.criticalLeaf()
    let outer = min(inner, tree.greyCriticalLeaf())
    let innerStart = est[Int(byStart[half + inner])]
    let outerStart = min(est[Int(byStart[half + outer])], est[grey])
    var sum = Int(tasks[grey].duration)
    for place in outer..<count {
      let i = Int(byStart[half + place])
      if isWhite[i] { sum += Int(tasks[i].duration) }
    }
    let slack = outerStart + sum - last - 1
    assert(slack >= 0)
    let conclusion = startsFrom(grey, ect, half)
    // A start that may be another interval's is bound only by intervals that are present.
    if state[grey] == .open && !kernel.isFalse(conclusion) { return true }
    let payload = kernel.beginStored()
    appendWhite(outer..<inner, from: outerStart, by: last + slack, half, &kernel.stored)
    appendWhite(inner..<count, from: innerStart, by: last + slack, half, &kernel.stored)
    kernel.stored.append(startsFrom(grey, outerStart, half))
    return conclude(conclusion, for: grey, payload, &kernel)
  }

  /// Task `grey`, which may be absent, does not fit beside the white tasks before `last`, within which it would have to end.
  private func exclude(_ grey: Int, until last: Int, _ backwards: Bool, _ kernel: inout Kernel)
    -> Bool
  {
    let half = backwards ? count : 0
    let outer = tree.greyCriticalLeaf()
    let start = min(est[Int(byStart[half + outer])], est[grey])
    let slack = tree.greyEct - last - 1
    let payload = kernel.beginStored()
    appendWhite(outer..<count, from: start, by: last + slack, half, &kernel.stored)
    kernel.stored.append(startsFrom(grey, start, half))
    kernel.stored.append(endsBy(grey, last + slack, half))
    kernel.endStored(payload)
    state[grey] = .absent
    let absent = presence[grey].negated
    return kernel.push(absent.view, absent.value, Reason.stored, payload)
  }

  /// Appends that the white tasks at some places start from one time on, end by another, and are present.
  private func appendWhite(
    _ places: Range<Int>, from start: Int, by end: Int, _ half: Int, _ list: inout Buffer<Predicate>
  ) {
    var place = places.lowerBound
    while place < places.upperBound {
      let i = Int(byStart[half + place])
      place += 1
      guard isWhite[i] else { continue }
      list.append(startsFrom(i, start, half))
      list.append(endsBy(i, end, half))
      if presence[i].view >= 0 { list.append(presence[i]) }
    }
  }
}
