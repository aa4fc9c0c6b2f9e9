import Modeling

extension ModelCompiler {
  mutating func add(_ constraint: Constraint, _ place: String) throws(EngineError) {
    switch constraint {
    case .relation(let relation, let conditions):
      try add(relation, if: conditions.map(\.predicate), place)
    case .clause(let literals): require(kernel.addClause(literals.map(\.predicate)))
    case .exactlyOne(let literals): exactlyOne(literals.map(\.predicate))
    case .maximum(let greatest, let expressions):
      var terms: [Term] = []
      for expression in expressions { terms.append(try term(expression, place)) }
      maximum(try term(greatest, place), of: terms)
    case .element(let value, let index, let expressions):
      var terms: [Term] = []
      for expression in expressions { terms.append(try term(expression, place)) }
      try element(try term(value, place), at: try term(index, place), of: terms, place)
    case .allDifferent(let expressions):
      // Tasks of length 1 on one machine.
      try noOverlap(
        expressions.map { Interval(start: $0, duration: LinearExpression(1)) }, place)
    case .noOverlap(let intervals): try noOverlap(intervals, place)
    case .cumulative(let intervals, let demands, let capacity):
      try cumulative(intervals, demands, capacity, place)
    case .noOverlap2D(let x, let y): try noOverlap2D(x, y, place)
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      try moduloCumulative(intervals, demands, capacity, period, place)
    }
  }

  // MARK: Logic

  /// A literal that holds where all of them do; nil = they always do.
  mutating func conjunction(_ literals: [Predicate]) -> Predicate? {
    let open = literals.filter { !kernel.isTrue($0) }
    if open.count <= 1 { return open.first }
    let view = kernel.boolean()
    let all = Predicate(view, 1)
    kernel.proof?.define(view >> 1, when: [], and: open)
    require(kernel.addClause([all] + open.map(\.negated)))
    for literal in open { require(kernel.addClause([all.negated, literal])) }
    return all
  }

  mutating func exactlyOne(_ literals: [Predicate]) {
    groups.append(literals)
    require(kernel.addClause(literals))
    if !isRefuted { atMostOne(literals) }
  }

  /// Pairwise for a few, a sum for many; a variable may stand among them twice.
  mutating func atMostOne(_ literals: [Predicate]) {
    let variables = Set(literals.map { $0.view >> 1 })
    if variables.count < literals.count, let pair = opposites(literals) {
      // One of the two holds, so no other one does.
      for i in literals.indices where i != pair.0 && i != pair.1 && !isRefuted {
        require(kernel.addClause([literals[i].negated]))
      }
      return
    }
    if literals.count <= 8 || variables.count < literals.count {
      for i in literals.indices {
        for k in 0..<i where !isRefuted {
          require(kernel.addClause([literals[i].negated, literals[k].negated]))
        }
      }
      return
    }
    var limit = 1
    for literal in literals { limit += Int(literal.value) - 1 }
    kernel.add(
      LinearLess(literals.map { (factor: 1, view: $0.view) }, limit: limit),
      wokenBy: literals.map(\.view))
  }

  /// Places of a literal and its negation.
  private func opposites(_ literals: [Predicate]) -> (Int, Int)? {
    for (i, literal) in literals.enumerated() {
      if let k = literals[..<i].firstIndex(of: literal.negated) { return (k, i) }
    }
    return nil
  }

  /// `to >= from + distance` on terms, on condition of a literal.
  mutating func precede(
    _ from: Term, _ to: Term, distance: Int = 0, if literal: Predicate? = nil
  ) {
    if isRefuted { return }
    let gap = distance + from.offset - to.offset
    if let literal, kernel.isFalse(literal) { return }
    let reach = Int(kernel.upper(to.view)) - Int(kernel.lower[from.view])
    let least = Int(kernel.lower[to.view]) - Int(kernel.upper(from.view))
    if gap <= least { return }
    if gap > reach {
      require(literal.map { kernel.addClause([$0.negated]) } ?? false)
      return
    }
    require(
      kernel.addPrecedence(
        from: from.view, to: to.view, distance: Value(truncatingIfNeeded: gap), if: literal))
  }

  private mutating func add(
    _ relation: LinearRelation, if conditions: [Predicate], _ place: String
  ) throws(EngineError) {
    let expression = relation.expression
    guard abs(expression.constant) <= greatestExact,
      let row = IntegerRow(
        columns: expression.columns, coefficients: expression.coefficients,
        lower: relation.lower - expression.constant, upper: relation.upper - expression.constant)
    else {
      throw Self.refusal(
        place, "found coefficients without a common small denominator, expected whole numbers")
    }
    if conditions.contains(where: { kernel.isFalse($0) }) { return }
    if row.isContradictory { return require(kernel.addClause(conditions.map(\.negated))) }
    let literal = conjunction(conditions)
    var sums: [Int32: Int] = [:]
    var order: [Int32] = []
    for (column, factor) in zip(row.columns, row.factors) {
      if sums[column] == nil { order.append(column) }
      var sum = WholeSum(sums[column] ?? 0)
      sum.add(factor)
      guard sum.fits else { throw Self.refusal(place, "found sums beyond 2^61") }
      sums[column] = sum.value
    }
    let terms = order.map { (factor: sums[$0] ?? 0, view: 2 * $0) }
    if let upper = row.upper { try require(terms, atMost: upper, if: literal, place) }
    if let lower = row.lower {
      try require(
        terms.map { (factor: -$0.factor, view: $0.view) }, atMost: -lower, if: literal, place)
    }
  }

  // MARK: Maximum and element

  /// The greatest is at least every term and at most one of them, which a literal names; so it is no more than the greatest upper
  /// bound of terms that may still reach it.
  private mutating func maximum(_ greatest: Term, of terms: [Term]) {
    for term in terms { precede(term, greatest) }
    var reaching: [Predicate] = []
    for term in terms where !isRefuted {
      let literal = Predicate(kernel.boolean(), 1)
      define(literal, greatest, before: term)
      precede(greatest, term, if: literal)
      reaching.append(literal)
    }
    if !isRefuted { require(kernel.addClause(reaching)) }
    if isRefuted { return }
    kernel.add(
      Hull(
        value: greatest.view ^ 1, chosen: reaching,
        terms: terms.map { ($0.view ^ 1, greatest.offset - $0.offset) }),
      wokenBy: reaching.map { $0.view ^ 1 } + terms.map { $0.view ^ 1 })
  }

  private mutating func element(
    _ value: Term, at index: Term, of terms: [Term], _ place: String
  ) throws(EngineError) {
    let chosen = try channel(index, terms.count, place)
    for (k, literal) in chosen.enumerated() where !isRefuted {
      precede(terms[k], value, if: literal)
      precede(value, terms[k], if: literal)
    }
    if isRefuted { return }
    kernel.add(
      Hull(
        value: value.view, chosen: chosen, terms: terms.map { ($0.view, $0.offset - value.offset) }),
      wokenBy: chosen.map { $0.view ^ 1 } + terms.map(\.view))
    kernel.add(
      Hull(
        value: value.view ^ 1, chosen: chosen,
        terms: terms.map { ($0.view ^ 1, value.offset - $0.offset) }),
      wokenBy: chosen.map { $0.view ^ 1 } + terms.map { $0.view ^ 1 })
  }

  /// Literals of `index = 0, ..., count - 1`, of which exactly one holds.
  mutating func channel(_ index: Term, _ count: Int, _ place: String) throws(EngineError)
    -> [Predicate]
  {
    require(kernel.addClause([atLeast(index, 0)]))
    if isRefuted { return [] }
    require(kernel.addClause([atLeast(index, count).negated]))
    if isRefuted { return [] }
    var literals: [Predicate] = []
    for k in 0..<count where !isRefuted {
      let literal = Predicate(kernel.boolean(), 1)
      literals.append(literal)
      let (from, beyond) = (atLeast(index, k), atLeast(index, k + 1))
      kernel.proof?.define(literal.view >> 1, and: [from, beyond.negated])
      require(kernel.addClause([literal.negated, from]))
      if isRefuted { break }
      require(kernel.addClause([literal.negated, beyond.negated]))
      if isRefuted { break }
      require(kernel.addClause([literal, from.negated, beyond]))
    }
    if !isRefuted { require(kernel.addClause(literals)) }
    return literals
  }
}
