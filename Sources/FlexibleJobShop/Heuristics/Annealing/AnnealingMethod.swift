import OptCore

/// Simulated annealing as a method, for every objective and all conditions.
struct AnnealingMethod: SolveMethod {
  let description = MethodDescription(
    "annealing", .localSearch,
    "simulated annealing with moves of operations that hold up costly ones; all objectives and conditions",
    source: "Mati, Dauzere-Peres and Lahlou (2011), A general approach for optimizing regular"
      + " criteria in the job-shop scheduling problem; van Laarhoven, Aarts and Lenstra (1992), Job"
      + " shop scheduling by simulated annealing",
    parameters: [
      ParameterDescription(
        "heat", .real(0.001...1000), default: "0.5",
        "first temperature in typical changes of the objective for the worse"),
      ParameterDescription(
        "cooling", .real(0.000001...1), default: "0.01", "last temperature as a share of the first"),
      ParameterDescription(
        "effort", .integer(1...1_000_000_000), default: "200",
        "moves tried in the first cycle, for every operation"),
      ParameterDescription(
        "growth", .real(1...10), default: "1.5", "every cycle is longer by this factor"),
      ParameterDescription(
        "wild", .real(0...1), default: "0.1", "share of moves of any operation"),
      ParameterDescription(
        "picks", .integer(1...1000), default: "1",
        "machines drawn for an operation that changes its machine; the fastest is taken"),
      ParameterDescription(
        "cycles", .integer(1...1_000_000_000), default: "6", "cycles, where no limit is given"),
    ], workUnit: "moves tried", usesThreads: true)

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    if session.incumbent == nil {
      var pool = DispatchPool(session, seed: request.seed)
      _ = try pool.tryAll()
    }
    session.raiseBounds()
    let crew = AnnealingCrew(
      session, AnnealingSearch.Settings(request.parameters), source: description.id)
    let hasLimit = session.limits.time != nil || session.limits.work != nil
    let cycles = hasLimit ? Int.max : request.parameters.integer("cycles") ?? 6
    let work = session.limits.work ?? .max
    @Sendable func run(_ number: Int) {
      let search = crew.search(seed: request.seed &+ UInt64(number) &* 7919)
      crew.run(search) { search.cycles >= cycles || search.evaluations >= work }
      crew.note(search)
    }
    let threads = (1..<max(1, request.threads)).map { number in SystemThread { run(number) } }
    run(0)
    for thread in threads { thread?.join() }
    return session.stopReason ?? (session.limits.work == nil ? .completed : .workLimit)
  }
}

extension AnnealingSearch.Settings {
  /// Settings of a request.
  init(_ parameters: ParameterValues) {
    self.init()
    if let value = parameters.real("heat") { heat = value }
    if let value = parameters.real("cooling") { cooling = value }
    if let value = parameters.integer("effort") { effort = value }
    if let value = parameters.real("growth") { growth = value }
    if let value = parameters.real("wild") { wild = value }
    if let value = parameters.integer("picks") { picks = value }
  }
}
