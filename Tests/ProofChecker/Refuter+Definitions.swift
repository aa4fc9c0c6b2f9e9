extension Refuter {
  /// Narrows the variables of all definitions that take part.
  mutating func propagateDefinitions() -> Bool {
    var place = defined.count - 1
    while place >= 0 {
      let variable = Int(defined[place])
      let definition = definitions.all[variable]
      switch definition.meaning {
      case .sum:
        if !bounds.enforce(definition.equation(sign: 1), store)
          || !bounds.enforce(definition.equation(sign: -1), store)
        {
          return false
        }
      case .when: if !propagate(variable, when: definition) { return false }
      case .column, .unknown: break
      }
      place -= 1
    }
    return true
  }

  /// A variable that is 1 if and only if a sum is small and some predicates hold.
  private mutating func propagate(_ variable: Int, when definition: Definition) -> Bool {
    let parts = definition.firstPredicate..<definition.endPredicate
    if bounds.lower[variable] >= 1 {
      for place in parts where !bounds.require(definitions.predicates[place]) { return false }
      return bounds.enforce(definition.condition(holds: true), store)
    }
    var open: Predicate?
    var openCount = 0
    for place in parts {
      let part = definitions.predicates[place]
      if bounds.fails(part) { return bounds.cap(variable, to: 0) }
      if !bounds.holds(part) {
        open = part
        openCount += 1
      }
    }
    let (low, high) = bounds.range(definition.form, store)
    if low > definition.limit { return bounds.cap(variable, to: 0) }
    let isSmall = high <= definition.limit
    if isSmall, openCount == 0 { return bounds.raise(variable, to: 1) }
    guard bounds.upper[variable] <= 0 else { return true }
    if openCount == 0 { return bounds.enforce(definition.condition(holds: false), store) }
    if isSmall, openCount == 1, let open { return bounds.forbid(open) }
    return true
  }
}
