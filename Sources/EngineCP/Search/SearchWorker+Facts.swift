import Modeling

/// What a worker takes over from the others, and what it tells them.
extension SearchWorker {
  /// Takes over what others have found.
  ///
  /// - Returns: false when nothing is left to look for.
  mutating func adopt() -> Bool {
    guard let objective else { return exchangeClauses() && !shared.isOver }
    let facts = shared.snapshot
    var isPossible = true
    if let best = facts.best {
      isPossible = kernel.push(
        objective.view ^ 1, Value(clamping: -(best - 1)), Reason.none)
    } else if let most = limits.mostSteps {
      isPossible = kernel.push(objective.view ^ 1, Value(clamping: -most), Reason.none)
    }
    if isPossible, let bound = facts.bound {
      isPossible = kernel.push(objective.view, Value(truncatingIfNeeded: bound), Reason.none)
    }
    if !isPossible {
      exhausted()
      return false
    }
    return exchangeClauses()
  }

  /// The bounds of all variables are a solution: it is checked from the definition, told and made the incumbent.
  mutating func record() {
    let point = (0..<model.columnCount).map { Double(kernel.lower[2 * $0]) }
    let steps = objective.map { Int(kernel.lower[$0.view]) }
    kernel.rememberGuide()
    kernel.backtrack(to: 0)
    if let violation = model.violations(of: point).first {
      shared.update {
        $0.fault = "the engine cp found a point that breaks the model: \(violation)"
        return true
      }
      return
    }
    take(point, steps)
  }

  mutating func take(_ point: [Double], _ steps: Int?) {
    let limits = limits
    if let steps, let most = limits.mostSteps, steps > most { return }
    let proof = kernel.proof
    shared.update { facts in
      if let steps, let best = facts.best, best <= steps { return false }
      if steps == nil, facts.point != nil { return false }
      facts.point = point
      facts.best = steps
      facts.solutions += 1
      // Without an objective any solution will do.
      if steps == nil { facts.isExhausted = true }
      proof?.solution(point)
      limits.tell(point: point)
      return true
    }
    if let steps, limits.isEnough(steps, shared.snapshot.bound) { shared.finish() }
  }

  mutating func publishBound() {
    guard let objective, kernel.level == 0 else { return }
    let bound = Int(kernel.lower[objective.view])
    let limits = limits
    shared.update { facts in
      if let known = facts.bound, known >= bound { return false }
      facts.bound = bound
      // The incumbent's own value bounds what is told.
      limits.tell(bound: min(bound, facts.best ?? bound))
      return true
    }
    let facts = shared.snapshot
    if let best = facts.best, limits.isEnough(best, facts.bound) { shared.finish() }
  }

  /// Nothing is left but what has been found.
  func exhausted() {
    let limits = limits
    shared.update { facts in
      if let best = facts.best {
        if facts.bound != best { limits.tell(bound: best) }
        facts.bound = best
      }
      facts.isExhausted = true
      return true
    }
  }
}
