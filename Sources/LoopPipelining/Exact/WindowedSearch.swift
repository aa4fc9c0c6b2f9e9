import OptCore

/// The published search for warp-specialized schedules, which looks at a window of lengths only.
///
/// At each initiation interval it takes the length of the shortest schedule that units and dependences allow, and looks for schedules
/// with warps and memories that have as many overlapped copies, `ceil(length / interval)`, as that one. A schedule at the same interval
/// that needs one copy more is never looked at; the interval grows instead. So what it finds is optimal in its windows, not overall.
///
/// - Source: algorithm 1 of "Optimal software pipelining and warp specialization for tensor core GPUs" (2025), arXiv 2512.18134.
struct WindowedSearch {
  private let session: SolveSession<LoopInstance>
  private let instance: LoopInstance
  private let solver: LoopSolver
  private let quiet: LoopSolver

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String
  ) {
    self.session = session
    instance = session.instance
    solver = LoopSolver(session, request, source: source)
    var quiet = solver
    quiet.offers = false
    self.quiet = quiet
  }

  /// The first schedule in a window, or why there is none.
  struct Outcome {
    var schedule: LoopSchedule?
    var reason: Termination
  }

  /// Goes through intervals until a window has a schedule.
  ///
  /// - Parameter offers: whether what is found is offered to the session.
  func run(offers: Bool) throws(SolveError) -> Outcome {
    let plain: LoopInstance
    do {
      plain = try instance.unitsOnly()
    } catch {
      throw .internalError("a loop without its warps is refused: \(error)")
    }
    guard var interval = MinimumInterval.raise(in: session, from: solver.source) else {
      return Outcome(reason: .proved)
    }
    while interval <= instance.serialInterval {
      if let reason = session.stopReason { return Outcome(reason: reason) }
      defer { interval += 1 }
      guard let task = LoopTask(plain, interval: interval) else { continue }
      let shortest = try quiet.solve(task)
      guard shortest.isProven else { return Outcome(reason: shortest.reason) }
      guard let length = shortest.schedule?.length(in: plain),
        var window = LoopTask(instance, interval: interval)
      else { continue }
      window.limit = min(window.limit, (length + interval - 1) / interval * interval)
      let answer = try (offers ? solver : quiet).solve(window)
      if answer.schedule != nil || !answer.isProven {
        return Outcome(schedule: answer.schedule, reason: answer.reason)
      }
    }
    return Outcome(reason: .completed)
  }
}
