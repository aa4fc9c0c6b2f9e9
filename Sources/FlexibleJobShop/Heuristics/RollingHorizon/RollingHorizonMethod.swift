import Modeling
import OptCore

/// Rolling horizon optimisation with a choice of what windows keep of the ones before, and of what windows see.
public struct RollingHorizonMethod: SolveMethod {
  private let engines: EngineSet
  private let id: String
  private let defaults: HorizonSettings

  /// The published loop (`rho`), or the one with our changes (`rho-adaptive`), and the engines that windows may be solved with.
  public init(engines: EngineSet, isAdaptive: Bool = false) {
    self.engines = engines
    id = isAdaptive ? "rho-adaptive" : "rho"
    defaults = isAdaptive ? .adaptive : HorizonSettings()
  }

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      id, .localSearch,
      id == "rho"
        ? "rolling horizon: windows solved by an engine, machines kept by choice"
        : "rolling horizon along the best schedule so far, with holes and prices, then repaired",
      source: "Li, Ouyang, Ma and Wu (2025), Learning-guided rolling horizon optimization",
      parameters: [.engineSettings] + HorizonSettings.parameters(defaults),
      usesEngine: true, usesThreads: true)
  }

  /// Rolls once, or with `reverse` forwards and over the mirrored problem; then come repair or further passes.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown engine or setting; `SolveError.file` and `SolveError.data` for the file of
  ///   weights; `SolveError.unsupported` for `reverse` with conditions or another objective; what the engine refuses.
  public func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    let settings = HorizonSettings(request)
    let predictor = try predictor(request.parameters, settings)
    let engine = try engines.engine(request.engine ?? engines.constraintEngine)
    let engineSettings = try engine.settings(of: request.parameters)
    session.note("engine", .string(engine.identity.id))
    let solver = WindowSolver(
      engine: engine, settings: engineSettings, threads: request.threads,
      memory: session.limits.memory, mustStop: { session.stopReason != nil })
    let horizon = RollingHorizon(session.instance, settings, solver, predictor: predictor)
    let repair = settings.repairs ? HorizonRepair(session, source: id) : nil
    let share = repair == nil ? 1 : 0.5
    let first: (end: Termination, statistics: HorizonStatistics)
    if settings.isReversed {
      let mirror = try MirroredShop(session.instance)
      first = try roll(horizon, session, share: share / 2, note: "rollout") { $0 }
      if let reason = session.stopReason { return reason }
      let back = RollingHorizon(mirror.mirrored, settings, solver, predictor: predictor)
      let left = repair == nil ? 1 : 1.0 / 3
      _ = try roll(back, session, share: left, note: "reverse_rollout") { mirror.schedule($0) }
    } else {
      first = try roll(horizon, session, share: share, note: "rollout") { $0 }
      if repair == nil, settings.repeats {
        return try again(settings, first.statistics, solver, predictor, session)
      }
    }
    if let reason = session.stopReason { return reason }
    return try repair?.run(request) ?? first.end
  }

  /// The predictor of a file, or the one that comes with the tool.
  private func predictor(
    _ parameters: ParameterValues, _ settings: HorizonSettings
  ) throws(SolveError) -> MachinePredictor? {
    guard let path = parameters.text("weights") else { return .shipped }
    guard settings.fix == .learned else {
      throw .badRequest("-P weights=\(path): weights are used by -P fix=learned only")
    }
    return try MachinePredictor.read(path: path, for: "weights")
  }

  /// Further passes guided by the incumbent, until one has the whole instance in a window. Windows grow when half of the last
  /// pass was solved to the end, or when no time limit ends the passes.
  private func again(
    _ settings: HorizonSettings, _ last: HorizonStatistics, _ solver: WindowSolver,
    _ predictor: MachinePredictor?, _ session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    var (settings, pass, last) = (settings, 1, last)
    settings.order = .schedule
    while session.stopReason == nil, settings.window < session.instance.operationCount {
      if 2 * last.proven >= last.windows || session.limits.time == nil {
        settings.window += settings.window / 2 + 1
        settings.step += settings.step / 2 + 1
        settings.span *= 1.5
      }
      settings.seed &+= 1
      pass += 1
      session.say("pass \(pass): windows of \(settings.window)", from: id)
      let horizon = RollingHorizon(session.instance, settings, solver, predictor: predictor)
      last =
        try roll(
          horizon, session, share: 1, note: "rollout_\(pass)", guide: session.incumbent?.solution
        ) { $0 }.statistics
    }
    return session.stopReason ?? .completed
  }

  /// Rolls once.
  ///
  /// - Parameters:
  ///   - share: of the time left.
  ///   - mapped: from schedules of the horizon's instance to those of the session's.
  private func roll(
    _ horizon: RollingHorizon, _ session: SolveSession<FlexibleJobShopInstance>, share: Double,
    note: String, guide: ShopSchedule? = nil, mapped: @escaping (ShopSchedule) -> ShopSchedule
  ) throws(SolveError) -> (end: Termination, statistics: HorizonStatistics) {
    var horizon = horizon
    let end = session.remaining.map { session.elapsed + share * $0 }
    let world = RollingHorizon.Surroundings(
      offer: { schedule throws(SolveError) in try session.offer(mapped(schedule), from: id) },
      say: { session.say($0, from: id) }, stop: { session.stopReason },
      remaining: { end.map { max(0, $0 - session.elapsed) } })
    let schedule = try horizon.run(world, guide: guide)
    let statistics = horizon.statistics
    session.note("windows", .integer(statistics.windows))
    session.note("windows_proven", .integer(statistics.proven))
    session.note("overlap", .integer(statistics.overlap))
    session.note("fixed", .integer(statistics.fixed))
    guard let schedule else { return (session.stopReason ?? .timeLimit, statistics) }
    let result = mapped(schedule)
    if case .integer(let value) = result.objective(in: session.instance) {
      session.note(note, .integer(value))
    }
    try session.offer(result, from: id)
    return (session.stopReason ?? .completed, statistics)
  }
}
