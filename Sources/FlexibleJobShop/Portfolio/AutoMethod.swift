import OptCore

/// The family's portfolio.
struct AutoMethod: SolveMethod {
  var description: MethodDescription {
    MethodDescription(
      "auto", .portfolio,
      "dispatching, bounds, memetic search or annealing, and constraint programming: best answer and bound in the limit",
      usesEngine: false, usesThreads: true)
  }

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    if MemeticCrew.obstacle(on: session.instance) == nil {
      return try MakespanPortfolio(request: request, session: session).run()
    }
    return try GeneralPortfolio(request: request, session: session).run()
  }
}
