import Modeling

extension ModelTable {
  /// A constraint in whole numbers; nil = inferences from it are not accepted.
  mutating func shape(of constraint: Constraint) -> Shape? {
    switch constraint {
    case .relation(let relation, let conditions):
      return conditional(relation, conditions)
    case .clause(let list): return count(list, 1, .infinity)
    case .exactlyOne(let list): return count(list, 1, 1)
    case .maximum(let value, let terms):
      return differences(terms.map { ($0, value) }).map { .maximum($0) }
    case .element(let value, let index, let terms):
      guard let place = form(index), let list = differences(terms.map { (value, $0) })
      else { return nil }
      return .element(index: place, list)
    case .allDifferent(let terms):
      return tasks(terms.map { Interval(start: $0, duration: 1) }).map { .noOverlap($0) }
    case .noOverlap(let intervals): return tasks(intervals).map { .noOverlap($0) }
    case .cumulative(let intervals, let demands, let capacity):
      guard let limit = form(capacity), let list = tasks(intervals, demands),
        list.allSatisfy({ isNeverNegative(tasks[$0].demand) })
      else { return nil }
      return .cumulative(list, capacity: limit)
    case .noOverlap2D(let x, let y):
      guard let first = tasks(x), let second = tasks(y) else { return nil }
      return .rectangles(x: first, y: second)
    case .moduloCumulative: return nil
    }
  }

  private func predicate(_ literal: Literal) -> Predicate {
    Predicate(
      variable: Int32(truncatingIfNeeded: literal.variable.index), isUpper: literal.isNegated,
      limit: literal.isNegated ? 0 : 1)
  }

  /// How many of some literals hold, as a row.
  private mutating func count(_ list: [Literal], _ lower: Double, _ upper: Double) -> Shape? {
    let negated = Double(list.count(where: \.isNegated))
    return addRow(
      list.map { Int32(truncatingIfNeeded: $0.variable.index) },
      list.map { $0.isNegated ? -1 : 1 }, lower - negated, upper - negated)
  }

  private mutating func conditional(_ relation: LinearRelation, _ list: [Literal]) -> Shape? {
    let expression = relation.expression
    guard
      case .rows(let rows) = addRow(
        expression.columns, expression.coefficients, relation.lower - expression.constant,
        relation.upper - expression.constant)
    else { return nil }
    let first = literals.count
    literals.append(contentsOf: list.map { predicate($0) })
    return .conditional(rows, if: first..<literals.count)
  }

  /// Whether sums and differences of such forms are exact, in 64 bits and as floating-point numbers.
  private func isSmall(_ form: Form) -> Bool {
    var size = abs(Double(form.constant))
    for place in form.start..<form.end {
      size += abs(Double(store.factors[place])) * self.size(of: store.variables[place])
    }
    return size <= 0x1p50
  }

  private func whole(_ value: Double) -> Int? {
    abs(value) <= 0x1p53 ? Int(exactly: value) : nil
  }

  private mutating func form(
    _ expression: LinearExpression, minus other: LinearExpression = LinearExpression()
  ) -> Form? {
    store.begin()
    for (sign, part) in [(1, expression), (-1, other)] {
      for (column, coefficient) in zip(part.columns, part.coefficients) {
        guard let factor = whole(coefficient), store.add(sign * factor, column)
        else { return nil }
      }
    }
    var result = store.finish()
    guard let constant = whole(expression.constant - other.constant) else { return nil }
    result.constant = constant
    return isSmall(result) ? result : nil
  }

  private func isNeverNegative(_ form: Form) -> Bool {
    var least = form.constant
    for place in form.start..<form.end {
      let column = Int(store.variables[place])
      least += store.factors[place] * (store.factors[place] > 0 ? lower : upper)[column]
    }
    return least >= 0
  }

  private mutating func differences(_ pairs: [(LinearExpression, LinearExpression)])
    -> Range<Int>?
  {
    let first = forms.count
    for (a, b) in pairs {
      guard let difference = form(a, minus: b) else { return nil }
      forms.append(difference)
    }
    return first..<forms.count
  }

  private mutating func tasks(_ intervals: [Interval], _ demands: [LinearExpression] = [])
    -> Range<Int>?
  {
    let first = tasks.count
    for (place, interval) in intervals.enumerated() {
      let demand = demands.indices.contains(place) ? demands[place] : LinearExpression(1)
      guard let start = form(interval.start), let duration = form(interval.duration),
        let height = form(demand)
      else { return nil }
      tasks.append(
        TaskForms(
          start: start, duration: duration, demand: height,
          presence: interval.presence.map { predicate($0) }))
    }
    return first..<tasks.count
  }
}
