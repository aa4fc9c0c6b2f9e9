import Modeling
import OptCore
import Synchronization

/// The portfolio for programs: local search for mappings, prices and then an engine for bounds; at the same time where there are threads for it.
struct MappingPortfolio: Sendable {
  let instance: MappingInstance
  let engines: EngineSet
  let request: SolveRequest<MemorySolution>
  let session: SolveSession<MemoryInstance>
  let source: String

  /// Seconds without a limit after which the next part has its turn, on one thread.
  private static let turn = 10.0

  /// Runs until a proof or the limits.
  ///
  /// - Throws: `SolveError` when a mapping is wrong or an engine fails.
  func run() throws(SolveError) -> Termination {
    if session.limits.work != nil { return try byWork() }
    // Small programs are proven at once.
    var prices = PriceImprovement(instance)
    let limit = session.remaining
    let start = XLAGreedyMethod()
    _ = try start.run(try request.passed(to: start.description), in: session)
    price(&prices, seconds: min(0.5, limit.map { 0.05 * $0 } ?? 0.5))
    if let reason = session.stopReason { return reason }
    if request.threads > 1 { return try onThreads(prices) }
    try search(until: session.elapsed + (limit.map { 0.3 * $0 } ?? Self.turn), seed: request.seed)
    if let reason = session.stopReason { return reason }
    price(&prices, seconds: limit.map { 0.2 * $0 } ?? Self.turn)
    if let reason = session.stopReason { return reason }
    return try solve()
  }

  /// Under a work limit no part looks at the clock: evaluations of local search, then as many of prices.
  private func byWork() throws(SolveError) -> Termination {
    try search(until: nil, seed: request.seed)
    if let reason = session.stopReason { return reason }
    var prices = PriceImprovement(instance)
    price(&prices, seconds: nil)
    return session.stopReason ?? .workLimit
  }

  /// Local search here, bounds on another thread.
  private func onThreads(_ prices: PriceImprovement) throws(SolveError) -> Termination {
    let fault = Mutex<SolveError?>(nil)
    let end = Mutex<Termination?>(nil)
    func keeping(_ body: () throws(SolveError) -> Void) {
      do throws(SolveError) { try body() } catch { fault.withLock { $0 = $0 ?? error } }
    }
    ThreadTeam.run(
      2, stackBytes: 8 << 20,
      helper: { _ in
        keeping { () throws(SolveError) in
          var prices = prices
          price(&prices, seconds: session.remaining.map { 0.25 * $0 })
          if session.stopReason == nil {
            let reason = try solve()
            end.withLock { $0 = reason }
          }
        }
      },
      lead: {
        keeping { () throws(SolveError) in
          var seed = request.seed
          // Ends with the engine, or with the limits.
          while session.stopReason == nil, end.withLock({ $0 }) == nil,
            fault.withLock({ $0 }) == nil
          {
            try search(until: nil, seed: seed)
            seed &+= 1_000_003
          }
        }
      })
    if let fault = fault.withLock({ $0 }) { throw fault }
    return session.stopReason ?? end.withLock { $0 } ?? .completed
  }

  private func search(until end: Double?, seed: UInt64) throws(SolveError) {
    _ = try LocalSearchMethod.map(instance, seed: seed, in: session, until: end, source: source)
  }

  private func price(_ prices: inout PriceImprovement, seconds: Double?) {
    _ = prices.raise(in: session, seconds: seconds, from: "prices")
  }

  /// The model of selections, where an engine is there and the model is not too large for it; else local search goes on.
  private func solve() throws(SolveError) -> Termination {
    let method = MIPMethod(engines: engines)
    let accesses = instance.tensors.reduce(0) { $0 + $1.accesses.count }
    guard !engines.descriptions.isEmpty, accesses * instance.instructions.count <= 60_000 else {
      session.note("model", .string("none: no engine, or too large for one"))
      guard request.threads <= 1 else { return .completed }
      try search(until: nil, seed: request.seed &+ 1)
      return session.stopReason ?? .completed
    }
    return try method.run(try request.passed(to: method.description), in: session)
  }
}
