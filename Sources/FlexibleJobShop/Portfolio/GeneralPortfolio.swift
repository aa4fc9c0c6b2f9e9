import Modeling
import OptCore

/// What is done for other objectives than the makespan, and with setups or downtimes: dispatching, bounds, then annealing and
/// constraint programming side by side.
///
/// With one thread they take turns; with more, constraint programming has one of them as long as models are not too large for it, and
/// annealing has the others. Every turn of constraint programming starts from the best schedule of all and has twice the time of the one before.
struct GeneralPortfolio {
  private let request: SolveRequest<ShopSchedule>
  private let session: SolveSession<FlexibleJobShopInstance>
  private let engine: (any Engine)?
  private let source = "annealing"

  /// Models with more alternatives are left to annealing.
  private static let largestModel = 2500
  /// Cycles of annealing where no limit is given.
  private static let usualCycles = 6
  /// Cycles before constraint programming has its first turn.
  private static let firstCycles = 3

  init(
    _ request: SolveRequest<ShopSchedule>, _ session: SolveSession<FlexibleJobShopInstance>,
    _ engines: EngineSet
  ) {
    self.request = request
    self.session = session
    let isSmall = session.instance.alternativeCount <= GeneralPortfolio.largestModel
    engine = isSmall ? engines.engines.first { $0.identity.id == "cp" } : nil
  }

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  func run() throws(SolveError) -> Termination {
    var pool = DispatchPool(session, seed: request.seed)
    if let reason = try pool.tryAll() { return reason }
    let bound = ShopBounds(session.instance).best(shouldStop: { session.stopReason != nil })
    session.raise(bound: .integer(bound.value), from: bound.source)
    if let reason = session.stopReason { return reason }
    let crew = AnnealingCrew(session, AnnealingSearch.Settings(), source: source)
    return engine != nil && request.threads <= 1
      ? try alternate(crew) : try share(crew)
  }

  /// Threads of their own.
  private func share(_ crew: AnnealingCrew) throws(SolveError) -> Termination {
    let hasLimit = session.limits.time != nil
    @Sendable func search(_ number: Int) {
      let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
      crew.run(search) { !hasLimit && search.cycles >= GeneralPortfolio.usualCycles }
      crew.note(search)
    }
    let threads = (1..<max(1, request.threads)).map { number in SystemThread { search(number) } }
    defer { for thread in threads { thread?.join() } }
    if engine == nil {
      search(0)
      return session.stopReason ?? .completed
    }
    var turn = 2.0
    while session.stopReason == nil {
      try solve(for: turn)
      turn *= 2
      if !hasLimit, turn > 40 { break }
    }
    return session.stopReason ?? .completed
  }

  /// One thread: turns of both.
  private func alternate(_ crew: AnnealingCrew) throws(SolveError) -> Termination {
    let search = crew.search(seed: request.seed)
    let hasLimit = session.limits.time != nil
    let total = session.limits.time ?? 60
    // The first turns are short: easy instances are over in them.
    var turn = min(1, total / 20)
    var cycles = GeneralPortfolio.firstCycles
    while session.stopReason == nil {
      let end = session.elapsed + turn
      crew.run(search) { [session, cycles] in
        session.elapsed >= end || search.cycles >= cycles
      }
      cycles = .max
      if session.stopReason != nil { break }
      try solve(for: turn)
      turn *= 2
      if !hasLimit, session.elapsed > total { break }
    }
    crew.note(search)
    return session.stopReason ?? .completed
  }

  /// A turn of constraint programming.
  private func solve(for seconds: Double) throws(SolveError) {
    guard let engine else { return }
    let method = CPMethod(engines: EngineSet([engine]))
    let other = try AutoMethod.request(request, for: method.description)
    let run = try ShopEngineRun(engine, other, session, source: "cp")
    _ = try run.run(
      IntervalFormulation(ShopModelOptions(other.parameters)), for: seconds, threads: 1)
  }
}
