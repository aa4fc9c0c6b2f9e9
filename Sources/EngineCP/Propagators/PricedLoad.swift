/// Tasks with a choice of machines share the time of all machines: with a price on each machine's time, what the cheapest choices of
/// the tasks within a stretch of time cost is no more than that time of every machine.
///
/// Prices are whole and at least 0; their sum C is the price of a unit of time of all machines together. A task that starts at a or
/// later and is over by b costs at least the least `price * duration` of the machines that are left to it, and the tasks within [a, b]
/// together at most C (b - a). That is a machine with C units of work a unit of time, so the overload check is that of one machine.
/// Prices that are dual to spreading the work evenly make the bound that of the relaxed assignment of work to machines.
final class PricedLoad: Propagator {
  /// A task: when it can start, what it is over by, and its choices.
  struct Task {
    var start: (view: Int32, offset: Value)
    /// It is over at the value of this view plus the offset, whichever machine it is on.
    var end: (view: Int32, offset: Value)
    /// Of these at least one holds (view -1 = always); cost = price times duration.
    var choices: [(presence: Predicate, cost: Int)]
  }

  let tasks: [Task]
  let count: Int
  /// Price of a unit of time of all machines.
  let rate: Int
  private let starts: UnsafeMutablePointer<Int32>
  private let startOffsets: UnsafeMutablePointer<Value>
  private let ends: UnsafeMutablePointer<Int32>
  private let endOffsets: UnsafeMutablePointer<Value>
  /// Choices by task, cheapest first.
  private let firstChoice: UnsafeMutablePointer<Int32>
  private let presence: UnsafeMutablePointer<Predicate>
  private let cost: UnsafeMutablePointer<Int>
  private let est: UnsafeMutablePointer<Int>
  private let lct: UnsafeMutablePointer<Int>
  private let least: UnsafeMutablePointer<Int>
  private let byStart: UnsafeMutablePointer<Int32>
  private let byEnd: UnsafeMutablePointer<Int32>
  private let leaf: UnsafeMutablePointer<Int32>
  private let isWhite: UnsafeMutablePointer<Bool>
  private let tree: ThetaLambdaTree
  /// Calls to be left out, and how many after the next one that is in vain.
  private var pause = 0
  private var patience = 1

  init(_ tasks: [Task], rate: Int) {
    self.tasks = tasks
    count = tasks.count
    self.rate = rate
    starts = .allocate(capacity: count)
    startOffsets = .allocate(capacity: count)
    ends = .allocate(capacity: count)
    endOffsets = .allocate(capacity: count)
    firstChoice = .allocate(capacity: count + 1)
    let choices = tasks.reduce(0) { $0 + $1.choices.count }
    presence = .allocate(capacity: choices)
    cost = .allocate(capacity: choices)
    est = .allocate(capacity: count)
    lct = .allocate(capacity: count)
    least = .allocate(capacity: count)
    byStart = .allocate(capacity: count)
    byEnd = .allocate(capacity: count)
    leaf = .allocate(capacity: count)
    isWhite = .allocate(capacity: count)
    tree = ThetaLambdaTree(count: count)
    var place = 0
    for (i, task) in tasks.enumerated() {
      (starts[i], startOffsets[i]) = task.start
      (ends[i], endOffsets[i]) = task.end
      firstChoice[i] = Int32(truncatingIfNeeded: place)
      for choice in task.choices.sorted(by: { $0.cost < $1.cost }) {
        (presence[place], cost[place]) = choice
        place += 1
      }
      byStart[i] = Int32(truncatingIfNeeded: i)
      byEnd[i] = Int32(truncatingIfNeeded: i)
    }
    firstChoice[count] = Int32(truncatingIfNeeded: place)
    super.init(priority: 1)
  }

  deinit {
    for list in [starts, ends, firstChoice, byStart, byEnd, leaf] { list.deallocate() }
    for list in [startOffsets, endOffsets, cost, est, lct, least] { list.deallocate() }
    presence.deallocate()
    isWhite.deallocate()
    tree.free()
  }

  /// Views whose rise can make it find something.
  var wakingViews: [Int32] {
    tasks.flatMap { task in
      [task.start.view, task.end.view ^ 1]
        + task.choices.compactMap { $0.presence.view < 0 ? nil : $0.presence.view ^ 1 }
    }
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    if pause > 0, kernel.level > 0 {
      pause -= 1
      return true
    }
    let before = kernel.stored.count
    let ok = sweep(&kernel)
    patience = !ok || kernel.stored.count > before ? 1 : min(2 * patience, 32)
    pause = patience - 1
    return ok
  }

  private func sweep(_ kernel: inout Kernel) -> Bool {
    if !load(kernel) { return true }
    var tightest = (slack: Int.max, from: 0, to: 0)
    var place = count - 1
    while place >= 0 {
      let end = lct[Int(byEnd[place])]
      let slack = rate * end - tree.ect
      if slack < 0 { return overload(until: end, &kernel) }
      if slack < tightest.slack {
        tightest = (slack, est[Int(byStart[tree.criticalLeaf()])], end)
      }
      while place >= 0, lct[Int(byEnd[place])] == end {
        tree.remove(Int(leaf[Int(byEnd[place])]))
        place -= 1
      }
    }
    return exclude(tightest.slack, from: tightest.from, to: tightest.to, &kernel)
  }

  /// Reads bounds and fills the tree.
  ///
  /// - Returns: false where a task has no choice left, which is another constraint's business.
  private func load(_ kernel: borrowing Kernel) -> Bool {
    for i in 0..<count {
      est[i] = kernel.lower[starts[i]] + startOffsets[i]
      lct[i] = -kernel.lower[ends[i] ^ 1] + endOffsets[i]
      var place = firstChoice[i]
      while place < firstChoice[i + 1], isOff(place, kernel) { place += 1 }
      if place == firstChoice[i + 1] { return false }
      least[i] = cost[Int(place)]
    }
    byStart.sortNearlySorted(count, by: est)
    byEnd.sortNearlySorted(count, by: lct)
    for place in 0..<count {
      let i = Int(byStart[place])
      leaf[i] = Int32(truncatingIfNeeded: place)
      tree.prepareWhite(place, start: rate * est[i], duration: least[i])
    }
    tree.build()
    return true
  }

  @inline(__always)
  private func isOff(_ place: Int32, _ kernel: borrowing Kernel) -> Bool {
    let p = presence[Int(place)]
    return p.view >= 0 && kernel.isFalse(p)
  }

  private func overload(until end: Int, _ kernel: inout Kernel) -> Bool {
    let start = est[Int(byStart[tree.criticalLeaf()])]
    kernel.conflict.truncate(to: 0)
    appendWithin(start, end, except: -1, spare: tree.ect - rate * end - 1, &kernel.conflict)
    return false
  }

  /// In the tightest stretch no task can take a machine that costs too much more than its cheapest one.
  private func exclude(_ slack: Int, from start: Int, to end: Int, _ kernel: inout Kernel) -> Bool {
    for i in 0..<count where est[i] >= start && lct[i] <= end {
      var place = firstChoice[i + 1] - 1
      while place >= firstChoice[i], cost[Int(place)] - least[i] > slack {
        let p = presence[Int(place)]
        if p.view >= 0, !kernel.isFalse(p) {
          let payload = kernel.beginStored()
          kernel.stored.append(startsFrom(i, start))
          kernel.stored.append(endsBy(i, end))
          appendWithin(
            start, end, except: i, spare: cost[Int(place)] - least[i] - slack - 1, &kernel.stored)
          kernel.endStored(payload)
          if !kernel.push(p.view ^ 1, 1 - p.value, Reason.stored, payload) { return false }
        }
        place -= 1
      }
    }
    return true
  }

  /// Appends that the tasks within a stretch are within it, and which cheaper machines they have lost, as far as that is needed.
  private func appendWithin(
    _ start: Int, _ end: Int, except: Int, spare: Int, _ list: inout Buffer<Predicate>
  ) {
    var spare = spare
    for i in 0..<count where i != except && est[i] >= start && lct[i] <= end && least[i] > 0 {
      if least[i] <= spare {
        spare -= least[i]
        continue
      }
      list.append(startsFrom(i, start))
      list.append(endsBy(i, end))
      var place = firstChoice[i]
      // What is spare stands for the dearest of the machines lost.
      while least[i] - cost[Int(place)] > spare {
        list.append(presence[Int(place)].negated)
        place += 1
      }
      spare -= least[i] - cost[Int(place)]
    }
  }

  @inline(__always)
  private func startsFrom(_ i: Int, _ time: Int) -> Predicate {
    Predicate(starts[i], time - startOffsets[i])
  }

  @inline(__always)
  private func endsBy(_ i: Int, _ time: Int) -> Predicate {
    Predicate(ends[i] ^ 1, endOffsets[i] - time)
  }
}
