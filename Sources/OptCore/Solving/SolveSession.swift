import Synchronization

/// One run on one instance: takes incumbents and bounds from a method, checks them, and says when to stop.
///
/// Every solution offered is re-checked from the definition before it counts. Safe to use from several threads.
public final class SolveSession<Instance: ProblemInstance>: Sendable {
  /// The solution type of the instance.
  public typealias Solution = Instance.Solution

  private struct State: Sendable {
    var incumbent: Incumbent<Solution>?
    var bound: ObjectiveValue?
    var refinementBounds = RefinementBounds()
    var trajectory: [TrajectoryPoint] = []
    var statistics: [JSONValue.Member] = []
    var restrictedTo: String?
    var proven: SolveStatus?
    var fault: SolveError?
  }

  /// The instance that is solved.
  public let instance: Instance
  /// Whether smaller or larger is better.
  public let sense: ObjectiveSense
  /// When to stop.
  public let limits: SolveLimits
  /// The caller's request to stop.
  public let cancellation: Cancellation
  /// Whether `say` shall be told what engines write into their logs.
  public let wantsLog: Bool
  private let progress: ProgressSink?
  private let start = MonotonicClock.now
  private let state = Mutex(State())
  private let stopped = Atomic<UInt8>(0)

  /// Opens a run; its clock starts now.
  ///
  /// - Parameters:
  ///   - instance: what is solved.
  ///   - sense: the family's sense.
  ///   - limits: when to stop.
  ///   - cancellation: a token the caller may cancel at any time.
  ///   - progress: receives every improvement.
  ///   - wantsLog: whether engines shall tell every line of their log.
  public init(
    _ instance: Instance, sense: ObjectiveSense, limits: SolveLimits = SolveLimits(),
    cancellation: Cancellation = Cancellation(), progress: ProgressSink? = nil,
    wantsLog: Bool = false
  ) {
    self.instance = instance
    self.sense = sense
    self.limits = limits
    self.cancellation = cancellation
    self.progress = progress
    self.wantsLog = wantsLog
  }

  /// Wall seconds since the run began.
  public var elapsed: Double { MonotonicClock.now - start }

  /// Wall seconds left under the time limit (never negative); nil = no limit.
  public var remaining: Double? { limits.time.map { max(0, $0 - elapsed) } }

  /// The best incumbent so far.
  public var incumbent: Incumbent<Solution>? { state.withLock { $0.incumbent } }

  /// The best proven bound so far.
  public var bound: ObjectiveValue? { state.withLock { $0.bound } }

  /// Why the method has to stop now; nil = go on. Costs about 30 ns: poll it every few microseconds at most.
  public var stopReason: Termination? {
    switch stopped.load(ordering: .relaxed) {
    case 1: return .target
    case 2: return .gap
    case 3: return .proved
    default: break
    }
    if cancellation.isCancelled { return .interrupted }
    if let limit = limits.time, elapsed >= limit { return .timeLimit }
    return nil
  }

  /// Offers a feasible solution; it becomes the incumbent when its objective is strictly better, or equal and its refinements are.
  ///
  /// - Returns: Whether it is the new incumbent.
  /// - Throws: `SolveError.incorrectSolution` when the checker refuses it.
  @discardableResult
  public func offer(_ solution: Solution, from source: String) throws(SolveError) -> Bool {
    let violations = solution.violations(in: instance)
    guard violations.isEmpty else {
      let error = SolveError.incorrectSolution(
        method: source, violations: violations.prefix(5).map(\.description))
      note(fault: error)
      throw error
    }
    let objective = solution.objective(in: instance)
    let refinements = solution.refinements(in: instance)
    return state.withLock { state in
      let isBetter = state.incumbent.map { objective.isBetter(than: $0.objective, sense) } ?? true
      if !isBetter {
        guard let old = state.incumbent, objective == old.objective,
          refinements.lexicographicallyPrecedes(old.refinements)
        else { return false }
      }
      let time = elapsed
      state.incumbent = Incumbent(
        solution: solution, objective: objective, refinements: refinements, time: time)
      if isBetter {
        state.trajectory.append(TrajectoryPoint(time: time, objective: objective, bound: nil))
      }
      noteStop(state)
      progress?(
        ProgressEvent(
          kind: .incumbent, time: time, objective: objective, bound: state.bound, source: source))
      return true
    }
  }

  /// States a proven bound on the objective of every solution; it counts when it is strictly better.
  ///
  /// A bound that is no number is a fault of the method, thrown at the end of the run; an infinite one says nothing.
  public func raise(bound: ObjectiveValue, from source: String) {
    guard bound.asReal.isFinite else {
      if bound.asReal.isNaN { note(fault: .internalError("\(source) states a bound of NaN")) }
      return
    }
    state.withLock { state in
      guard state.restrictedTo == nil else { return }
      if let old = state.bound, !old.isBetter(than: bound, sense) { return }
      let time = elapsed
      state.bound = bound
      state.trajectory.append(TrajectoryPoint(time: time, objective: nil, bound: bound))
      noteStop(state)
      progress?(
        ProgressEvent(
          kind: .bound, time: time, objective: state.incumbent?.objective, bound: bound,
          source: source))
    }
  }

  /// States that solutions of an objective whose refinements are at their bounds before `place` have none below `bound` there.
  ///
  /// The run goes on until the incumbent is at all of these bounds.
  public func raise(
    refinementBound bound: Int, at place: Int, for objective: ObjectiveValue, from source: String
  ) {
    state.withLock { state in
      guard state.restrictedTo == nil,
        state.refinementBounds.raise(bound, at: place, for: objective)
      else { return }
      noteStop(state)
    }
  }

  /// The first fault is the one that counts.
  private func note(fault: SolveError) {
    state.withLock { if $0.fault == nil { $0.fault = fault } }
  }

  /// States that the incumbent is proven optimal: the bound becomes its objective.
  public func proveOptimal(from source: String) {
    guard let incumbent else { return }
    raise(bound: incumbent.objective, from: source)
  }

  /// States that no solution exists, or that the objective has no bound.
  public func prove(_ status: SolveStatus) {
    state.withLock { $0.proven = status }
  }

  /// States that everything proven holds only under a restriction; the result is then never called optimal.
  public func restrict(to restriction: String) {
    state.withLock { state in
      guard state.restrictedTo != restriction else { return }
      state.restrictedTo = restriction
      state.bound = nil
      state.trajectory.removeAll { $0.bound != nil }
      state.statistics.append(JSONValue.Member("restriction", .string(restriction)))
    }
  }

  /// Adds a remark to the result's statistics; a later value under the same key replaces the earlier one.
  public func note(_ key: String, _ value: JSONValue) {
    state.withLock { state in
      let member = JSONValue.Member(key, value)
      if let index = state.statistics.firstIndex(where: { $0.key == key }) {
        state.statistics[index] = member
      } else {
        state.statistics.append(member)
      }
    }
  }

  /// Tells the user something, such as the phase a portfolio has reached.
  public func say(_ message: String, from source: String) {
    guard let progress else { return }
    state.withLock { state in
      progress(
        ProgressEvent(
          kind: .message(message), time: elapsed, objective: state.incumbent?.objective,
          bound: state.bound, source: source))
    }
  }

  /// Closes the run.
  ///
  /// - Parameter termination: why the method ended, in its own view; a met bound turns it into `proved`.
  /// - Throws: the first fault of a solution offered or a bound stated on any thread, or an internal error when a
  ///   bound passes the incumbent.
  public func finish(_ termination: Termination) throws(SolveError) -> SolveResult<Solution> {
    let state = state.withLock { $0 }
    if let fault = state.fault { throw fault }
    var status = SolveStatus.unknown
    var end = termination
    var bound = state.bound
    if let proven = state.proven, state.incumbent == nil {
      status = proven
      end = .proved
    } else if let incumbent = state.incumbent {
      status = .feasible
      if let reached = bound {
        if !isMet(reached, by: incumbent.objective) {
          if end == .proved { end = .completed }
        } else {
          guard agrees(reached, incumbent.objective) else {
            throw .internalError(
              "a bound of \(reached) passes the incumbent's objective \(incumbent.objective)")
          }
          // Real sums in another order differ in the last digits; a bound never passes the objective.
          if incumbent.objective.isBetter(than: reached, sense) { bound = incumbent.objective }
          if state.restrictedTo == nil {
            if let place = state.refinementBounds.passed(
              by: incumbent.refinements, for: incumbent.objective)
            {
              throw .internalError(
                "the bound of refinement \(place) passes the incumbent's \(incumbent.refinements[place])"
              )
            }
            status = .optimal
            // What decides between solutions of the best objective may be open.
            if state.refinementBounds.areMet(
              by: incumbent.refinements, for: incumbent.objective)
            {
              end = .proved
            } else if end == .proved {
              end = .completed
            }
          }
        }
      }
    }
    return SolveResult(
      status: status, termination: end, incumbent: state.incumbent, bound: bound,
      refinementBounds: state.refinementBounds.bounds(
        for: state.incumbent?.objective, count: state.incumbent?.refinements.count ?? 0),
      trajectory: state.trajectory, statistics: state.statistics, time: elapsed)
  }

  /// Whether an objective leaves nothing to improve: it is not worse than the bound, or for real values worse by no
  /// more than a relative 1e-9, which is rounding.
  private func isMet(_ bound: ObjectiveValue, by objective: ObjectiveValue) -> Bool {
    guard bound.isBetter(than: objective, sense) else { return true }
    if case .integer = bound, case .integer = objective { return false }
    let (a, b) = (bound.asReal, objective.asReal)
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }

  /// Equal, or equal within rounding for real data.
  private func agrees(_ a: ObjectiveValue, _ b: ObjectiveValue) -> Bool {
    if case .integer(let x) = a, case .integer(let y) = b { return x == y }
    return abs(a.asReal - b.asReal) <= 1e-9 * max(1, abs(b.asReal))
  }

  private func noteStop(_ state: State) {
    guard let objective = state.incumbent?.objective else { return }
    if let bound = state.bound, state.restrictedTo == nil {
      if isMet(bound, by: objective), let incumbent = state.incumbent,
        state.refinementBounds.areMet(by: incumbent.refinements, for: objective)
      {
        stopped.store(3, ordering: .relaxed)
        return
      }
      if limits.gap > 0, relativeGap(incumbent: objective, bound: bound) <= limits.gap {
        stopped.store(2, ordering: .relaxed)
        return
      }
    }
    if let target = limits.target, !target.isBetter(than: objective, sense) {
      stopped.store(1, ordering: .relaxed)
    }
  }
}
