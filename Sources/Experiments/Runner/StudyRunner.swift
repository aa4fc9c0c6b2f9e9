import OptCore

/// Carries out many runs, several at once, each on cores of its own.
public struct StudyRunner: Sendable {
  /// Where runs go.
  public enum Placement: Sendable, Hashable {
    /// Each on cores of its own, which no other run of this process uses.
    case ownCores
    /// Wherever this process may: somebody else, such as a cluster, gave it cores for one run at a time.
    case asGiven
  }

  /// Carries out the single run.
  public let executor: RunExecutor
  /// Runs at once.
  public let jobs: Int
  private let display: StudyDisplay?
  private let placement: Placement

  /// Prepares a study.
  ///
  /// - Parameters:
  ///   - jobs: runs at once, at least 1.
  ///   - display: tells the user what goes on; nil = nothing does.
  ///   - placement: where runs go.
  public init(
    executor: RunExecutor, jobs: Int = 1, display: StudyDisplay? = nil,
    placement: Placement = .ownCores
  ) {
    self.executor = executor
    self.jobs = max(1, jobs)
    self.display = display
    self.placement = placement
  }

  /// Carries out runs in their order; a run that fails stops nothing.
  ///
  /// On a cancellation, and when `finished` throws, running processes are asked to end, killed half a second later,
  /// and not recorded.
  ///
  /// - Parameters:
  ///   - finished: receives the records one at a time in the order in which runs end, in the calling thread, while
  ///     other runs go on; those of failed runs half a second later.
  /// - Throws: what `finished` throws.
  public func run<Failure: Error>(
    _ runs: [PlannedRun], cancellation: Cancellation,
    finished: (RunRecord) throws(Failure) -> Void
  ) throws(Failure) -> StudySummary {
    let start = MonotonicClock.now
    var summary = StudySummary(
      finished: 0, failed: 0, remaining: runs.count, isCancelled: false, wall: 0)
    if runs.isEmpty { return summary }
    let places = min(jobs, runs.count)
    let threads = runs.map { $0.specification.method.threads }.reduce(1, max)
    let plan =
      placement == .asGiven
      ? CorePlan(unpinned: places)
      : CorePlan(jobs: places, threads: threads, cores: ProcessorCores.allowed())
    display?.begin(runs, places: places, remark: plan.remark)
    let stop = Cancellation(following: cancellation)
    let board = RunBoard(
      runs, executor: executor, places: places, cancellation: stop, display: display)
    let team = plan.places.enumerated().compactMap { place, cores -> SystemThread? in
      let thread = SystemThread { board.work(place: place, cores: cores) }
      if thread == nil { board.withdraw() }
      return thread
    }
    if team.isEmpty { board.giveUp("the system gives no more threads") }
    defer {
      stop.cancel()
      for thread in team { thread.join() }
      display?.end()
    }
    while true {
      let (records, isOpen) = board.take()
      for record in records {
        try finished(record)
        summary.finished += 1
        summary.failed += record.ending.isOrderly ? 0 : 1
        display?.finished(record)
      }
      display?.refresh()
      if records.isEmpty, !isOpen { break }
      if records.isEmpty { board.wait() }
    }
    summary.remaining = runs.count - summary.finished
    summary.isCancelled = cancellation.isCancelled && summary.remaining > 0
    summary.wall = MonotonicClock.now - start
    return summary
  }
}
