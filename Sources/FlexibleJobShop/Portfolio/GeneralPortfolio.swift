import Modeling
import OptCore

/// What is done for other objectives than the makespan, and with setups or downtimes: dispatching, bounds, then constraint programming.
struct GeneralPortfolio {
  private let request: SolveRequest<ShopSchedule>
  private let session: SolveSession<FlexibleJobShopInstance>
  private let engines: EngineSet

  init(
    _ request: SolveRequest<ShopSchedule>, _ session: SolveSession<FlexibleJobShopInstance>,
    _ engines: EngineSet
  ) {
    self.request = request
    self.session = session
    self.engines = engines
  }

  /// Runs until the limit or a proof.
  func run() throws(SolveError) -> Termination {
    var pool = DispatchPool(session, seed: request.seed)
    if let reason = try pool.tryAll() { return reason }
    let bound = ShopBounds(session.instance).best(shouldStop: { session.stopReason != nil })
    session.raise(bound: .integer(bound.value), from: bound.source)
    if let reason = session.stopReason { return reason }
    let cp = CPMethod(engines: engines)
    var other = try AutoMethod.request(request, for: cp.description)
    other.engine = "cp"
    return try cp.run(other, in: session)
  }
}
