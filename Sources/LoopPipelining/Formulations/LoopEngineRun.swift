import Modeling
import OptCore

/// One engine at work for a session, model after model: every initiation interval is decided from the bounds upward; then the shortest
/// schedule is looked for at the first that has one, and the one with the fewest warps among these.
struct LoopEngineRun {
  let engine: any Engine
  let formulation: any LoopFormulation
  let request: SolveRequest<LoopSchedule>
  let session: SolveSession<LoopInstance>
  let settings: [String]
  /// Who finds what is found.
  let source: String
  var counts = Counts()

  /// What the engine has done so far.
  struct Counts {
    var models = 0
    var nodes = 0
    var time = 0.0
    var statistics: [EngineStatistic] = []
  }

  /// What became of a model.
  struct Answer {
    /// Whether the engine has finished: what was found is best, or nothing is there to be found.
    var isProven = false
    var reason = Termination.completed
  }

  private var instance: LoopInstance { session.instance }

  /// Checks the engine's settings and notes what runs.
  init(
    _ engine: any Engine, _ formulation: any LoopFormulation, _ request: SolveRequest<LoopSchedule>,
    _ session: SolveSession<LoopInstance>, source: String
  ) throws(SolveError) {
    (self.engine, self.formulation, self.request) = (engine, formulation, request)
    (self.session, self.source) = (session, source)
    settings = try engine.settings(of: request.parameters)
    session.note("engine", .string(engine.identity.id))
    session.note("engine_version", .string(engine.identity.version))
    session.note("formulation", .string(formulation.description.id))
  }

  /// Decides interval after interval, or the one asked for.
  mutating func run() throws(SolveError) -> Termination {
    let only = request.parameters.integer("interval")
    if let only { session.restrict(to: "initiation interval \(only)") }
    guard let least = MinimumInterval.raise(in: session, from: source) else { return .proved }
    var interval = only ?? least
    if only == nil { try offerQuick() }
    var doubt = SerialDoubt(session)
    while true {
      if let reason = session.stopReason { return reason }
      if let incumbent = session.incumbent, incumbent.solution.interval <= interval { break }
      session.say("initiation interval \(interval)", from: source)
      let answer = try decide(interval, isFirst: interval == (only ?? least))
      if let incumbent = session.incumbent, incumbent.solution.interval <= interval { break }
      guard answer.isProven else { return session.stopReason ?? answer.reason }
      session.say("no schedule at \(interval)", from: source)
      if only != nil { return .completed }
      if let end = try ask(&doubt, interval) { return end }
      interval += 1
      session.raise(bound: .integer(interval), from: source)
    }
    let end = try refine(interval)
    // One interval by itself proves nothing of the least one.
    return only != nil && end == .proved ? .completed : end
  }

  /// Looks for any schedule at an interval.
  private mutating func decide(_ interval: Int, isFirst: Bool) throws(SolveError) -> Answer {
    guard var task = LoopTask(instance, interval: interval),
      AreaBound.refutation(instance, interval: interval, arcs: task.arcs) == nil
    else { return Answer(isProven: true) }
    task.goal = .any
    if let obstacle = formulation.obstacle(on: task) {
      if isFirst {
        throw .unsupported(method: source, reason: obstacle)
      }
      // What was proven of shorter intervals counts.
      session.note("obstacle", .string(obstacle))
      return Answer()
    }
    return try solve(task)
  }

  /// Whether any interval works, after this one does not.
  ///
  /// The models of formulations grow with the interval, so the serial one is left to our own engine and the model of turns, whichever
  /// engine is at work; a limit on work does not count what that takes, so then only the intervals themselves are refuted.
  private func ask(_ doubt: inout SerialDoubt, _ interval: Int) throws(SolveError) -> Termination? {
    var solver = LoopSolver(session, request, source: source)
    solver.offers = false
    let isLimited = session.limits.work != nil
    let blame = IntervalDecision.blame(instance, .all)
    return try doubt.refute(interval, by: blame) { (serial) throws(SolveError) in
      if isLimited { return nil }
      var effort = 500
      return try IntervalDecision(solver, interval: serial, begin: effort).decide(effort: &effort)
    }
  }

  /// A schedule of iterative modulo scheduling, where it applies and a cold start is not asked for.
  private func offerQuick() throws(SolveError) {
    guard request.warmStart != .none, session.incumbent == nil,
      let rule = LoopPipeliningFamily().methods.first(where: { $0.description.id == "ims" }),
      rule.obstacle(on: instance) == nil
    else { return }
    _ = try rule.run(try request.passed(to: rule.description), in: session)
  }

  /// The shortest schedule at an interval that has one, then the fewest warps.
  private mutating func refine(_ interval: Int) throws(SolveError) -> Termination {
    let objective = ObjectiveValue.integer(interval)
    guard let incumbent = session.incumbent, incumbent.solution.interval == interval,
      var task = LoopTask(instance, interval: interval)
    else { return session.stopReason ?? .completed }
    session.raise(refinementBound: task.leastLength, at: 0, for: objective, from: "bounds")
    let length = incumbent.solution.length(in: instance)
    session.say("a schedule of length \(length) at \(interval)", from: source)
    let answer = try shorten(&task, from: length)
    guard answer.isProven else { return session.stopReason ?? answer.reason }
    guard let shortest = session.incumbent?.refinements.first else { return .completed }
    session.raise(refinementBound: shortest, at: 0, for: objective, from: source)
    guard instance.isJoint else { return session.stopReason ?? .proved }
    session.say("the shortest length at \(interval) is \(shortest)", from: source)
    task.limit = shortest
    task.goal = .fewestWarps
    let last = try solveIfFit(task)
    guard last.isProven, let fewest = session.incumbent?.refinements.last else {
      return session.stopReason ?? last.reason
    }
    session.raise(refinementBound: fewest, at: 1, for: objective, from: source)
    return session.stopReason ?? .proved
  }

  /// Looks for schedules below a length, in windows of lengths from the least one on: the shorter, the smaller and tighter the model.
  private mutating func shorten(
    _ task: inout LoopTask, from length: Int
  ) throws(SolveError) -> Answer {
    var (floor, step) = (task.leastLength, task.interval)
    while floor < length {
      task.limit = min(length - 1, floor + step - 1)
      let answer = try solveIfFit(task)
      guard answer.isProven else { return answer }
      if let shortest = session.incumbent?.refinements.first, shortest <= task.limit { break }
      floor = task.limit + 1
      step *= 2
      session.raise(
        refinementBound: floor, at: 0, for: .integer(task.interval), from: source)
    }
    return Answer(isProven: true)
  }

  private mutating func solveIfFit(_ task: LoopTask) throws(SolveError) -> Answer {
    if let reason = session.stopReason { return Answer(reason: reason) }
    if let obstacle = formulation.obstacle(on: task) {
      session.note("obstacle", .string(obstacle))
      return Answer()
    }
    return try solve(task)
  }
}
