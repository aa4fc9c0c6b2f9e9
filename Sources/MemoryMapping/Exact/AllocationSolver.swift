import OptCore

/// Solves static allocation exactly: the parts of the reduced instance, each by quick allocations and the exact search.
struct AllocationSolver {
  /// What buffers in windows of others are left out of.
  static let restriction = "ordered packings: no buffer lies both above and below another one"

  private let session: SolveSession<MemoryInstance>
  private let instance: AllocationInstance
  private let source: String
  private let reduction: PackingReduction
  private let parts: [PartSearch]
  private let limit: Int?

  init(
    _ session: SolveSession<MemoryInstance>, _ instance: AllocationInstance, seed: UInt64,
    source: String
  ) {
    (self.session, self.instance, self.source) = (session, instance, source)
    limit = session.limits.work
    let reduction = PackingReduction(instance.buffers)
    self.reduction = reduction
    parts = reduction.parts.map { PartSearch($0, of: instance.buffers, seed: seed) }
  }

  /// Runs until a proof, the limits, or a work limit of nodes.
  ///
  /// - Throws: `SolveError` when a solution is refused by its check.
  func run() throws(SolveError) -> Termination {
    session.raise(bound: .integer(bound), from: "load")
    if let limit = instance.limit, bound > limit {
      session.prove(.infeasible)
      return .proved
    }
    for part in parts { part.descend { session.stopReason != nil } }
    try offer()
    if let reason = session.stopReason { return reason }
    let end = instance.goal == .fit ? try fit() : try lower()
    session.note("parts", .integer(parts.count))
    session.note("buffers_in_parts", .integer(parts.reduce(0) { $0 + $1.indices.count }))
    session.note("nodes", .integer(nodes))
    return end
  }

  private var nodes: Int { parts.reduce(0) { $0 + $1.nodes } }

  /// The bound of all parts together.
  private var bound: Int {
    parts.reduce(reduction.bound) { max($0, $1.base + $1.bound) }
  }

  /// The peak of the best allocations of all parts; nil when one has none.
  private var peak: Int? {
    var peak = reduction.placed.reduce(0) { max($0, $1.offset + instance.buffers[$1.buffer].size) }
    for part in parts {
      guard let best = part.best else { return nil }
      peak = max(peak, part.base + best.height)
    }
    return peak
  }

  /// Offers what the parts have, if it is whole and fits.
  private func offer() throws(SolveError) {
    guard let peak, peak <= instance.limit ?? .max,
      session.incumbent.map({ .integer(peak) < $0.objective }) ?? true
    else { return }
    var offsets = [Int](repeating: 0, count: instance.buffers.count)
    for (buffer, offset) in reduction.placed { offsets[buffer] = offset }
    for part in parts {
      guard let best = part.best else { return }
      for (index, offset) in zip(part.indices, best.offsets) { offsets[index] = part.base + offset }
    }
    try session.offer(.allocation(Allocation(offsets: offsets)), from: source)
  }

  private func raise(_ part: PartSearch) {
    if part.mayInterlock {
      session.restrict(to: AllocationSolver.restriction)
    } else {
      session.raise(bound: .integer(bound), from: source)
    }
  }

  /// Puts every part below the capacity.
  private func fit() throws(SolveError) -> Termination {
    guard let capacity = instance.limit, session.incumbent == nil else { return .completed }
    for part in parts {
      let left = limit.map { $0 - nodes }
      switch part.decide(
        capacity - part.base, nodeLimit: left, mustStop: { session.stopReason != nil })
      {
      case .found: continue
      case .refuted:
        if part.mayInterlock {
          session.restrict(to: AllocationSolver.restriction)
          return .completed
        }
        session.raise(bound: .integer(bound), from: source)
        session.prove(.infeasible)
        return .proved
      case .limit: return session.stopReason ?? .workLimit
      }
    }
    try offer()
    return .completed
  }

  /// Lowers the highest part until its height is proven to be needed.
  private func lower() throws(SolveError) -> Termination {
    var effort = 20_000
    while true {
      guard let part = parts.max(by: { top($0) < top($1) }) else { return .proved }
      if part.base + (part.best?.height ?? .max / 2) <= bound { return .proved }
      let end = try lower(part, effort: effort)
      if let end { return end }
      effort *= 2
    }
  }

  private func top(_ part: PartSearch) -> Int { part.base + (part.best?.height ?? .max / 4) }

  /// One round: the bound first, then heights between it and the best by halves; nil = the part may be tried again with more effort.
  private func lower(_ part: PartSearch, effort: Int) throws(SolveError) -> Termination? {
    /// The greatest height that was too hard in this round.
    var hard: Int?
    while true {
      if let reason = session.stopReason { return reason }
      if let limit, nodes >= limit { return .workLimit }
      let least = max(part.bound, bound - part.base)
      guard let best = part.best?.height else {
        return try first(part)
      }
      if best <= least { return nil }
      let target = hard.map { $0 + (best - $0) / 2 } ?? least
      if let hard, target / part.unit <= hard / part.unit { return nil }
      let left = limit.map { min(effort, $0 - nodes) } ?? effort
      switch part.decide(target, nodeLimit: left, mustStop: { session.stopReason != nil }) {
      case .found: try offer()
      case .refuted:
        if part.mayInterlock {
          session.restrict(to: AllocationSolver.restriction)
          return .completed
        }
        session.raise(bound: .integer(bound), from: source)
      case .limit:
        if let obstacle = part.obstacle {
          session.note("exact_search", .string(obstacle))
          return .completed
        }
        hard = target
      }
    }
  }

  /// A first allocation of a part with gaps or fixed offsets: any height does.
  private func first(_ part: PartSearch) throws(SolveError) -> Termination? {
    let sum = part.buffers.reduce(0) { $0 + $1.size + $1.alignment }
    let fixed = part.buffers.map { ($0.fixedOffset ?? 0) + $0.size }.max() ?? 0
    switch part.decide(sum + fixed, nodeLimit: limit, mustStop: { session.stopReason != nil }) {
    case .found:
      try offer()
      return nil
    case .refuted:
      guard !part.mayInterlock else {
        session.restrict(to: AllocationSolver.restriction)
        return .completed
      }
      session.prove(.infeasible)
      return .proved
    case .limit: return session.stopReason ?? .workLimit
    }
  }
}
