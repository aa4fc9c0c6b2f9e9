import OptCore

/// From the first interval that large-neighbourhood search succeeds at towards the bound.
struct IntervalDescent {
  private let session: SolveSession<LoopInstance>
  private let instance: LoopInstance
  private let solver: LoopSolver
  private let bound: Int
  private var random: RandomStream
  /// Parts that may still be solved.
  private var left = Int.max
  /// Parts for one interval.
  private var effort = 60
  /// No more parts are solved for one interval.
  var mostEffort = 100_000
  /// When to stop, in seconds of the session; nil = when the session says so.
  var deadline: Double?
  /// Warps of the last schedule that was found; nil = none was.
  private var warps: [WarpSet]?
  /// What was left at intervals that failed, with its warps.
  private var open: [Int: (given: GivenWarps, search: NeighbourhoodSearch)] = [:]

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String,
    bound: Int
  ) {
    self.session = session
    instance = session.instance
    self.bound = bound
    random = RandomStream(seed: request.seed)
    var request = request
    request.threads = 1
    var quiet = LoopSolver(session, request, source: source)
    quiet.offers = false
    solver = quiet
  }

  /// Up from the bound in growing steps until an interval has a schedule, halves the last step, then goes down with growing efforts;
  /// in the end shortens the schedule.
  ///
  /// - Parameter parts: as many are solved at most; nil = any number.
  mutating func run(parts: Int? = nil) throws(SolveError) -> Termination {
    left = parts ?? .max
    if session.incumbent == nil, let serial = SerialSchedule.schedule(of: instance) {
      try session.offer(serial, from: "serial")
    }
    try climb()
    var step = max(1, (high - bound) / 8)
    while high > bound, effort <= mostEffort {
      if let reason = stopReason { return reason }
      let target = max(bound, high - step)
      if try attempt(target) { continue }
      if step > 1 { step /= 2 } else { effort *= 2 }
    }
    if let reason = stopReason { return reason }
    try shorten()
    return stopReason ?? .completed
  }

  private static let stepsBetweenMoves = 3
  private static let mostAside = 30
  private static let asideShare = 6

  /// The interval of the incumbent; without one, one more than the last that is worth a look.
  private var high: Int { session.incumbent?.solution.interval ?? instance.serialInterval + 1 }

  private var stopReason: Termination? {
    if let reason = session.stopReason { return reason }
    if let deadline, session.elapsed >= deadline { return .completed }
    return left <= 0 ? .workLimit : nil
  }

  private mutating func climb() throws(SolveError) {
    var (low, step) = (bound - 1, 1)
    let first = high
    while low + step < high, stopReason == nil {
      if try attempt(low + step) { break }
      // Where memories are small, larger intervals are hardly easier: so the nearest one gets more as well.
      if !instance.isJoint, let nearest, stopReason == nil, try attempt(nearest) { break }
      low += step
      step *= 2
    }
    guard high < first else { return }
    while high - low > 1 + high / 64, stopReason == nil {
      let middle = (low + high) / 2
      if try !attempt(middle) { low = middle }
    }
  }

  /// The interval at which fewest are left to place; nil = none was tried.
  private var nearest: Int? {
    open.min { first, second in
      (first.value.search.schedule.aside.count, first.key)
        < (second.value.search.schedule.aside.count, second.key)
    }?.key
  }

  /// Looks for a schedule at an interval.
  private mutating func attempt(_ interval: Int) throws(SolveError) -> Bool {
    let known = open[interval]
    // With other warps half of the time.
    var state = known
    if known == nil || instance.isJoint && random.below(2) == 0 {
      state = started(interval, known) ?? known
    }
    guard let state else { return false }
    var (given, search) = state
    open[interval] = nil
    let begin = search.schedule.aside.count
    session.say("interval \(interval): \(begin) operations set aside", from: solver.source)
    // Efforts count from the last time that fewer were left.
    let before = search.parts
    var (fewest, last) = (begin, before)
    while search.parts - last < effort, !search.schedule.aside.isEmpty {
      // Before there is any schedule, intervals that much is left at are not for now.
      if warps == nil, begin > max(Self.mostAside, instance.operationCount / Self.asideShare) {
        break
      }
      if stopReason != nil || left <= search.parts - before { break }
      try search.step()
      if instance.isJoint, !search.schedule.aside.isEmpty,
        random.below(Self.stepsBetweenMoves) == 0,
        let moved = WarpMove.next(instance, given, search.schedule, &random),
        let next = search.continued(with: moved.schedule)
      {
        (given, search) = (moved.given, next)
      }
      let count = search.schedule.aside.count
      if count < fewest { (fewest, last) = (count, search.parts) }
    }
    let parts = search.parts - before
    left -= parts
    if !search.schedule.aside.isEmpty {
      session.say(
        "interval \(interval): \(search.schedule.aside.count) left after \(parts) parts",
        from: solver.source)
      let isWorse = known.map { $0.search.schedule.aside.count < search.schedule.aside.count }
      open[interval] = isWorse == true ? known : (given, search)
      return false
    }
    return try offer(search.schedule.starts, given.warps, interval)
  }

  /// Begins at an interval with warps that allow it, as far as a few attempts show; nil where none do.
  private mutating func started(
    _ interval: Int, _ known: (given: GivenWarps, search: NeighbourhoodSearch)?
  ) -> (given: GivenWarps, search: NeighbourhoodSearch)? {
    for attempt in 0..<(instance.isJoint ? Self.mostAttempts : 1) {
      guard
        let given = GivenWarps.search(
          instance, interval: interval, start: known?.given.warps ?? warps,
          moving: known?.search.schedule.aside, isWild: attempt > 0, &random)
      else { continue }
      let stream = RandomStream(seed: random.next())
      if let search = NeighbourhoodSearch(given.plain, interval: interval, solver, stream) {
        return (given, search)
      }
    }
    return nil
  }

  private static let mostAttempts = 6

  private mutating func offer(
    _ starts: [Int], _ warps: [WarpSet], _ interval: Int
  ) throws(SolveError) -> Bool {
    let schedule = LoopSchedule(interval: interval, starts: starts, warps: warps).movedToZero()
    guard schedule.violations(in: instance).isEmpty else { return false }
    try session.offer(schedule, from: solver.source)
    self.warps = warps
    return true
  }

  /// Less length at the interval of the incumbent.
  private mutating func shorten() throws(SolveError) {
    guard let incumbent = session.incumbent?.solution,
      let given = GivenWarps(instance, incumbent.warps, interval: incumbent.interval),
      let task = LoopTask(given.plain, interval: incumbent.interval)
    else { return }
    var search = LengthDescent(incumbent, task, solver, random)
    while let schedule = try search.next(parts: left - search.parts, until: deadline) {
      _ = try offer(schedule.starts, incumbent.warps, schedule.interval)
      if stopReason != nil { return }
    }
  }
}
