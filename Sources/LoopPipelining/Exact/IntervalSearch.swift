import OptCore

/// Initiation intervals from the bounds upward until one has a schedule; then the shortest one, and of these the one with the fewest
/// warps.
struct IntervalSearch {
  private let session: SolveSession<LoopInstance>
  private let instance: LoopInstance
  private let solver: LoopSolver
  /// Conflicts to begin the next interval with.
  private var effort = 500

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String
  ) {
    self.session = session
    instance = session.instance
    solver = LoopSolver(session, request, source: source)
  }

  /// Runs to the end, or until the session says stop.
  mutating func run() throws(SolveError) -> Termination {
    guard var interval = MinimumInterval.raise(in: session, from: solver.source) else {
      return .proved
    }
    var doubt = SerialDoubt(session)
    while session.incumbent.map({ $0.solution.interval > interval }) ?? true {
      if let reason = session.stopReason { return reason }
      session.say("interval \(interval)", from: solver.source)
      switch try decide(interval) {
      case .feasible: return try refine(interval)
      case .stopped(let reason): return reason
      case .infeasible(let reason):
        session.say("interval \(interval) fails by \(reason)", from: solver.source)
        let end = try doubt.refute(interval, by: reason) { (serial) throws(SolveError) in
          defer { effort = Self.leastEffort }
          return try decide(serial)
        }
        if let end { return end }
        interval += 1
        session.raise(bound: .integer(interval), from: solver.source)
      }
    }
    return try refine(interval)
  }

  private mutating func decide(_ interval: Int) throws(SolveError) -> IntervalDecision.Outcome {
    let begin = max(Self.leastEffort, effort / 2)
    return try IntervalDecision(solver, interval: interval, begin: begin).decide(effort: &effort)
  }

  private static let leastEffort = 500

  /// The shortest schedule at an interval that has one, then the fewest warps.
  private func refine(_ interval: Int) throws(SolveError) -> Termination {
    let (session, objective) = (session, ObjectiveValue.integer(interval))
    guard var task = LoopTask(instance, interval: interval), let incumbent = session.incumbent
    else { throw .internalError("an interval with a schedule is refuted") }
    func raise(_ bound: Int, at place: Int) {
      session.raise(refinementBound: bound, at: place, for: objective, from: solver.source)
    }
    raise(task.leastLength, at: 0)
    if let reason = session.stopReason { return reason }
    let length = incumbent.solution.length(in: instance)
    if length > task.leastLength {
      session.say("interval \(interval), length below \(length)", from: solver.source)
      task.limit = length - 1
      let place = solver.source
      let answer = try solver.solve(task) { bound in
        session.raise(refinementBound: bound, at: 0, for: objective, from: place)
      }
      guard answer.isProven else { return answer.reason }
    }
    guard let shortest = session.incumbent?.refinements.first else { return .completed }
    raise(shortest, at: 0)
    guard instance.isJoint else { return session.stopReason ?? .proved }
    if let reason = session.stopReason { return reason }
    task.limit = shortest
    task.goal = .fewestWarps
    let answer = try solver.solve(task)
    guard answer.isProven, let fewest = session.incumbent?.refinements.last else {
      return answer.reason
    }
    raise(fewest, at: 1)
    return session.stopReason ?? .proved
  }
}
