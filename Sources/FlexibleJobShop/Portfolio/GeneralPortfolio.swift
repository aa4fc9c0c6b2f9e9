import OptCore

/// What is done for other objectives than the makespan, and with setups or downtimes: dispatching, bounds, then annealing and
/// constraint programming side by side.
struct GeneralPortfolio {
  let request: SolveRequest<ShopSchedule>
  let session: SolveSession<FlexibleJobShopInstance>

  /// Cycles of annealing where no limit is given.
  private static let usualCycles = 6

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  func run() throws(SolveError) -> Termination {
    if session.instance.objective != .makespan {
      // They take no time.
      let bound = ShopBounds(session.instance).best()
      session.raise(bound: .integer(bound.value), from: bound.source)
    }
    var pool = DispatchPool(session, seed: request.seed)
    // At most a tenth of the time; there is a schedule after the first rule.
    pool.deadline = session.limits.time.map { $0 / 10 }
    _ = try pool.tryAll()
    if let reason = session.stopReason { return reason }
    let crew = AnnealingCrew(session, AnnealingSearch.Settings(), source: "annealing")
    let (request, session) = (request, session)
    let both = SideBySide(request: request, session: session, largestModel: 2500)
    return try both.run { number, pause in
      let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
      let hasLimit = session.limits.time != nil
      crew.run(search) {
        pause()
        return !hasLimit && search.cycles >= GeneralPortfolio.usualCycles
      }
      crew.note(search)
    }
  }
}
