import OptCore

/// The makespan without setups and downtimes: bounds, then memetic search and constraint programming side by side.
struct MakespanPortfolio {
  let request: SolveRequest<ShopSchedule>
  let session: SolveSession<FlexibleJobShopInstance>

  /// Steps without a better schedule where no limit is given.
  private static let usualSteps = 300

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  func run() throws(SolveError) -> Termination {
    let (request, session) = (request, session)
    let crew = try MemeticCrew.begin(
      in: session, MemeticSearch.Settings(session.instance), source: "memetic")
    let counts = SearchCounts()
    let both = SideBySide(request: request, session: session, largestModel: 5000)
    let end = try both.run { number, pause in
      let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
      let hasLimit = session.limits.time != nil
      crew.run(search, seed: request.seed &+ UInt64(number)) {
        pause()
        return !hasLimit && search.idleSteps > MakespanPortfolio.usualSteps
      }
      counts.add(search)
    }
    counts.note(in: session)
    return end
  }
}
