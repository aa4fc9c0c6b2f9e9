import OptCore

/// A schedule soon, at an interval that need not be the best: limits on work are small, so failing proves nothing.
struct QuickStart {
  private let session: SolveSession<LoopInstance>
  private let instance: LoopInstance
  private let solver: LoopSolver

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String
  ) {
    self.session = session
    instance = session.instance
    solver = LoopSolver(session, request, source: source)
  }

  private static let conflicts = 400
  private static let mostHalvings = 5

  /// One operation after the other; then steps up from a bound, each twice as long as the one before, until an interval has a
  /// schedule; then halves the last step.
  func run(from bound: Int) throws(SolveError) {
    if !instance.isJoint, let interval = try modulo(from: bound), interval == bound { return }
    if let serial = SerialSchedule.schedule(of: instance) {
      try session.offer(serial, from: "serial")
    }
    var (low, step) = (bound - 1, 1)
    var high: Int?
    while high == nil, low < instance.serialInterval {
      let interval = min(low + step, instance.serialInterval)
      if let known = session.incumbent?.solution.interval, interval >= known {
        high = known
        break
      }
      if session.stopReason != nil { return }
      if try tries(interval) { high = interval } else { low = interval }
      step *= 2
    }
    guard var high else { return }
    for _ in 0..<Self.mostHalvings where high - low > 1 {
      if session.stopReason != nil { return }
      let middle = (low + high) / 2
      if try tries(middle) { high = middle } else { low = middle }
    }
  }

  /// Iterative modulo scheduling at the first intervals.
  private func modulo(from bound: Int) throws(SolveError) -> Int? {
    for interval in bound..<bound + Self.mostHalvings {
      if session.stopReason != nil { return nil }
      guard let starts = IterativeModuloScheduler.starts(instance, interval: interval) else {
        continue
      }
      let found = LoopSchedule(interval: interval, starts: starts)
      if let schedule = StageScheduling.mended(found, in: instance) {
        try session.offer(schedule, from: "ims")
        return interval
      }
    }
    return nil
  }

  private func tries(_ interval: Int) throws(SolveError) -> Bool {
    guard var task = LoopTask(instance, interval: interval) else { return false }
    task.goal = .within
    task.limit = min(task.limit, task.leastLength + 2 * interval)
    return try solver.solve(task, conflicts: Self.conflicts).schedule != nil
  }
}
