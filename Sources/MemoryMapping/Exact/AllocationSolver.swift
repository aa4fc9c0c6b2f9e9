import OptCore
import Synchronization

/// Solves static allocation exactly: the parts of the reduced instance, each by quick allocations and the exact search.
final class AllocationSolver: Sendable {
  /// What the search may miss when windows in gaps allow it.
  static let restriction = "ordered packings: no buffer lies both above and below another one"

  let session: SolveSession<MemoryInstance>
  let instance: AllocationInstance
  let parts: [PartSearch]
  private let source: String
  private let seed: UInt64
  private let threads: Int
  private let reduction: PackingReduction
  private let nodes = Atomic<Int>(0)
  private let isRestrictedFlag = Atomic<Bool>(false)
  /// Number of the part that was shown not to fit; -1 = none.
  private let refuted = Atomic<Int>(-1)
  /// Taken while offsets of several parts are put together.
  private let offering = Mutex(Int.max)

  init(
    _ session: SolveSession<MemoryInstance>, _ instance: AllocationInstance,
    _ request: SolveRequest<MemorySolution>, source: String
  ) {
    (self.session, self.instance, self.source) = (session, instance, source)
    (seed, threads) = (request.seed, max(1, request.threads))
    reduction = PackingReduction(instance.buffers)
    parts = reduction.parts.map { PartSearch($0, of: instance.buffers) }
  }

  /// Runs until a proof, the limits, or a work limit of nodes.
  func run() -> Termination {
    session.raise(bound: .integer(bound), from: "load")
    if let limit = instance.limit, bound > limit {
      session.prove(.infeasible)
      InfeasibleSubset.explain(instance, among: Array(instance.buffers.indices), in: session)
      return .proved
    }
    for part in parts {
      part.descend(mustStop: { session.stopReason != nil }, found: { offer() })
      if session.stopReason != nil { break }
    }
    offer()
    defer { note() }
    if let reason = session.stopReason { return reason }
    if goalIsMet { return .completed }
    return search()
  }

  /// The exact search on all threads.
  private func search() -> Termination {
    let end = Mutex(Termination.completed)
    // A level of the search takes about 400 bytes of the stack.
    let stack = 8 << 20 + 1024 * (parts.map(\.indices.count).max() ?? 0)
    ThreadTeam.run(
      threads + 1, stackBytes: stack,
      helper: { number in
        let worker = AllocationWorker(self, number: UInt64(number - 1), seed: self.seed)
        let reason = worker.run()
        if number == 1 { end.withLock { $0 = reason } }
      }, lead: {})
    explain()
    return session.stopReason ?? end.withLock { $0 }
  }

  /// A lower bound on the peak: of all parts together.
  var bound: Int { parts.reduce(reduction.bound) { max($0, $1.base + $1.bound) } }

  /// Whether nothing is left to do.
  var goalIsMet: Bool {
    guard let incumbent = session.incumbent?.objective.asInteger else { return false }
    return instance.goal == .fit || incumbent <= bound
  }

  /// The part that decides about the peak, or that does not fit yet; nil = none.
  func criticalPart() -> (number: Int, part: PartSearch)? {
    var best: (top: Int, number: Int)?
    for (number, part) in parts.enumerated() {
      let top = part.height.map { part.base + $0 } ?? .max
      if top > best?.top ?? .min { best = (top, number) }
    }
    guard let best, best.top > instance.limit ?? bound else { return nil }
    return (best.number, parts[best.number])
  }

  /// Counts nodes; whether the work limit is reached.
  func spend(_ count: Int) -> Bool {
    let sum = nodes.add(count, ordering: .relaxed).newValue
    return session.limits.work.map { sum >= $0 } ?? false
  }

  /// Offers what the parts have, if it is whole, fits and is better than before.
  func offer() {
    offering.withLock { least in
      var peak = reduction.placed.reduce(0) {
        max($0, $1.offset + instance.buffers[$1.buffer].size)
      }
      var offsets = [Int](repeating: 0, count: instance.buffers.count)
      for (buffer, offset) in reduction.placed { offsets[buffer] = offset }
      for part in parts {
        guard let height = part.height else { return }
        peak = max(peak, part.base + height)
        for (index, offset) in zip(part.indices, part.offsets) {
          offsets[index] = part.base + offset
        }
      }
      guard peak < least, peak <= instance.limit ?? .max else { return }
      least = peak
      // A fault is kept by the session and thrown at its end.
      _ = try? session.offer(.allocation(Allocation(offsets: offsets)), from: source)
    }
  }

  /// Takes what a search has refuted: a bound, infeasibility, or nothing where allocations may have been missed.
  ///
  /// - Returns: Why the run ends; nil = it goes on.
  func refute(_ part: PartSearch, _ height: Int, _ data: PackingData) -> Termination? {
    if data.mayInterlock {
      isRestrictedFlag.store(true, ordering: .relaxed)
      session.note("searched", .string(AllocationSolver.restriction))
      return .completed
    }
    part.raise(bound: (height / data.unit + 1) * data.unit)
    session.raise(bound: .integer(bound), from: source)
    if let limit = instance.limit, bound > limit {
      session.prove(.infeasible)
      let number = parts.firstIndex { $0 === part } ?? -1
      refuted.store(number, ordering: .relaxed)
      return .proved
    }
    return nil
  }

  /// Whether allocations may be left in which buffers interlock, and nothing else is.
  var isRestricted: Bool { isRestrictedFlag.load(ordering: .relaxed) }

  /// Whether no allocation exists.
  var isRefuted: Bool { refuted.load(ordering: .relaxed) >= 0 }

  /// Says which buffers do not fit where a part was refuted: of it and of what lies below it.
  private func explain() {
    guard isRefuted else { return }
    let part = parts[refuted.load(ordering: .relaxed)]
    let start = reduction.whole(part.indices, of: instance.buffers)
    let left = session.limits.work.map { $0 - nodes.load(ordering: .relaxed) }
    InfeasibleSubset.explain(instance, among: start, in: session, nodes: left)
  }

  private func note() {
    session.note("parts", .integer(parts.count))
    session.note("buffers_in_parts", .integer(parts.reduce(0) { $0 + $1.indices.count }))
    session.note("nodes", .integer(nodes.load(ordering: .relaxed)))
  }
}
