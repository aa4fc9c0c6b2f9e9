extension DecompositionKernel {
  /// The sub-problem of all jobs, from time 0. Its list takes the first places of the arena.
  mutating func makeRoot() -> SubProblem<Value> {
    let n = jobCount
    var root = SubProblem<Value>(base: 0, count: n, start: 0, length: 0, hash1: 0, hash2: 0)
    let byDue = (0..<n).sorted { (d[$0], $0) < (d[$1], $1) }
    for (place, rank) in byDue.enumerated() {
      arena[place] = Int32(truncatingIfNeeded: rank)
      root.length += p[rank]
      root.hash1 ^= word1[rank]
      root.hash2 ^= word2[rank]
    }
    arenaTop = n
    candidateTop = 0
    return root
  }

  /// An optimal sequence (original ids), read off the memory by descending again.
  ///
  /// - Parameter value: the proven optimum of the root.
  /// - Returns: nil when the run was stopped meanwhile, or the memory contradicts itself; `ending` says which.
  mutating func sequence(value: Value) -> [Int]? {
    let root = makeRoot()
    var places = [Int](repeating: 0, count: jobCount)
    memory.beginSearch()
    memory.join()
    trace(root, value: value, into: &places, from: 0)
    memory.leave()
    return ending == .completed ? places.map { ids[$0] } : nil
  }

  /// Writes an optimal order of a sub-problem to `places[first...]`.
  private mutating func trace(
    _ sub: SubProblem<Value>, value: Value, into places: inout [Int], from first: Int
  ) {
    guard ending == .completed, sub.count > 0 else { return }
    let savedTop = arenaTop
    defer { arenaTop = savedTop }
    let node = prepare(sub)
    let core = node.core
    for i in core.count..<sub.count { places[first + i] = Int(arena[core.base + i]) }
    if core.count <= 2 {
      traceSmall(core, into: &places, from: first)
      return
    }
    if case .solved = inspect(core) {
      for i in 0..<core.count { places[first + i] = Int(arena[core.base + i]) }
      return
    }
    let target = value - node.peeled
    let bound = prices?.bound(arena + core.base, core.count, from: core.start, to: core.end)
    let savedCandidates = candidateTop
    defer { candidateTop = savedCandidates }
    // A beam may miss its own value after losing memory entries: keep all its positions.
    let limit = beamWidth == .max ? target : .max
    let branching = chooseBranching(ScanContext(core: core, bound: bound, limit: limit))
    candidateTop = branching.first + branching.count
    let pareto = Int(arena[core.base + branching.place])
    guard let candidate = position(in: branching, of: core, target: target) else {
      if ending == .completed { ending = .contradicted }
      return
    }
    let (before, behind) = split(core, branching.place, candidate)
    let left = solve(before, limit: target)
    let right = solve(behind, limit: target)
    trace(before, value: left, into: &places, from: first)
    places[first + before.count] = pareto
    trace(behind, value: right, into: &places, from: first + before.count + 1)
  }

  /// The position that reaches the node's value. A beam whose memory lost entries may not find it
  /// again: then the best position it has.
  private mutating func position(
    in branching: Branching<Value>, of core: SubProblem<Value>, target: Value
  ) -> Candidate<Value>? {
    var best: (value: Value, candidate: Candidate<Value>)?
    for k in branching.first..<(branching.first + branching.count) {
      let candidate = candidates[k]
      let value = evaluate(candidate, core, branching.place, limit: target)
      guard ending == .completed else { return nil }
      if value <= target { return candidate }
      if best.map({ value < $0.value }) ?? true { best = (value, candidate) }
    }
    return best?.candidate
  }

  private func traceSmall(
    _ core: SubProblem<Value>, into places: inout [Int], from first: Int
  ) {
    guard core.count > 0 else { return }
    let i = Int(arena[core.base])
    places[first] = i
    guard core.count == 2 else { return }
    let j = Int(arena[core.base + 1])
    let forwards = tardiness(core.start + p[i], i) + tardiness(core.end, j)
    let backwards = tardiness(core.start + p[j], j) + tardiness(core.end, i)
    (places[first], places[first + 1]) = forwards <= backwards ? (i, j) : (j, i)
  }
}
