/// Tasks that exclude each other on a unary resource: overload, edge finding and precedences of whole sets.
///
/// The same code looks at time forwards and backwards: a task is seen through a view of its start and an offset. Pairs are the
/// business of precedences with literals; where those exist, they also tell which tasks precede another.
final class Disjunctive: Propagator {
  /// A task as one direction sees it: earliest start `lower[view] + offset`.
  struct Task: BitwiseCopyable {
    var view: Int32
    var offset: Value
    var duration: Value
  }

  private enum State: BitwiseCopyable {
    case present
    case open
    case absent
  }

  let count: Int
  /// Tasks forwards, then backwards.
  private let tasks: UnsafeMutablePointer<Task>
  /// `before[i * count + k]`: literal that task i precedes task k; view -1 = none.
  private let before: UnsafeMutablePointer<Predicate>
  /// Scratch: earliest start and latest completion by task, the tasks in order of each, and places in the first order.
  private let est: UnsafeMutablePointer<Int>
  private let lct: UnsafeMutablePointer<Int>
  private let byStart: UnsafeMutablePointer<Int32>
  private let byEnd: UnsafeMutablePointer<Int32>
  private let leaf: UnsafeMutablePointer<Int32>
  private let isWhite: UnsafeMutablePointer<Bool>
  /// Literal of presence by task; view -1 = always present.
  private let presence: UnsafeMutablePointer<Predicate>
  private let state: UnsafeMutablePointer<State>
  private var tree: ThetaLambdaTree
  /// `isBefore[i * count + k]`: 1 where task i is known to precede task k; filled once a call.
  private let isBefore: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - starts: the first view of each task's start.
  ///   - offsets: what is added to the view to give the start; nil = nothing.
  ///   - durations: at least 1, in the same order.
  ///   - presence: literal of each task's presence, nil = always; a start may be shared by tasks of which one is present.
  ///   - before: literal that task i precedes task k, nil = none, for i != k.
  init(
    starts: [Int32], offsets: [Value]? = nil, durations: [Value], presence: [Predicate?] = [],
    before literal: (_ i: Int, _ k: Int) -> Predicate?
  ) {
    count = starts.count
    tasks = .allocate(capacity: 2 * count)
    before = .allocate(capacity: count * count)
    est = .allocate(capacity: count)
    lct = .allocate(capacity: count)
    byStart = .allocate(capacity: 2 * count)
    byEnd = .allocate(capacity: 2 * count)
    leaf = .allocate(capacity: count)
    isWhite = .allocate(capacity: count)
    self.presence = .allocate(capacity: count)
    state = .allocate(capacity: count)
    tree = ThetaLambdaTree(capacity: count)
    isBefore = .allocate(capacity: count * count)
    isBefore.initialize(repeating: 0, count: count * count)
    for i in 0..<count {
      self.presence[i] = (i < presence.count ? presence[i] : nil) ?? Predicate(-1, 0)
      let offset = offsets?[i] ?? 0
      tasks[i] = Task(view: starts[i], offset: offset, duration: durations[i])
      tasks[count + i] = Task(
        view: starts[i] ^ 1, offset: -offset - durations[i], duration: durations[i])
      for k in 0..<count {
        before[i * count + k] = i == k ? Predicate(-1, 0) : literal(i, k) ?? Predicate(-1, 0)
      }
      for half in 0..<2 {
        byStart[half * count + i] = Int32(truncatingIfNeeded: i)
        byEnd[half * count + i] = Int32(truncatingIfNeeded: i)
      }
    }
    super.init(priority: 1)
  }

  deinit {
    tasks.deallocate()
    before.deallocate()
    est.deallocate()
    lct.deallocate()
    byStart.deallocate()
    byEnd.deallocate()
    leaf.deallocate()
    isWhite.deallocate()
    presence.deallocate()
    state.deallocate()
    tree.free()
    isBefore.deallocate()
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    for i in 0..<count {
      let p = presence[i]
      state[i] =
        p.view < 0 || kernel.isTrue(p) ? .present : kernel.isFalse(p) ? .absent : .open
    }
    loadOrders(kernel)
    for backwards in [false, true] {
      load(backwards, kernel)
      if !edgeFinding(backwards, &kernel) { return false }
      if !setPrecedences(backwards, &kernel) { return false }
    }
    return true
  }

  /// Reads the bounds as one direction sees them and sorts the tasks; the orders of the last call are a good start.
  private func load(_ backwards: Bool, _ kernel: borrowing Kernel) {
    let half = backwards ? count : 0
    for i in 0..<count {
      let task = tasks[half + i]
      est[i] = Int(kernel.lower[task.view] + task.offset)
      lct[i] = Int(-kernel.lower[task.view ^ 1] + task.offset + task.duration)
    }
    sort(byStart + half, est)
    sort(byEnd + half, lct)
    for place in 0..<count { leaf[Int(byStart[half + place])] = Int32(truncatingIfNeeded: place) }
  }

  /// Reads which pairs are ordered.
  private func loadOrders(_ kernel: borrowing Kernel) {
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

  /// Insertion sort: between two calls little changes.
  private func sort(_ order: UnsafeMutablePointer<Int32>, _ key: UnsafeMutablePointer<Int>) {
    for i in 1..<max(count, 1) {
      let task = order[i]
      let value = key[Int(task)]
      var k = i
      while k > 0, key[Int(order[k - 1])] > value {
        order[k] = order[k - 1]
        k -= 1
      }
      order[k] = task
    }
  }

  /// Overload check and edge finding in one sweep from the latest completion down.
  private func edgeFinding(_ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let half = backwards ? count : 0
    tree.reset(count)
    for i in 0..<count {
      isWhite[i] = state[i] == .present
      switch state[i] {
      case .present:
        tree.prepareWhite(Int(leaf[i]), start: est[i], duration: Int(tasks[i].duration))
      case .open: tree.prepareGrey(Int(leaf[i]), start: est[i], duration: Int(tasks[i].duration))
      case .absent: break
      }
    }
    tree.build()
    var place = count - 1
    while place >= 0 {
      let last = lct[Int(byEnd[half + place])]
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
    return true
  }

  /// The white tasks from the critical leaf on do not fit between its start and `last`.
  private func overload(until last: Int, _ backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let half = backwards ? count : 0
    let critical = tree.criticalLeaf()
    let start = est[Int(byStart[half + critical])]
    let slack = tree.ect - last - 1
    kernel.conflict.truncate(to: 0)
    for place in critical..<count {
      let i = Int(byStart[half + place])
      guard isWhite[i] else { continue }
      kernel.conflict.append(startsFrom(i, start, half))
      kernel.conflict.append(endsBy(i, last + slack, half))
      if presence[i].view >= 0 { kernel.conflict.append(presence[i]) }
    }
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
    for place in outer..<count {
      let i = Int(byStart[half + place])
      guard isWhite[i] else { continue }
      kernel.stored.append(startsFrom(i, place >= inner ? innerStart : outerStart, half))
      kernel.stored.append(endsBy(i, last + slack, half))
      if presence[i].view >= 0 { kernel.stored.append(presence[i]) }
    }
    kernel.stored.append(startsFrom(grey, outerStart, half))
    return conclude(conclusion, for: grey, payload, &kernel)
  }

  /// Ends an explanation and draws the conclusion, or takes the task out if it cannot be true of it.
  private func conclude(
    _ conclusion: Predicate, for task: Int, _ payload: Int32, _ kernel: inout Kernel
  ) -> Bool {
    if state[task] == .open {
      kernel.stored.append(conclusion.negated)
      kernel.endStored(payload)
      let absent = presence[task].negated
      state[task] = .absent
      return kernel.push(absent.view, absent.value, Reason.stored, payload)
    }
    if presence[task].view >= 0 { kernel.stored.append(presence[task]) }
    kernel.endStored(payload)
    return kernel.push(conclusion.view, conclusion.value, Reason.stored, payload)
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
    for place in outer..<count {
      let i = Int(byStart[half + place])
      guard isWhite[i] else { continue }
      kernel.stored.append(startsFrom(i, start, half))
      kernel.stored.append(endsBy(i, last + slack, half))
      if presence[i].view >= 0 { kernel.stored.append(presence[i]) }
    }
    kernel.stored.append(startsFrom(grey, start, half))
    kernel.stored.append(endsBy(grey, last + slack, half))
    kernel.endStored(payload)
    state[grey] = .absent
    let absent = presence[grey].negated
    return kernel.push(absent.view, absent.value, Reason.stored, payload)
  }

  /// A task starts when all tasks that are known to precede it can be over.
  private func setPrecedences(_ backwards: Bool, _ kernel: inout Kernel) -> Bool {
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

  @inline(__always)
  private func startsFrom(_ i: Int, _ time: Int, _ half: Int) -> Predicate {
    let task = tasks[half + i]
    return Predicate(task.view, Value(truncatingIfNeeded: time) - task.offset)
  }

  @inline(__always)
  private func endsBy(_ i: Int, _ time: Int, _ half: Int) -> Predicate {
    let task = tasks[half + i]
    // Sums of durations may be beyond the word; no task ends after the limit.
    let end = Value(truncatingIfNeeded: min(time, Int(Kernel.limit)))
    return Predicate(task.view ^ 1, task.offset + task.duration - end)
  }
}
