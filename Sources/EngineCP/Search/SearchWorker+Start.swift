import Modeling

/// The starting point a caller may give.
extension SearchWorker {
  /// Completes a starting point: its values are assumed, the rest follows from the search.
  mutating func complete(_ start: [Double]) {
    var assumptions: [Predicate] = []
    if let reason = assume(start, &assumptions) {
      // It may lie where the compiler left out what no solution needs.
      if !takeAsItIs(start) { refuseStart(reason) }
      return
    }
    let (shared, limits) = (shared, limits)
    let outcome = kernel.search(
      assumptions: assumptions,
      conflictLimit: limits.cap(kernel.statistics.conflicts + 1000),
      shouldStop: { shared.isOver || limits.isTimeUp })
    switch outcome {
    case .satisfied: record()
    case .refuted:
      refuseStart("the model has no solution")
      exhausted()
    case .refutedAssumptions:
      if !takeAsItIs(start) { refuseStart("no solution has its values") }
    case .limit, .stopped, .outOfMemory:
      if !takeAsItIs(start) { refuseStart("it was not completed in time") }
    }
  }

  /// The first worker asks the caller for a better solution than the run's own, and takes it over.
  ///
  /// What was of no use is not looked at again before something else comes.
  mutating func lookElsewhere() {
    guard number == 0 else { return }
    let facts = shared.snapshot
    let best = facts.best.flatMap { best in objective.map { $0.value(best) } }
    guard let point = limits.observer.elsewhere(best), point != lastElsewhere,
      point.count == model.columnCount
    else { return }
    lastElsewhere = point
    var assumptions: [Predicate] = []
    if assume(point, &assumptions) == nil {
      let (shared, limits) = (shared, limits)
      let outcome = kernel.search(
        assumptions: assumptions, conflictLimit: limits.cap(kernel.statistics.conflicts + 100),
        shouldStop: { shared.isOver || limits.isTimeUp })
      if case .satisfied = outcome { return record() }
    }
    _ = takeAsItIs(point)
  }

  /// Turns the values of a starting point into assumptions.
  ///
  /// - Returns: why that cannot be done; nil = it is.
  private mutating func assume(_ start: [Double], _ assumptions: inout [Predicate]) -> String? {
    for (column, value) in start.enumerated() where value.isFinite {
      let view = Int32(truncatingIfNeeded: 2 * column)
      let name = model.name(of: Variable(index: column))
      guard abs(value - value.rounded()) <= 1e-6 else {
        if model.columnKinds[column] == .continuous { continue }
        return "\(name) = \(value) is not whole"
      }
      guard abs(value) <= Double(Kernel.limit), Value(value.rounded()) >= kernel.lower[view],
        Value(value.rounded()) <= kernel.upper(view)
      else { return "\(name) = \(value) is outside what the model leaves it" }
      let whole = Value(value.rounded())
      kernel.phase[view >> 1] = whole
      assumptions.append(Predicate(view, whole))
      assumptions.append(Predicate(view ^ 1, -whole))
    }
    return nil
  }

  /// Takes a complete starting point that satisfies the model.
  private mutating func takeAsItIs(_ start: [Double]) -> Bool {
    guard let point = model.accepted(start) else { return false }
    // Of a point with fractions, which may lie between two steps, the larger one: the lesser has not been reached.
    let steps = objective.map {
      ((model.objectiveValue(at: point) - $0.constant) / $0.unit - 1e-6).rounded(.up)
    }
    guard abs(steps ?? 0) <= greatestExact else { return false }
    take(point, steps.map { Int($0) })
    return true
  }

  func refuseStart(_ reason: String) {
    shared.update {
      $0.startFault = reason
      return false
    }
  }
}
