import OptCore

/// One thread of the exact search: takes the critical part, runs a piece of search on it, and tells what came out.
final class AllocationWorker {
  private let solver: AllocationSolver
  private let number: UInt64
  private let seed: UInt64
  private var stream: RandomStream
  private var searches: [PackingSearch?]
  private var descents: [WindowDescent?]
  /// By part: the height that systematic runs were for.
  private var systematicHeights: [Int?]

  init(_ solver: AllocationSolver, number: UInt64, seed: UInt64) {
    (self.solver, self.number, self.seed) = (solver, number, seed)
    stream = RandomStream(seed: seed, worker: 1000 + number)
    searches = [PackingSearch?](repeating: nil, count: solver.parts.count)
    descents = [WindowDescent?](repeating: nil, count: solver.parts.count)
    systematicHeights = [Int?](repeating: nil, count: solver.parts.count)
  }

  /// Runs until nothing is left, or the limits say stop.
  func run() -> Termination {
    while let (number, part) = solver.criticalPart() {
      if let reason = solver.session.stopReason { return reason }
      if solver.isRefuted { return .proved }
      guard let data = part.prepared() else {
        solver.session.note("exact_search", .string("a part is too large for it"))
        return .completed
      }
      let search =
        searches[number]
        ?? PackingSearch(data, buffers: part.buffers, seed: seed, worker: self.number)
      searches[number] = search
      if descendIsNext(number, search), let best = part.best {
        if let end = descend(number, part, data, best) { return end }
      } else if let end = step(number, part, data, search) {
        return end
      }
    }
    return solver.instance.goal == .fit ? .completed : .proved
  }

  /// Windows take turns with the search, with a third of the nodes, where buffers have neither gaps nor fixed offsets.
  private func descendIsNext(_ number: Int, _ search: PackingSearch) -> Bool {
    2 * (descents[number]?.nodes ?? 0) <= search.nodes && search.nodes > 0
  }

  /// Some windows of the best allocation anew; nil = go on.
  private func descend(
    _ number: Int, _ part: PartSearch, _ data: PackingData, _ best: (height: Int, offsets: [Int])
  ) -> Termination? {
    let descent =
      descents[number]
      ?? WindowDescent(
        part.buffers, offsets: best.offsets, unit: data.unit, seed: seed, worker: self.number)
    descents[number] = descent
    let session = solver.session
    let least =
      solver.instance.limit.map { $0 - part.base }
      ?? max(
        part.bound, solver.bound - part.base)
    let before = descent.nodes
    if descent.lower(best, least: least, mustStop: { session.stopReason != nil }) {
      part.offer(descent.offsets)
      solver.offer()
    }
    return solver.spend(max(1, descent.nodes - before)) ? session.stopReason ?? .workLimit : nil
  }

  /// One run of the search; nil = go on.
  private func step(
    _ number: Int, _ part: PartSearch, _ data: PackingData, _ search: PackingSearch
  ) -> Termination? {
    let height = target(part, data, isSystematic: search.isSystematicNext)
    if search.isSystematicNext, systematicHeights[number] != height {
      systematicHeights[number] = height
      search.restartSystematic()
    }
    let session = solver.session
    let before = search.nodes
    let limit = session.limits.work.map { max(1, $0) }
    let answer = search.next(capacity: height / data.unit, nodeLimit: limit) {
      session.stopReason != nil || part.isSettled(height)
    }
    let isSpent = solver.spend(search.nodes - before)
    switch answer.outcome {
    case .found:
      part.offer(answer.offsets.map { $0 * data.unit })
      solver.offer()
    case .refuted:
      if !part.isSettled(height), let end = solver.refute(part, height, data) { return end }
    case .limit: break
    }
    return isSpent ? session.stopReason ?? .workLimit : nil
  }

  /// The height that is looked for: the capacity; else the least one that is open, or for random runs any between it and the best.
  private func target(_ part: PartSearch, _ data: PackingData, isSystematic: Bool) -> Int {
    if let limit = solver.instance.limit { return limit - part.base }
    guard let best = part.height else {
      return part.buffers.reduce(0) { $0 + $1.size + $1.alignment }
        + (part.buffers.map { ($0.fixedOffset ?? 0) + $0.size }.max() ?? 0)
    }
    let least = max(part.bound, solver.bound - part.base)
    if isSystematic && number == 0 { return least }
    let steps = max(1, (best - 1) / data.unit - least / data.unit + 1)
    return least + stream.below(steps) * data.unit
  }
}
