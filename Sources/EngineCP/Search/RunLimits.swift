import Modeling
import OptCore

/// When a run ends, and whom it tells what it finds.
struct RunLimits: Sendable {
  let deadline: Double?
  /// Conflicts of each worker; together they may have as many as asked for.
  let conflictLimit: Int?
  let gap: Double
  let target: Double?
  /// Greatest objective in steps that is of any use; nil = every one is.
  let mostSteps: Int?
  let objective: CompiledObjective?
  let model: Model
  let observer: EngineObserver

  init(
    _ options: EngineOptions, _ objective: CompiledObjective?, _ model: Model,
    _ observer: EngineObserver, begin: Double
  ) {
    deadline = options.timeLimit.map { begin + $0 }
    let workers = max(1, options.threads)
    conflictLimit = options.nodeLimit.map { $0 / workers + ($0 % workers > 0 ? 1 : 0) }
    gap = options.gap
    target = options.target
    self.objective = objective
    self.model = model
    self.observer = observer
    // Strictly better than the cutoff.
    mostSteps = objective.flatMap { objective in
      options.cutoff.map { cutoff in
        let steps = max(-4e18, min(4e18, (cutoff - objective.constant) / objective.unit))
        // A quotient that is all but whole was whole before it was rounded.
        let whole = steps.rounded()
        let isWhole = abs(steps - whole) <= 1e-9 * max(1, min(abs(steps), 1e6))
        return isWhole ? Int(whole) - 1 : Int(steps.rounded(.down))
      }
    }
  }

  var isTimeUp: Bool {
    observer.cancellation.isCancelled || deadline.map { MonotonicClock.now >= $0 } ?? false
  }

  func isReached(_ conflicts: Int) -> Bool {
    isTimeUp || conflictLimit.map { conflicts >= $0 } ?? false
  }

  /// A number of conflicts, or the limit where that is less.
  func cap(_ conflicts: Int) -> Int { min(conflicts, conflictLimit ?? conflicts) }

  func tell(point: [Double]) { observer.incumbent(point, model.objectiveValue(at: point)) }

  func tell(bound steps: Int) {
    if let objective { observer.bound(objective.value(steps)) }
  }

  /// Whether an incumbent is good enough: the target or the gap asked for.
  func isEnough(_ best: Int, _ bound: Int?) -> Bool {
    hasReachedTarget(best) || hasReachedGap(best, bound)
  }

  func hasReachedTarget(_ best: Int) -> Bool {
    guard let objective, let target else { return false }
    let value = objective.value(best)
    return model.sense == .minimize ? value <= target : value >= target
  }

  func hasReachedGap(_ best: Int, _ bound: Int?) -> Bool {
    guard let objective, let bound, gap > 0 else { return false }
    let (value, limit) = (objective.value(best), objective.value(bound))
    return abs(value - limit) <= gap * max(abs(value), 1e-10)
  }
}
