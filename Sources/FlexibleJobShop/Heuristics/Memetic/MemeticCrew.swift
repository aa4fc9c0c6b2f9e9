import OptCore

/// Memetic searches on several threads that tell each other their best schedules.
final class MemeticCrew: Sendable {
  private let session: SolveSession<FlexibleJobShopInstance>
  private let shop: FlatShop
  private let settings: MemeticSearch.Settings
  private let costs: [Double]?
  private let elite = SharedElite()
  private let source: String
  /// What the run was given to begin with.
  private let given: ShopSchedule?

  /// - Parameters:
  ///   - costs: by alternative its priced duration, for the schedules to begin with.
  ///   - given: a schedule to begin with.
  ///   - source: who finds what is found.
  private init(
    _ session: SolveSession<FlexibleJobShopInstance>, _ settings: MemeticSearch.Settings,
    costs: [Double]?, given: ShopSchedule?, source: String
  ) {
    self.session = session
    self.settings = settings
    self.costs = costs
    self.source = source
    self.given = given
    shop = FlatShop(session.instance, costs: costs)
  }

  /// Gives the session a bound and, however soon its limit comes, a schedule.
  ///
  /// - Returns: the crew that improves on it.
  /// - Complexity: O(A) for the schedule, some dozens of passes over the A alternatives for the bound.
  static func begin(
    in session: SolveSession<FlexibleJobShopInstance>, _ settings: MemeticSearch.Settings,
    source: String
  ) throws(SolveError) -> MemeticCrew {
    let given = session.incumbent?.solution
    if given == nil {
      let dispatcher = ShopDispatcher(session.instance)
      var random = RandomStream(seed: 0)
      if dispatcher.run(DispatchRule(.mwkr, .nonDelay), random: &random) != nil {
        try session.offer(dispatcher.schedule(), from: source)
      }
    }
    let prices = LoadPrices(
      session.instance, heads: ShopHeads(session.instance), rounds: 0,
      shouldStop: { session.stopReason != nil })
    session.raise(bound: .integer(prices.bound), from: "machine prices")
    return MemeticCrew(session, settings, costs: prices.costs, given: given, source: source)
  }

  /// Why the method cannot work on an instance; nil when it can.
  static func obstacle(on instance: FlexibleJobShopInstance) -> String? {
    if instance.objective != .makespan { return "it minimises the makespan only" }
    if instance.conditions.setup != nil { return "it knows no setups" }
    if !instance.conditions.downtimes.isEmpty { return "it knows no downtimes" }
    return nil
  }

  /// One search, to be run by one thread.
  func search(seed: UInt64) -> MemeticSearch {
    MemeticSearch(shop, settings: settings, seed: seed)
  }

  /// Runs a search on each of some threads, this one among them, and notes what they have done.
  ///
  /// - Parameters:
  ///   - threads: at least 1.
  ///   - seed: of the first search; the others follow from it.
  ///   - stop: a reason for a search to stop besides the session's.
  func run(threads: Int, seed: UInt64, until stop: @escaping @Sendable (MemeticSearch) -> Bool) {
    let counts = SearchCounts()
    @Sendable func run(_ number: Int) {
      let search = self.search(seed: seed &+ UInt64(number) &* 7919)
      self.run(search, seed: seed &+ UInt64(number)) { stop(search) }
      counts.add(search)
    }
    let others = (1..<max(1, threads)).map { number in SystemThread { run(number) } }
    run(0)
    for thread in others { thread?.join() }
    counts.note(in: session)
  }

  /// Runs a search on this thread until the session stops it, or it is told to.
  ///
  /// - Parameters:
  ///   - search: one of this crew's.
  ///   - seed: for the schedules to begin with.
  ///   - stop: a reason to stop besides the session's.
  func run(_ search: MemeticSearch, seed: UInt64, until stop: @escaping () -> Bool) {
    guard shop.count > 0 else {
      // There is one schedule, with nothing in it.
      _ = try? session.offer(ShopSchedule(machines: [], starts: []), from: source)
      return
    }
    var starts = StartSchedules(
      session.instance, costs: costs, slacks: settings.startSlacks, seed: seed)
    let graph = ShopGraph(shop)
    let (session, shop, elite, given, source) = (session, shop, elite, given, source)
    let world = MemeticSearch.World(
      goal: { session.bound?.asInteger ?? 0 },
      stop: { session.stopReason != nil || stop() },
      start: { n in
        if n > 0 { return Individual(starts.next(), shop, in: graph) }
        let first = starts.best(until: { session.stopReason != nil || stop() })
        return Individual(given ?? first, shop, in: graph)
      },
      found: { individual in
        elite.offer(individual)
        // A fault is kept by the session and thrown at its end.
        _ = try? session.offer(individual.schedule, from: source)
      },
      better: { makespan in
        if let other = elite.better(than: makespan) { return other }
        guard let incumbent = session.incumbent, let value = incumbent.objective.asInteger,
          value < makespan
        else { return nil }
        return Individual(incumbent.solution, shop, in: graph)
      })
    search.run(world)
  }
}

extension Individual {
  /// The schedule.
  var schedule: ShopSchedule { ShopSchedule(machines: machines.map(Int.init), starts: heads) }
}
