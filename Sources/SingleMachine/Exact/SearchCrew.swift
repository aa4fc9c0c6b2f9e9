import OptCore

/// The kernels of one search: a leader and, when the memory is shared, helpers that search the same root on
/// threads of their own.
///
/// All do the same search. What keeps them apart is that a position whose sub-problem another kernel is busy
/// with waits until the node's other positions are done (the idea of ABDADA, Weill 1996, from game trees), except for
/// the first position near the root; what one has found the others meet in the memory. The first to finish the root ends the search of all.
struct SearchCrew<Memory: SubProblemMemory> {
  typealias Value = Memory.Value
  typealias Kernel = DecompositionKernel<Memory>

  /// Searches alone, traces sequences and is the only one to ask the caller's stop check.
  var leader: Kernel
  private let helpers: UnsafeMutablePointer<Kernel>
  private let helperCount: Int
  private let stackBytes: Int

  /// - Parameters:
  ///   - count: kernels in all, at least 1; more than 1 needs a shared memory.
  ///   - p: processing times, `>= 0`.
  ///   - d: due dates, already clamped into `p[j]...sum(p)`.
  ///   - byteLimit: cap on the memory table; half of it is the cap on the leader's lists, and on those of all helpers.
  ///   - hashMask: bits of the hash words that count.
  /// - Returns: nil when the system has no memory for the leader's lists; helpers may be fewer than asked for.
  init?(
    _ count: Int, p: [Int], d: [Int], rules: TardinessSearch.Inferences, byteLimit: Int,
    hashMask: UInt64
  ) {
    guard
      let leader = Kernel(p: p, d: d, rules: rules, byteLimit: byteLimit, hashMask: hashMask)
    else { return nil }
    self.leader = leader
    helpers = .allocate(capacity: max(1, count))
    stackBytes = LargeStack.bytes(jobCount: p.count)
    var filled = 0
    while filled + 1 < count, let memory = leader.memory.another,
      let helper = Kernel(
        p: p, d: d, rules: rules, byteLimit: byteLimit / count, hashMask: hashMask, memory: memory)
    {
      (helpers + filled).initialize(to: helper)
      filled += 1
    }
    helperCount = filled
  }

  func deallocate() {
    for i in 0..<helperCount {
      // The prices are the leader's.
      helpers[i].prices = nil
      helpers[i].deallocate()
    }
    helpers.deinitialize(count: helperCount)
    helpers.deallocate()
    leader.deallocate()
  }

  /// Searches the root up to a limit.
  ///
  /// - Parameter alone: whether only the leader searches.
  /// - Returns: the answer of `DecompositionKernel.solve`, nil when no kernel completed the search; then `leader.ending`
  ///   says why.
  mutating func solve(limit: Value, alone: Bool) -> Value? {
    leader.memory.beginSearch()
    let active = alone ? 0 : helperCount
    for i in 0..<active {
      helpers[i].prices = leader.prices
      helpers[i].nodeAllowance = leader.nodeAllowance
      helpers[i].nodeLimit = leader.nodeLimit
    }
    let answers = UnsafeMutablePointer<Value?>.allocate(capacity: active + 1)
    answers.initialize(repeating: nil, count: active + 1)
    defer { answers.deallocate() }
    let helpers = helpers
    ThreadTeam.run(active + 1, stackBytes: stackBytes) { index in
      answers[index] = helpers[index - 1].takePart(limit: limit)
    } lead: {
      answers[0] = leader.takePart(limit: limit)
    }
    var found: Value?
    for i in 0...active { found = found ?? answers[i] }
    for i in 0..<active where leader.ending == .overtaken { leader.ending = helpers[i].ending }
    if found != nil { leader.ending = .completed }
    return found
  }

  /// Sums over all kernels.
  var statistics: TardinessSearch.Statistics {
    var sum = leader.statistics
    var (evictionCount, collisionCount) = (
      leader.memory.evictionCount, leader.memory.collisionCount
    )
    for i in 0..<helperCount {
      let kernel = helpers[i]
      sum.nodeCount += kernel.statistics.nodeCount
      sum.helperNodeCount += kernel.statistics.nodeCount
      sum.expandedCount += kernel.statistics.expandedCount
      sum.scanCount += kernel.statistics.scanCount
      sum.hitCount += kernel.statistics.hitCount
      evictionCount += kernel.memory.evictionCount
      collisionCount += kernel.memory.collisionCount
    }
    sum.entryCount = leader.memory.entryCount
    sum.evictionCount = evictionCount
    sum.collisionCount = collisionCount
    return sum
  }
}

extension DecompositionKernel {
  /// Searches the root together with the kernels that share the memory.
  ///
  /// - Returns: nil when the search was given up; `ending` says why.
  mutating func takePart(limit: Value) -> Value? {
    ending = .completed
    memory.join()
    let root = makeRoot()
    let value = solve(root, limit: limit)
    _ = countNodes()
    if ending != .overtaken { memory.endSearch() }
    memory.leave()
    return ending == .completed ? value : nil
  }
}
