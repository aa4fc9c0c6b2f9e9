extension DecompositionKernel {
  /// Answer of a search that another worker is busy with; no value of the objective.
  static var deferred: Value { .min }
  /// Fewer jobs are searched sooner than workers could agree about them.
  private static var sharedCount: Int { 12 }

  /// The optimal total tardiness of a sub-problem, or a lower bound above the limit.
  ///
  /// - Parameter mayDefer: whether the caller can do something else while another worker is busy with this
  ///   sub-problem.
  /// - Returns: a value v; v is the optimum when `v <= limit`, else `limit < v <= optimum`. Without
  ///   meaning once `ending` is not `.completed`. `deferred` if so allowed.
  mutating func solve(_ sub: SubProblem<Value>, limit: Value, mayDefer: Bool = false) -> Value {
    if sub.count <= 2 { return solveSmall(sub) }
    guard spend(sub.count) else { return 0 }
    let savedTop = arenaTop
    defer { arenaTop = savedTop }
    let node = prepare(sub)
    let core = node.core
    if core.count <= 2 { return node.peeled &+ solveSmall(core) }
    if case .solved(let value) = inspect(core) { return node.peeled &+ value }
    let inner = limit &- node.peeled
    if core.count < sub.count {
      // A key never seen by the caller: look the core up too.
      let known = recall(core)
      if known.isExact || known.value > inner { return node.peeled &+ known.value }
    }
    var owns = false
    var isJoined = false
    if Memory.isShared && core.count >= Self.sharedCount {
      isJoined = memory.isOpen(core.check)
      if isJoined && mayDefer { return Self.deferred }
      owns = memory.open(core.check)
    }
    let before = statistics.nodeCount
    let value = branch(core, limit: inner, isJoined: Memory.isShared && isJoined)
    if Memory.isShared && owns { memory.close(core.check) }
    guard ending == .completed else { return 0 }
    remember(core, value, isExact: value <= inner, effort: statistics.nodeCount &- before)
    return node.peeled &+ value
  }

  /// Counts a node, asks the stop check now and then.
  ///
  /// - Returns: false when the search has to unwind.
  @inline(__always)
  private mutating func spend(_ work: Int) -> Bool {
    guard ending == .completed else { return false }
    statistics.nodeCount &+= 1
    if Memory.isShared && !memory.checkIn() {
      ending = .overtaken
      return false
    }
    workUntilPoll &-= work &+ leastWork
    if workUntilPoll < 0 { poll() }
    if !lists.hasRoom(work, arenaTop, candidateTop) { ending = .memory }
    return ending == .completed
  }

  /// Work of a node without jobs.
  private var leastWork: Int { 16 }

  /// Asks the stop check and looks at the number of nodes.
  @inline(never)
  private mutating func poll() {
    if shouldStop() { ending = .stopped }
    let count = countNodes()
    // About a millisecond of work between two polls, and no more than the nodes left take at least.
    workUntilPoll = min(100_000, (min(100_000, nodeLimit &- count) &+ 1) &* leastWork &- 1)
    if count > min(nodeAllowance, nodeLimit) {
      ending = .allowance
      // The node just counted is not entered.
      if count > nodeLimit { statistics.nodeCount &-= 1 }
    }
  }

  /// Nodes of all workers; those of others lag by a poll.
  mutating func countNodes() -> Int {
    guard Memory.isShared else { return statistics.nodeCount }
    let fresh = statistics.nodeCount &- reportedCount
    reportedCount = statistics.nodeCount
    return memory.countNodes(fresh)
  }

  /// At most two jobs: both orders.
  @inline(__always)
  func solveSmall(_ sub: SubProblem<Value>) -> Value {
    if sub.count == 0 { return 0 }
    let i = Int(arena[sub.base])
    if sub.count == 1 { return tardiness(sub.end, i) }
    let j = Int(arena[sub.base &+ 1])
    return min(
      tardiness(sub.start &+ p[i], i) &+ tardiness(sub.end, j),
      tardiness(sub.start &+ p[j], j) &+ tardiness(sub.end, i))
  }

  /// Branches on the positions of one Pareto job.
  ///
  /// - Parameter isJoined: whether another worker is busy with the same node.
  private mutating func branch(
    _ core: SubProblem<Value>, limit: Value, isJoined: Bool
  ) -> Value {
    statistics.expandedCount &+= 1
    let bound = prices?.bound(arena + core.base, core.count, from: core.start, to: core.end)
    if let bound {
      let value = PriceTable<Value>.unscaled(bound)
      if value > limit { return value }
    }
    let savedTop = candidateTop
    defer { candidateTop = savedTop }
    let branching = chooseBranching(ScanContext(core: core, bound: bound, limit: limit))
    candidateTop = branching.first &+ branching.count
    sortByEstimate(branching)
    var best = Value.max
    var failed = branching.dropped
    var k = branching.first
    var waiting = branching.first
    // Near the root the first position is taken together: its value tightens the limit of the others.
    let isSmall = core.count &* 2 < jobCount
    let end = branching.first &+ min(branching.count, beamWidth)
    while k < end {
      if Memory.isShared && isJoined {
        let answer = recall(core)
        if answer.isExact || answer.value > limit { return answer.value }
      }
      let allowed = best <= limit ? best &- 1 : limit
      let value = evaluate(
        candidates[k], core, branching.place, limit: allowed,
        mayDefer: Memory.isShared && (k > branching.first || isSmall))
      guard ending == .completed else { return 0 }
      if Memory.isShared && value == Self.deferred {
        candidates[waiting] = candidates[k]
        waiting &+= 1
      } else if value <= allowed {
        best = value
      } else {
        failed = min(failed, value)
      }
      k &+= 1
    }
    if Memory.isShared && waiting > branching.first {
      return catchUp(branching, waiting, core, limit: limit, best: best, failed: failed)
    }
    return min(best, failed)
  }

  /// Second round of a branching: positions `branching.first..<end`, with which other workers were busy.
  private mutating func catchUp(
    _ branching: Branching<Value>, _ end: Int, _ core: SubProblem<Value>, limit: Value,
    best known: Value, failed given: Value
  ) -> Value {
    var best = known
    var failed = given
    var k = branching.first
    while k < end {
      // The others may have got through with the whole node meanwhile.
      let answer = recall(core)
      if answer.isExact || answer.value > limit { return answer.value }
      let allowed = best <= limit ? best &- 1 : limit
      let value = evaluate(candidates[k], core, branching.place, limit: allowed)
      guard ending == .completed else { return 0 }
      if value <= allowed { best = value } else { failed = min(failed, value) }
      k &+= 1
    }
    return min(best, failed)
  }

  /// Most promising positions first: the first good value prunes the others.
  @inline(__always)
  private func sortByEstimate(_ branching: Branching<Value>) {
    let first = branching.first
    var i = first &+ 1
    while i < first &+ branching.count {
      let moving = candidates[i]
      var j = i
      while j > first && candidates[j &- 1].estimate > moving.estimate {
        candidates[j] = candidates[j &- 1]
        j &-= 1
      }
      candidates[j] = moving
      i &+= 1
    }
  }

  /// Value of a node with its Pareto job at one position: exact when `<= limit`, else a lower bound.
  mutating func evaluate(
    _ candidate: Candidate<Value>, _ core: SubProblem<Value>, _ place: Int, limit: Value,
    mayDefer: Bool = false
  ) -> Value {
    let (before, behind) = split(core, place, candidate)
    defer { arenaTop = before.base }
    var left = recall(before)
    var right = recall(behind)
    let own = candidate.tardiness
    if own &+ left.value &+ right.value > limit { return own &+ left.value &+ right.value }
    if let prices {
      if !left.isExact {
        left.value = max(left.value, prices.bound(before, arena))
      }
      if !right.isExact {
        right.value = max(right.value, prices.bound(behind, arena))
      }
    }
    // The smaller part first: it is cheap and tightens what the larger one may cost.
    let leftFirst = before.count <= behind.count
    var turn = 0
    while turn < 2 {
      if own &+ left.value &+ right.value > limit { break }
      if leftFirst == (turn == 0) {
        if !left.isExact {
          left.value = solve(before, limit: limit &- own &- right.value, mayDefer: mayDefer)
          if Memory.isShared && left.value == Self.deferred { return Self.deferred }
        }
      } else if !right.isExact {
        right.value = solve(behind, limit: limit &- own &- left.value, mayDefer: mayDefer)
        if Memory.isShared && right.value == Self.deferred { return Self.deferred }
      }
      turn &+= 1
    }
    return own &+ left.value &+ right.value
  }

  /// Writes the two sub-problems of a position behind each other into the arena.
  @inline(__always)
  mutating func split(
    _ core: SubProblem<Value>, _ place: Int, _ candidate: Candidate<Value>
  ) -> (before: SubProblem<Value>, behind: SubProblem<Value>) {
    let order = arena + core.base
    let pareto = Int(order[place])
    let threshold = lastEqual[pareto]
    let limit = Int(candidate.place)
    let countBefore = Int(candidate.countBefore)
    let before = SubProblem<Value>(
      base: arenaTop, count: countBefore, start: core.start,
      length: candidate.completion &- p[pareto] &- core.start,
      hash1: candidate.hash1, hash2: candidate.hash2)
    let behind = SubProblem<Value>(
      base: arenaTop &+ countBefore, count: core.count &- 1 &- countBefore,
      start: candidate.completion, length: core.end &- candidate.completion,
      hash1: core.hash1 ^ candidate.hash1 ^ word1[pareto],
      hash2: core.hash2 ^ candidate.hash2 ^ word2[pareto])
    let front = arena + before.base
    let back = arena + behind.base
    front.update(from: order, count: place)
    var f = place
    var b = 0
    var i = place &+ 1
    while i < limit {
      let rank = order[i]
      if rank <= threshold {
        front[f] = rank
        f &+= 1
      } else {
        back[b] = rank
        b &+= 1
      }
      i &+= 1
    }
    (back + b).update(from: order + limit, count: core.count &- limit)
    arenaTop &+= core.count &- 1
    return (before, behind)
  }

  /// What the memory knows: an exact value, or a lower bound (0 when nothing is known).
  @inline(__always)
  mutating func recall(_ sub: SubProblem<Value>) -> (value: Value, isExact: Bool) {
    if sub.count <= 2 { return (solveSmall(sub), true) }
    writeExactKey(sub)
    guard let known = memory.recall(sub.check, sub.tag, exactKey: exactKey) else {
      return (0, false)
    }
    statistics.hitCount &+= 1
    return (known.value, known.isExact)
  }

  @inline(__always)
  private mutating func remember(
    _ sub: SubProblem<Value>, _ value: Value, isExact: Bool, effort: Int
  ) {
    writeExactKey(sub)
    memory.store(
      sub.check, sub.tag, exactKey: exactKey, value: value, isExact: isExact, effort: effort)
  }

  /// Bit set and start time of a sub-problem, when exact keys are asked for.
  @inline(__always)
  private func writeExactKey(_ sub: SubProblem<Value>) {
    if memory.keyWords == 0 { return }
    exactKey.update(repeating: 0, count: wordCount)
    var i = 0
    while i < sub.count {
      let rank = Int(arena[sub.base &+ i])
      exactKey[rank >> 6] |= 1 << UInt64(truncatingIfNeeded: rank & 63)
      i &+= 1
    }
    exactKey[wordCount] = UInt64(truncatingIfNeeded: sub.start)
  }
}
