extension Refuter {
  /// Narrows bounds until nothing changes; false = no point is left.
  mutating func propagate() -> Bool {
    var rounds = 0
    while true {
      let before = (bounds.changes, active.count, settled.count)
      guard propagateConstraint(), propagateDefinitions(), propagateActive() else { return false }
      rounds += 1
      if before == (bounds.changes, active.count, settled.count) {
        guard testResource() else { return false }
        if before == (bounds.changes, active.count, settled.count) { return !hasCycle() }
      } else if rounds % 8 == 0 {
        // Inequalities in a circle move bounds by little in each round.
        if hasCycle() { return false }
        if rounds > 100 { return true }
      }
    }
  }

  private mutating func propagateActive() -> Bool {
    var place = 0
    while place < active.count {
      if !bounds.enforce(active[place], store) { return false }
      place += 1
    }
    return true
  }

  private mutating func propagateConstraint() -> Bool {
    switch shape {
    case .rows(let range): enforce(range)
    case .conditional(let rows, let conditions): propagate(rows, if: conditions)
    case .maximum(let range): propagateMaximum(range)
    case .element(let index, let range): propagateElement(index, range)
    case .noOverlap(let tasks): propagatePairs(tasks)
    case .cumulative(let tasks, let capacity):
      propagateProfile(tasks, capacity) && propagatePairs(tasks)
    case .rectangles(let x, let y): propagateRectangles(x, y)
    case .unsupported: true
    }
  }

  /// What is tested once bounds do not change any more.
  private mutating func testResource() -> Bool {
    switch shape {
    case .noOverlap: testLoads()
    case .cumulative(_, let capacity): testEnergy(capacity) && testLoads()
    default: true
    }
  }

  private mutating func enforce(_ range: Range<Int>) -> Bool {
    for place in range where !bounds.enforce(table.inequalities[place], store) { return false }
    return true
  }

  /// Whether an inequality holds for no point within the bounds.
  private func isBroken(_ inequality: Inequality) -> Bool {
    let form = Form(start: inequality.start, end: inequality.end, constant: 0)
    let (low, high) = bounds.range(form, store)
    if inequality.sign > 0 { return low != Bounds.noLower && low > inequality.limit }
    return high != Bounds.noUpper && -high > inequality.limit
  }

  private mutating func propagate(_ rows: Range<Int>, if conditions: Range<Int>) -> Bool {
    var open: Predicate?
    for place in conditions {
      let literal = table.literals[place]
      if bounds.fails(literal) { return true }
      if bounds.holds(literal) { continue }
      // Two that are open leave each other free, unless they are the same.
      if let other = open, other != literal { return true }
      open = literal
    }
    guard let open else { return enforce(rows) }
    let cannotHold = rows.contains { isBroken(table.inequalities[$0]) }
    return cannotHold ? bounds.forbid(open) : true
  }
}
