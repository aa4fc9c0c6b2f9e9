import Modeling
import OptCore

/// One worker of a run: a kernel of its own and the order in which it looks for solutions and bounds.
///
/// First a schedule built from left to right; then the objective is halved towards its bound with few conflicts each;
/// then rounds that alternate between improving the incumbent, in all of the space or in neighbourhoods of it, and refuting the
/// least objective that is not refuted yet.
struct SearchWorker: ~Copyable {
  /// What a worker looks for first.
  enum Role {
    case improve
    case bound
  }

  let model: Model
  var kernel: Kernel
  let objective: CompiledObjective?
  private let role: Role
  let shared: SharedState
  let limits: RunLimits
  let number: Int
  private let settings: CPSettings
  private var round = 0
  /// When its work began, on the monotonic clock.
  private let begin = MonotonicClock.now
  var neighbourhoods: Neighbourhoods
  /// The point of somebody else that was looked at last.
  var lastElsewhere: [Double]?
  /// Number of the clauses of others that have been looked at.
  var clausesSeen = 0

  init(
    _ compiled: consuming ModelCompiler, role: Role, seed: UInt64, worker: Int,
    shared: SharedState, limits: RunLimits, settings: CPSettings
  ) {
    model = compiled.model
    objective = compiled.objective
    if compiled.isRefuted { compiled.kernel.isRefuted = true }
    kernel = compiled.takeKernel()
    self.role = role
    self.shared = shared
    self.limits = limits
    number = worker
    self.settings = settings
    kernel.learntLimit = settings.clauses
    kernel.restarts.unit = settings.restart
    kernel.buildsFromLeft = settings.branching == .schedule
    if let objective { kernel.postponed = objective.view }
    kernel.indexAlternatives()
    neighbourhoods = Neighbourhoods(kernel, columns: model.columnCount, seed: seed, worker: worker)
    if worker > 0 {
      var random = RandomStream(seed: seed, worker: UInt64(worker))
      for variable in 0..<kernel.variableCount {
        kernel.activity.prefer(
          Int32(truncatingIfNeeded: variable), random.unit() * 1e-3)
      }
    }
  }

  /// What it has done so far.
  var statistics: WorkStatistics {
    WorkStatistics(
      kernel: kernel.statistics, kept: kernel.learntCount, neighbourhoods: neighbourhoods.searched,
      improvingNeighbourhoods: neighbourhoods.improving)
  }

  /// Searches until the answer is proven or a limit is reached.
  mutating func run(start: [Double]?) {
    if kernel.isRefuted || !kernel.propagate() {
      if kernel.isOverrun { return giveUp() }
      if start != nil { refuseStart("the model has no solution") }
      return exhausted()
    }
    publishBound()
    log("root")
    if let start { complete(start) }
    if role == .improve, shared.snapshot.best == nil, !shared.isOver {
      kernel.buildsFromLeft = true
      // A bound that another worker finds interrupts it; then it goes on.
      let end = kernel.statistics.conflicts + 200
      while shared.snapshot.best == nil, !shared.isOver, kernel.statistics.conflicts < end,
        !limits.isReached(kernel.statistics.conflicts)
      {
        attempt(conflicts: end - kernel.statistics.conflicts)
      }
      kernel.buildsFromLeft = settings.branching == .schedule
    }
    kernel.alternatesBranching = settings.branching == .alternate
    if objective != nil, role == .improve { approach() }
    while !shared.isOver && !limits.isReached(kernel.statistics.conflicts) {
      round += 1
      log("round \(round)")
      let budget = 500 + 100 * min(round, 100)
      if objective != nil, (role == .bound) == (round % 4 != 0) {
        raiseBound(conflicts: budget)
      } else if objective != nil, settings.neighbourhoods, isForNeighbourhoods(round) {
        searchNeighbourhoods(conflicts: budget)
      } else {
        attempt(conflicts: budget)
      }
    }
  }

  /// Whether a round looks around the incumbent: one of four, two where tasks choose among machines.
  private func isForNeighbourhoods(_ round: Int) -> Bool {
    round % 4 == 2 || (round % 4 == 3 && kernel.machines.firstAlternative.count > 0)
  }

  /// A line of the search log, where one is wanted.
  private func log(_ event: String) {
    guard limits.observer.wantsLog else { return }
    let facts = shared.snapshot
    let work = kernel.statistics
    let learnt = Double(max(work.learnt, 1))
    let rate = Double(work.pushes) / max(1e-6, MonotonicClock.now - begin)
    limits.observer.log(
      "cp \(number): \(event); incumbent \(facts.best.map(String.init) ?? "-"), bound \(facts.bound.map(String.init) ?? "-"); "
        + "\(work.words) (\(fixed(rate, 0)) per second), \(kernel.learntCount) clauses, length \(fixed(Double(work.learntPredicates) / learnt, 1)), "
        + "distance \(fixed(Double(work.learntLevels) / learnt, 1))")
  }

  // MARK: Steps

  /// Looks for a better solution; with `under`, only for one whose objective is at most that.
  ///
  /// - Returns: whether one was found; nil where the conflicts ran out.
  @discardableResult
  mutating func attempt(
    conflicts: Int, under target: Int? = nil, assuming given: [Predicate] = []
  ) -> Bool? {
    lookElsewhere()
    guard adopt() else { return false }
    var assumptions = given
    if let target, let objective {
      assumptions.append(Predicate(objective.view ^ 1, Value(truncatingIfNeeded: -target)))
    }
    let version = shared.currentVersion
    let (shared, limits) = (shared, limits)
    let end = kernel.statistics.conflicts + conflicts
    let outcome = kernel.search(
      assumptions: assumptions, conflictLimit: limits.cap(end),
      shouldStop: { shared.isOver || shared.currentVersion != version || limits.isTimeUp })
    switch outcome {
    case .satisfied:
      record()
      return true
    case .refuted:
      exhausted()
      return false
    case .refutedAssumptions:
      publishBound()
      return false
    case .limit, .stopped:
      publishBound()
      return nil
    case .outOfMemory:
      publishBound()
      giveUp()
      return nil
    }
  }

  /// No more memory may be taken.
  private func giveUp() {
    shared.update {
      $0.isFull = true
      return false
    }
  }

  /// Halves the distance between bound and incumbent as long as that is easy.
  private mutating func approach() {
    while let best = shared.snapshot.best, let objective, !shared.isOver {
      if limits.isReached(kernel.statistics.conflicts) { return }
      var low = Int(kernel.lower[objective.view])
      var improved = false
      while low < best - 1, !shared.isOver, !limits.isReached(kernel.statistics.conflicts) {
        let middle = low + (best - low) / 2
        let found = attempt(conflicts: 100, under: middle)
        if found == true {
          improved = true
          break
        }
        low = max(middle + 1, Int(kernel.lower[objective.view]))
      }
      if !improved { return }
    }
  }

  /// Tries to refute the least objective value that is not refuted.
  private mutating func raiseBound(conflicts: Int) {
    let end = kernel.statistics.conflicts + conflicts
    while let objective, !shared.isOver, kernel.statistics.conflicts < end {
      if limits.isReached(kernel.statistics.conflicts) { return }
      let low = Int(kernel.lower[objective.view])
      let before = kernel.statistics.conflicts
      if attempt(conflicts: end - before, under: low) == nil { return }
    }
  }
}
