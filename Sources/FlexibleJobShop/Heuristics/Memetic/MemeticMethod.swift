import OptCore

/// Memetic tabu search as a method.
struct MemeticMethod: SolveMethod {
  let description = MethodDescription(
    "memetic", .localSearch,
    "tabu search on whole schedules and windows of them, and a population that mixes (makespan)",
    source: "Ding et al. (2019), A two-individual based evolutionary algorithm for the flexible"
      + " job shop scheduling problem; Mastrolilli and Gambardella (2000), Effective neighbourhood"
      + " functions for the flexible job shop problem",
    parameters: [
      ParameterDescription(
        "population", .integer(2...1000), default: nil,
        "schedules kept; 8, or 2 of more than 500 operations"),
      ParameterDescription(
        "patience", .integer(1...1_000_000_000), default: nil,
        "iterations of tabu search without a better schedule; 4000, of more than 500 operations less"
      ),
      ParameterDescription(
        "window-patience", .integer(1...1_000_000_000), default: nil,
        "the same in a window; 500, or 1500 of more than 500 operations"),
      ParameterDescription(
        "steps", .integer(1...Int.max), default: "300",
        "children and rounds of windows without a better schedule, where no limit is given"),
    ], workUnit: "iteration of tabu search", usesThreads: true)

  func obstacle(on instance: FlexibleJobShopInstance) -> String? {
    MemeticCrew.obstacle(on: instance)
  }

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    var settings = MemeticSearch.Settings(session.instance)
    if let size = request.parameters.integer("population") { settings.size = size }
    if let patience = request.parameters.integer("patience") { settings.patience = patience }
    if let patience = request.parameters.integer("window-patience") {
      settings.windowPatience = patience
    }
    let crew = try MemeticCrew.begin(in: session, settings, source: description.id)
    let hasLimit = session.limits.time != nil || session.limits.work != nil
    let steps = hasLimit ? Int.max : request.parameters.integer("steps") ?? 300
    let work = session.limits.work ?? .max
    crew.run(threads: request.threads, seed: request.seed) { search in
      search.idleSteps > steps || search.iterations >= work
    }
    return session.stopReason ?? (session.limits.work == nil ? .completed : .workLimit)
  }
}

extension MemeticSearch.Settings {
  /// Settings that fit an instance: few schedules where an improvement of one takes long, and then machines that are cheap at prices of
  /// machine time, for all machines are short of it over the whole length.
  init(_ instance: FlexibleJobShopInstance) {
    self.init()
    guard instance.operationCount > 500 else { return }
    size = 2
    patience = min(1000, max(50, 1_000_000 / instance.operationCount))
    windowPatience = 1500
    windows = 100...200
    slacks = [0.1, 0.2, 0.4, 0.8, 1.6]
    startSlacks = [0.2]
  }
}
