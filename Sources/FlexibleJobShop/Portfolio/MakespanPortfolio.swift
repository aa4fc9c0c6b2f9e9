import Modeling
import OptCore

/// The makespan without setups and downtimes: memetic search and constraint programming side by side.
///
/// With one thread they take turns; with more, constraint programming has one of them as long as models are not too large for it, and memetic
/// searches have the others. Every turn of constraint programming starts from the best schedule of all and has twice the time of the one before.
struct MakespanPortfolio {
  private let request: SolveRequest<ShopSchedule>
  private let session: SolveSession<FlexibleJobShopInstance>
  private let engine: (any Engine)?
  private let source = "auto"

  /// Models with more alternatives are left to the memetic search.
  private static let largestModel = 2500

  init(
    _ request: SolveRequest<ShopSchedule>, _ session: SolveSession<FlexibleJobShopInstance>,
    _ engines: EngineSet
  ) {
    self.request = request
    self.session = session
    let isSmall = session.instance.alternativeCount <= MakespanPortfolio.largestModel
    engine = isSmall ? engines.engines.first { $0.identity.id == "cp" } : nil
  }

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  func run() throws(SolveError) -> Termination {
    let instance = session.instance
    let stop = { session.stopReason != nil }
    let heads = ShopHeads(instance)
    let prices = LoadPrices(instance, heads: heads, rounds: 0, shouldStop: stop)
    session.raise(bound: .integer(prices.bound), from: "machine prices")
    let crew = MemeticCrew(
      session, MemeticSearch.Settings(instance), costs: prices.costs, source: "memetic")
    let counts = SearchCounts()
    let hasLimit = session.limits.time != nil
    @Sendable func search(_ number: Int) {
      let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
      crew.run(search, seed: request.seed &+ UInt64(number)) {
        !hasLimit && search.idleSteps > 300
      }
      counts.add(search)
    }
    let isShared = engine == nil || request.threads > 1
    if isShared {
      let helpers = engine == nil ? 1..<max(1, request.threads) : 1..<request.threads
      let threads = helpers.map { number in SystemThread { search(number) } }
      defer {
        for thread in threads { thread?.join() }
        counts.note(in: session)
      }
      raiseBounds()
      if engine == nil {
        search(0)
      } else {
        var turn = 2.0
        while session.stopReason == nil {
          try solve(for: turn)
          turn *= 2
          if !hasLimit, turn > 40 { break }
        }
      }
      return session.stopReason ?? .completed
    }
    return try alternate(crew, counts)
  }

  /// One thread: turns of both.
  private func alternate(_ crew: MemeticCrew, _ counts: SearchCounts) throws(SolveError)
    -> Termination
  {
    let search = crew.search(seed: request.seed)
    let hasLimit = session.limits.time != nil
    let total = session.limits.time ?? 60
    // The first turns are short: easy instances are over in them.
    var turn = min(1, total / 20)
    crew.run(search, seed: request.seed, until: until(turn, search))
    raiseBounds()
    while session.stopReason == nil {
      try solve(for: turn)
      if session.stopReason != nil { break }
      turn *= 2
      crew.run(search, seed: request.seed, until: until(turn, search))
      if !hasLimit, session.elapsed > total { break }
    }
    counts.add(search)
    counts.note(in: session)
    return session.stopReason ?? .completed
  }

  private func until(_ turn: Double, _ search: MemeticSearch) -> () -> Bool {
    let end = session.elapsed + turn
    return { session.elapsed >= end }
  }

  /// All bounds, as far as time allows: at most a tenth of the limit.
  private func raiseBounds() {
    let end = session.elapsed + (session.limits.time ?? 60) / 10
    _ = ShopBounds(session.instance).best(
      shouldStop: { session.stopReason != nil || session.elapsed > end },
      improved: { session.raise(bound: .integer($0.value), from: $0.source) })
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
