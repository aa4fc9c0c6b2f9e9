import Modeling

/// What became of trying a point.
enum Attempt {
  /// It satisfies everything and falsifies the clause.
  case witness(String)
  /// It does not.
  case none
  /// Its numbers do not fit into 64 bits.
  case unknown
}

extension Refuter {
  /// Tries the point of all lower bounds by definition.
  mutating func attempt() -> Attempt {
    for variable in defined { values[Int(variable)] = 0 }
    for column in bounds.lower.indices.prefix(columnCount) { values[column] = bounds.lower[column] }
    let ranked = defined.sorted { definitions.all[Int($0)].rank < definitions.all[Int($1)].rank }
    for variable in ranked {
      guard let value = value(of: definitions.all[Int(variable)]) else { return .unknown }
      values[Int(variable)] = value
      if value < bounds.lower[Int(variable)] || value > bounds.upper[Int(variable)] { return .none }
    }
    for predicate in clause where predicate.holds(at: values[Int(predicate.variable)]) {
      return .none
    }
    switch shape {
    case .rows(let range), .conditional(let range, _):
      if case .conditional(_, let conditions) = shape,
        !conditions.allSatisfy({ holds(table.literals[$0]) })
      {
        break
      }
      for place in range {
        let it = table.inequalities[place]
        guard let sum = sum(it.start, it.end) else { return .unknown }
        if it.sign * sum > it.limit { return .none }
      }
    default:
      let point = values.prefix(columnCount).map { Double($0) }
      if constraint >= 0, table.originals[constraint].excess(at: point) > 1e-6 { return .none }
    }
    return .witness(text(ranked))
  }

  private func holds(_ predicate: Predicate) -> Bool {
    predicate.holds(at: values[Int(predicate.variable)])
  }

  /// The sum of some terms; nil = it does not fit.
  private func sum(_ start: Int, _ end: Int) -> Int? {
    var total = 0
    for place in start..<end {
      let (product, isTooLarge) = store.factors[place].multipliedReportingOverflow(
        by: values[Int(store.variables[place])])
      let (sum, overflow) = total.addingReportingOverflow(product)
      if isTooLarge || overflow || sum.magnitude > greatestNumber { return nil }
      total = sum
    }
    return total
  }

  /// The value of a defined variable; nil = it does not fit.
  private func value(of definition: Definition) -> Int? {
    guard let sum = sum(definition.start, definition.end) else { return nil }
    if definition.meaning == .sum {
      let value = sum + definition.limit
      return value.magnitude > greatestNumber ? nil : value
    }
    let parts = definition.firstPredicate..<definition.endPredicate
    return sum <= definition.limit && parts.allSatisfy { holds(definitions.predicates[$0]) } ? 1 : 0
  }

  private func text(_ ranked: [Int32]) -> String {
    let all = columns + others + ranked
    let list = all.prefix(16).map { "\($0) = \(values[Int($0)])" }.joined(separator: ", ")
    return "with \(list)\(all.count > 16 ? ", ..." : "") the source holds and the clause does not"
  }
}
