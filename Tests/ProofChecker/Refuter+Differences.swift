extension Refuter {
  /// Whether the inequalities that hold now contradict each other, whatever the bounds.
  mutating func hasCycle() -> Bool {
    if defined.isEmpty, active.count < 2 { return false }
    differences.clear(variables: bounds.count)
    for variable in defined { addDefinition(Int(variable)) }
    for inequality in active { differences.add(inequality, store) }
    switch shape {
    case .rows(let range):
      for place in range { differences.add(table.inequalities[place], store) }
    case .conditional(let range, let conditions):
      if conditions.allSatisfy({ bounds.holds(table.literals[$0]) }) {
        for place in range { differences.add(table.inequalities[place], store) }
      }
    case .maximum(let range): addTerms(range)
    default: break
    }
    return differences.hasCycle() || differences.hasContradiction(store)
  }

  private mutating func addTerms(_ range: Range<Int>) {
    for place in range {
      let form = table.forms[place]
      differences.add(
        Inequality(start: form.start, end: form.end, sign: 1, limit: -form.constant), store)
    }
    guard picked >= 0 else { return }
    let form = table.forms[range.lowerBound + picked]
    differences.add(
      Inequality(start: form.start, end: form.end, sign: -1, limit: form.constant), store)
  }

  /// What a definition says of its sum under the bounds of its variable.
  private mutating func addDefinition(_ variable: Int) {
    let definition = definitions.all[variable]
    let (low, high) = (bounds.lower[variable], bounds.upper[variable])
    switch definition.meaning {
    case .sum:
      let (start, end) = (definition.start, definition.end)
      if high != Bounds.noUpper {
        differences.add(
          Inequality(start: start, end: end, sign: 1, limit: high - definition.limit), store)
      }
      if low != Bounds.noLower {
        differences.add(
          Inequality(start: start, end: end, sign: -1, limit: definition.limit - low), store)
      }
    case .when where low >= 1: differences.add(definition.condition(holds: true), store)
    case .when where high <= 0:
      let parts = definition.firstPredicate..<definition.endPredicate
      if parts.allSatisfy({ bounds.holds(definitions.predicates[$0]) }) {
        differences.add(definition.condition(holds: false), store)
      }
    default: break
    }
  }
}
