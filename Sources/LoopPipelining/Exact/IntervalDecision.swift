import OptCore

/// Whether there is a schedule at an initiation interval.
///
/// Three kinds of questions take turns with growing limits, until one of them decides: relaxations, of which none having a schedule
/// refutes the interval; schedules of limited length, where they are found soonest; and all schedules.
struct IntervalDecision {
  private let solver: LoopSolver
  private let instance: LoopInstance
  private let interval: Int
  /// Conflicts of the first turn.
  private let begin: Int

  /// What is known about an interval.
  enum Outcome {
    /// There is a schedule, and the session has one.
    case feasible
    /// There is none, and what is to blame.
    case infeasible(String)
    /// The session said stop, or the engine did.
    case stopped(Termination)
  }

  init(_ solver: LoopSolver, interval: Int, begin: Int) {
    (self.solver, self.interval, self.begin) = (solver, interval, begin)
    instance = solver.session.instance
  }

  /// Decides.
  ///
  /// - Parameter effort: conflicts of the turn that decided, for a neighbouring interval to begin with.
  func decide(effort: inout Int) throws(SolveError) -> Outcome {
    if let reason = quickRefutation() { return .infeasible(reason) }
    guard let whole = LoopTask(instance, interval: interval) else {
      return .infeasible("memories or registers")
    }
    var relaxations = relaxations(of: whole)
    let (least, horizon) = (whole.leastLength, whole.limit)
    var (budget, turns, round) = (begin, 1, 0)
    while true {
      effort = budget
      var task = whole
      task.goal = .within
      task.limit = min(horizon, least + turns * interval)
      var answer = try solver.solve(task, conflicts: budget, round: round)
      if answer.schedule != nil { return .feasible }
      if let reason = solver.session.stopReason { return .stopped(reason) }
      if answer.isRefuted {
        if task.limit == horizon { return .infeasible(Self.blame(instance, .all)) }
        turns += 1
      }
      while let easier = relaxations.first {
        let answer = try solver.solve(easier, conflicts: budget, round: round)
        if answer.isRefuted { return .infeasible(Self.blame(instance, easier.detail)) }
        if let reason = solver.session.stopReason { return .stopped(reason) }
        guard let schedule = answer.schedule else { break }
        if schedule.violations(in: instance).isEmpty { return .feasible }
        relaxations.removeFirst()
      }
      task.goal = .any
      answer = try solver.solve(task, conflicts: budget, round: round)
      if answer.schedule != nil { return .feasible }
      if answer.isRefuted { return .infeasible(Self.blame(instance, .all)) }
      if let reason = solver.session.stopReason { return .stopped(reason) }
      budget *= 2
      round += 1
    }
  }

  /// A reason that needs no search; nil = there is none.
  private func quickRefutation() -> String? {
    let edges = instance.edges.map {
      (from: $0.source, to: $0.target, weight: $0.delay - $0.distance * interval)
    }
    guard LongestPaths(edges, count: instance.operationCount) != nil else {
      return "a cycle of dependences"
    }
    for storage in Storage.all(of: instance)
    where StorageArcs(instance, interval: interval, given: edges, storage) == nil {
      return storage.name
    }
    guard
      let arcs = StorageArcs(instance, interval: interval, given: edges, .all).map({ $0.arcs })
    else { return "memories and registers together" }
    return AreaBound.refutation(instance, interval: interval, arcs: edges + arcs)?.name
  }

  /// Tasks in which fewer values count: operations hang together less in them, so they are smaller.
  private func relaxations(of whole: LoopTask) -> [LoopTask] {
    if whole.isPlain { return [] }
    let all = Storage.all(of: instance)
    let large = Storage.all(of: instance, .large)
    var details: [Storage.Detail] = all.isEmpty ? [] : [.none]
    if !large.isEmpty, large.map(\.amounts) != all.map(\.amounts) { details.append(.large) }
    return details.compactMap { detail in
      var task = LoopTask(instance, interval: interval, detail: detail)
      task?.goal = .any
      return task
    }
  }

  /// What an interval fails by, where values that count for `detail` are looked at and everything is decided together.
  static func blame(_ instance: LoopInstance, _ detail: Storage.Detail) -> String {
    var parts = ["dependences", "units"]
    if instance.isJoint { parts.append("warps") }
    if detail != .none { parts += Storage.all(of: instance, detail).map(\.name) }
    return (parts.dropLast().joined(separator: ", ")) + " and " + (parts.last ?? "")
      + " together"
  }
}
