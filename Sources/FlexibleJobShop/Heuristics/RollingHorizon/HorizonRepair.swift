import OptCore

/// Repairs the rolled-out schedule: what windows have decided early is looked at again, by tabu search on the whole and on windows anywhere.
struct HorizonRepair {
  private let session: SolveSession<FlexibleJobShopInstance>
  private let source: String

  /// Steps without a better schedule after which it ends when there is no limit.
  private static let steps = 30

  /// nil when the search does not fit the instance, which is said.
  init?(_ session: SolveSession<FlexibleJobShopInstance>, source: String) {
    if let obstacle = MemeticCrew.obstacle(on: session.instance) {
      session.say("no repair: \(obstacle)", from: source)
      return nil
    }
    self.session = session
    self.source = source
  }

  /// Searches from the session's incumbent until the session stops it.
  func run(_ request: SolveRequest<ShopSchedule>) throws(SolveError) -> Termination {
    if let value = session.incumbent?.objective { session.say("repair of \(value)", from: source) }
    let crew = try MemeticCrew.begin(
      in: session, MemeticSearch.Settings(session.instance), source: source)
    let isLimited = session.limits.time != nil
    crew.run(threads: request.threads, seed: request.seed) { search in
      !isLimited && search.idleSteps > HorizonRepair.steps
    }
    return session.stopReason ?? .completed
  }
}
