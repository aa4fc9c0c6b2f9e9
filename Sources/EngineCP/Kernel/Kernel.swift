/// The state of a lazy-clause-generation search: bounds of views, the trail, clauses, precedences, the queue of propagators.
///
/// Everything lies in flat buffers. A run works on it through `inout`, so that the hot loops are those of C. Values lie within
/// `Kernel.limit`; the caller checks that when it makes variables.
///
/// Files: `+Propagate` (the fixpoint), `+Clauses` (two watched predicates), `+Precedences`, `+Explain`, `+Analyse`
/// (first unique implication point), `+Core` (assumptions), `+Minimise`, `+Reduce` (forgetting), `+Branch` (which decision is next), `+Alternatives` (machines to choose).
///
/// Source: Ohrimenko, Stuckey and Codish, "Propagation via lazy clause generation" (2009); Feydy and Stuckey, "Lazy
/// clause generation reengineered" (2009).
package struct Kernel: ~Copyable {
  /// Greatest absolute value of a bound: 2^60, so that sums of up to seven bounds stay within a word.
  static let limit: Value = Value.max / 8 + 1

  // MARK: State of the search

  /// Lower bound of each view; the upper bound of view v is `-lower[v ^ 1]`.
  package var lower = Buffer<Value>()
  /// Newest trail entry of each view; -1 = none.
  var newest = Buffer<Int32>()
  package var trail = Buffer<TrailEntry>()
  /// Entries before this place have been propagated.
  var head = 0
  /// Trail length and `stored` length when each level began.
  var levelTrail = Buffer<Int32>()
  var levelStored = Buffer<Int32>()
  /// Explanations kept by propagators that explain at once.
  var stored = Buffer<Predicate>()
  /// Whether the constraints have been refuted at the root.
  var isRefuted = false
  /// Trail length when propagation began and when it is looked at, and whether it was given up.
  var roundBegin = 0
  var nextLook = 0
  package var isOverrun = false
  /// By view: its place on a way back from cause to cause; -1 = none.
  var cycleMarks = Buffer<Int32>()

  // MARK: Constraints

  var clauses = ClauseStore()
  /// Watches by the view whose rise falsifies the watched predicate.
  var watches = Buffer<Buffer<Watch>>()
  var precedences = Buffer<Precedence>()
  /// Precedences by the view they start from.
  var outgoing = Buffer<Buffer<OutgoingPrecedence>>()
  /// Numbers of the precedences that a view's predicates switch on.
  var enforced = Buffer<Buffer<Int32>>()
  /// Propagators by the view whose rise wakes them.
  var subscribers = Buffer<Buffer<Subscription>>()
  /// What propagators have to look at again; place 0 is nobody's.
  var isStale = Buffer<Bool>()
  var propagators = Buffer<Unmanaged<Propagator>>()
  var queues = (Buffer<Int32>(), Buffer<Int32>())
  var isQueued = Buffer<Bool>()

  // MARK: Conflict analysis

  /// Predicates that hold and cannot hold together.
  package var conflict = Buffer<Predicate>()
  /// Explanation asked for last.
  package var reasons = Buffer<Predicate>()
  var nogood = Buffer<Predicate>()
  /// Strongest predicate of each view in the working nogood; `Kernel.absent` = none.
  var needed = Buffer<Value>()
  static let absent = Value.min
  var touched = Buffer<Int32>()
  /// Trail entries found redundant (1) or needed (2) while a nogood is minimised.
  var marks = Buffer<UInt8>()
  var markValues = Buffer<Value>()
  var marked = Buffer<Int32>()
  var pending = Buffer<Predicate>()
  var dropped = Buffer<Predicate>()
  /// Literal block distance of the clause learnt last: the number of levels among its predicates.
  var learntDistance: Int32 = 0
  var levelStamp = Buffer<Int32>()
  var stamp: Int32 = 0
  /// Learnt clauses of one or two predicates for other workers, as pairs, where they are wanted.
  var short = Buffer<Predicate>()
  var sharesShort = false

  /// Of the assumptions that a search has refuted, some that are refuted together.
  package var core = Buffer<Predicate>()
  /// Whether `core` is wanted. To look for it makes the clauses it goes through more active.
  package var findsCore = false

  // MARK: Branching

  var activity = ActivityHeap()
  /// Value each variable had when it was fixed last.
  var phase = Buffer<Value>()
  /// Views that are fixed at their lower bound once all decision variables are fixed.
  var completion = Buffer<Int32>()
  /// A view that follows from the others, as an objective to be minimised does; -1 = none.
  var postponed: Int32 = -1
  /// Values of the best solution, which phases return to at every other restart; empty = none.
  var guide = Buffer<Value>()
  /// Which tasks are on which machines.
  var machines = MachineTable()
  /// Whether `completion` comes before the decision variables: a schedule is built from left to right.
  var buildsFromLeft = false
  /// Whether `buildsFromLeft` changes at every other restart.
  var alternatesBranching = false
  var restarts = LubyRestarts()
  /// Learnt clauses at which half of them is forgotten, and what that number grows by.
  var learntLimit = 4000
  var learntGrowth = 500
  /// Most cells that clauses may take; beyond it more of them are forgotten.
  package var mostCells = Int.max
  package var statistics = KernelStatistics()

  // MARK: Proof

  /// Where every step is written down, if it is; `isLogging` is what the hot loops look at.
  var proof: ProofLog?
  var isLogging = false
  /// The constraint that is being compiled, and those of the propagators and precedences.
  var source = ProofSource.definitions
  var propagatorSources = Buffer<ProofSource>()
  var precedenceSources = Buffer<ProofSource>()
  /// The propagator at work, and what made the predicates in `conflict` contradict.
  var running: Int32 = 0
  var conflictReason = Reason.none
  var conflictPayload: Int32 = 0
  /// Numbers of the clauses that the clause being learnt follows from.
  var hints = Buffer<Int32>()
  /// Entries of the root's trail before this place have been logged.
  var loggedRoot = 0

  init() { isStale.append(false) }

  deinit {
    for list in [lower, needed, markValues, phase, guide] { list.free() }
    for list in [
      newest, cycleMarks, levelTrail, levelStored, touched, marked, levelStamp, completion, hints,
    ] { list.free() }
    machines.free()
    propagatorSources.free()
    precedenceSources.free()
    trail.free()
    for list in [stored, conflict, reasons, nogood, pending, dropped, short, core] { list.free() }
    clauses.free()
    for view in 0..<watches.count {
      watches[view].free()
      outgoing[view].free()
      enforced[view].free()
      subscribers[view].free()
    }
    watches.free()
    precedences.free()
    outgoing.free()
    enforced.free()
    subscribers.free()
    isStale.free()
    for i in 0..<propagators.count { propagators[i].release() }
    propagators.free()
    queues.0.free()
    queues.1.free()
    isQueued.free()
    marks.free()
    activity.free()
  }

  // MARK: Variables and bounds

  /// Number of variables.
  var variableCount: Int { phase.count }
  /// Number of decisions made.
  @inline(__always)
  package var level: Int32 { Int32(truncatingIfNeeded: levelTrail.count) }

  /// Adds a variable with bounds `lower...upper` and returns its first view.
  ///
  /// - Parameter isDecision: whether conflict-driven branching picks it.
  mutating func variable(_ lower: Value, _ upper: Value, isDecision: Bool) -> Int32 {
    let view = Int32(truncatingIfNeeded: self.lower.count)
    for bound in [lower, -upper] {
      self.lower.append(bound)
      newest.append(-1)
      needed.append(Kernel.absent)
      watches.append(Buffer())
      outgoing.append(Buffer())
      enforced.append(Buffer())
      subscribers.append(Buffer())
    }
    phase.append(lower)
    activity.add(isDecision: isDecision)
    return view
  }

  /// Adds a 0/1 variable and returns the view in which 1 is true.
  mutating func boolean(isDecision: Bool = true) -> Int32 {
    variable(0, 1, isDecision: isDecision)
  }

  @inline(__always)
  package func upper(_ view: Int32) -> Value { -lower[view ^ 1] }
  @inline(__always)
  package func isTrue(_ p: Predicate) -> Bool { lower[p.view] >= p.value }
  @inline(__always)
  package func isFalse(_ p: Predicate) -> Bool { -lower[p.view ^ 1] < p.value }
  @inline(__always)
  package func isFixed(_ view: Int32) -> Bool { lower[view] == -lower[view ^ 1] }

  // MARK: Trail

  /// Raises a view's bound, or meets a conflict, which is then in `conflict`.
  ///
  /// - Returns: whether the view can take the value.
  @inline(__always)
  mutating func push(_ view: Int32, _ value: Value, _ reason: Int32, _ payload: Int32 = 0) -> Bool {
    if value <= lower[view] { return true }
    if value > -lower[view ^ 1] { return refuse(view, reason, payload) }
    trail.append(
      TrailEntry(
        view: view, old: lower[view], new: value, previous: newest[view], reason: reason,
        payload: payload, level: level))
    newest[view] = Int32(truncatingIfNeeded: trail.count - 1)
    lower[view] = value
    return true
  }

  /// A bound beyond the opposite one: the weakest such bound and its opposite contradict.
  @inline(never)
  private mutating func refuse(_ view: Int32, _ reason: Int32, _ payload: Int32) -> Bool {
    let opposite = Predicate(view ^ 1, lower[view ^ 1])
    (conflictReason, conflictPayload) = (reason, payload)
    explain(opposite.negated, reason, payload, before: Int32(truncatingIfNeeded: trail.count))
    conflict.truncate(to: 0)
    for i in 0..<reasons.count { conflict.append(reasons[i]) }
    conflict.append(opposite)
    return false
  }

  /// Opens a level with a decision that is neither true nor false.
  package mutating func decide(_ p: Predicate) {
    levelTrail.append(Int32(truncatingIfNeeded: trail.count))
    levelStored.append(Int32(truncatingIfNeeded: stored.count))
    let isPossible = push(p.view, p.value, Reason.none)
    assert(isPossible)
  }

  /// Undoes all levels above `target`.
  package mutating func backtrack(to target: Int32) {
    guard level > target else { return }
    let length = Int(levelTrail[target])
    while trail.count > length {
      let entry = trail.removeLast()
      let view = entry.view
      if lower[view] == -lower[view ^ 1] {
        phase[view >> 1] = (view & 1) == 0 ? lower[view] : -lower[view]
        activity.insert(view >> 1)
      }
      lower[view] = entry.old
      newest[view] = entry.previous
    }
    stored.truncate(to: Int(levelStored[target]))
    levelTrail.truncate(to: Int(target))
    levelStored.truncate(to: Int(target))
    head = length
    clearQueues()
  }

  /// The bound of a view just before trail place `position`.
  @inline(__always)
  func bound(_ view: Int32, before position: Int32) -> Value {
    var entry = newest[view]
    var value = lower[view]
    while entry >= position {
      value = trail[entry].old
      entry = trail[entry].previous
    }
    return value
  }

  /// The entry that made a true predicate true; -1 = it has always been true.
  @inline(__always)
  package func entry(of p: Predicate) -> Int32 {
    var entry = newest[p.view]
    while entry >= 0, trail[entry].old >= p.value { entry = trail[entry].previous }
    return entry
  }
}

/// Counts of a kernel's work.
package struct KernelStatistics: BitwiseCopyable {
  package var conflicts = 0
  var decisions = 0
  var restarts = 0
  var pushes = 0
  var learnt = 0
  var learntPredicates = 0
  var learntLevels = 0
  var minimisedAway = 0
  var forgotten = 0
}
