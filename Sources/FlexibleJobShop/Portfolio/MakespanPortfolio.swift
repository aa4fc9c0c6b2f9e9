import EngineCP
import Modeling
import OptCore
import Synchronization

/// The makespan without setups and downtimes: memetic search and constraint programming side by side.
///
/// Constraint programming has one thread as long as models are not too large for it, memetic searches have the others; with
/// one thread the two take turns. Each starts from and goes on with the best schedule of all.
struct MakespanPortfolio {
  private let request: SolveRequest<ShopSchedule>
  private let session: SolveSession<FlexibleJobShopInstance>
  private let crew: MemeticCrew
  private let counts = SearchCounts()

  /// Models with more alternatives are left to the memetic search.
  private static let largestModel = 5000
  /// Work where no limit is given: conflicts, and steps of a memetic search without a better schedule.
  private static let usualConflicts = 50_000
  private static let usualSteps = 300

  init(
    _ request: SolveRequest<ShopSchedule>, _ session: SolveSession<FlexibleJobShopInstance>
  ) {
    self.request = request
    self.session = session
    let instance = session.instance
    let prices = LoadPrices(
      instance, heads: ShopHeads(instance), rounds: 0,
      shouldStop: { session.stopReason != nil })
    session.raise(bound: .integer(prices.bound), from: "machine prices")
    crew = MemeticCrew(
      session, MemeticSearch.Settings(instance), costs: prices.costs, source: "memetic")
  }

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  func run() throws(SolveError) -> Termination {
    let usesEngine = session.instance.alternativeCount <= MakespanPortfolio.largestModel
    let turns = usesEngine && request.threads == 1 ? Turns(length: 0.1) : nil
    let searches = usesEngine ? max(1, request.threads - 1) : max(1, request.threads)
    let fault = Mutex<SolveError?>(nil)
    var threads: [SystemThread?] = []
    if usesEngine {
      threads.append(
        SystemThread { [self] in
          do throws(SolveError) {
            try prove(turns)
          } catch {
            fault.withLock { $0 = error }
          }
          turns?.end()
        })
    }
    for number in 1..<max(1, searches) {
      threads.append(SystemThread { [self] in search(number, nil) })
    }
    if !usesEngine { raiseBounds() }
    search(0, turns)
    turns?.end()
    for thread in threads { thread?.join() }
    counts.note(in: session)
    if let fault = fault.withLock({ $0 }) { throw fault }
    return session.stopReason ?? .completed
  }

  /// One memetic search; with turns it works only in its own.
  private func search(_ number: Int, _ turns: Turns?) {
    let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
    let session = session
    let hasLimit = session.limits.time != nil
    crew.run(search, seed: request.seed &+ UInt64(number)) {
      if let turns, turns.isOver(for: .first) {
        turns.wait(.first, until: { session.stopReason != nil })
      }
      return !hasLimit && search.idleSteps > MakespanPortfolio.usualSteps
    }
    counts.add(search)
  }

  /// Bounds, then constraint programming to the end.
  private func prove(_ turns: Turns?) throws(SolveError) {
    let session = session
    let stop = { @Sendable in session.stopReason != nil }
    turns?.wait(.second, until: stop)
    raiseBounds()
    let engine = CPEngine()
    let method = CPMethod(engines: EngineSet([engine]))
    let other = try AutoMethod.request(request, for: method.description)
    let run = try ShopEngineRun(engine, other, session, source: "cp")
    _ = try run.run(
      IntervalFormulation(ShopModelOptions(other.parameters)), threads: 1,
      conflicts: session.limits.time == nil ? MakespanPortfolio.usualConflicts : nil,
      pause: {
        if let turns, turns.isOver(for: .second) { turns.wait(.second, until: stop) }
      })
  }

  /// All bounds, as far as time allows: at most a tenth of the limit.
  private func raiseBounds() {
    let end = session.elapsed + (session.limits.time ?? 60) / 10
    _ = ShopBounds(session.instance).best(
      shouldStop: { session.stopReason != nil || session.elapsed > end },
      improved: { session.raise(bound: .integer($0.value), from: $0.source) })
  }
}
