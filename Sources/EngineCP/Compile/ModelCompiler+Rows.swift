import Modeling

extension ModelCompiler {
  /// The rows of a model in whole numbers.
  static func rows(of model: Model) throws(EngineError) -> [IntegerRow] {
    var rows: [IntegerRow] = []
    rows.reserveCapacity(model.rowCount)
    for index in 0..<model.rowCount {
      let range = model.terms(ofRow: index)
      guard
        let row = IntegerRow(
          columns: model.termColumns[range], coefficients: model.termCoefficients[range],
          lower: model.rowLower[index], upper: model.rowUpper[index])
      else {
        throw refusal(
          "row \(model.rowName(index))",
          "found coefficients without a common small denominator, expected whole numbers")
      }
      rows.append(row)
    }
    return rows
  }

  /// Continuous variables are taken as whole where that loses nothing: in every row they form a difference of two, or stand
  /// alone, with coefficients 1 and -1, so that for fixed integers some best point is whole.
  static func requireWhole(_ model: Model, _ rows: [IntegerRow]) throws(EngineError) {
    guard let first = model.columnKinds.firstIndex(of: .continuous) else { return }
    let name = model.name(of: Variable(index: first))
    func refuse(_ place: String) -> EngineError {
      refusal(
        "variable \(name)",
        "found a continuous variable that need not be whole (\(place)); the engine cp takes integers"
      )
    }
    for column in 0..<model.columnCount where model.columnKinds[column] == .continuous {
      for bound in [model.columnLower[column], model.columnUpper[column]]
      where bound.isFinite && bound != bound.rounded() {
        throw refuse("a bound of \(bound)")
      }
    }
    for (index, row) in rows.enumerated() {
      var (plus, minus) = (0, 0)
      for (column, factor) in zip(row.columns, row.factors)
      where model.columnKinds[Int(column)] == .continuous {
        if factor == 1 { plus += 1 } else if factor == -1 { minus += 1 } else { plus += 2 }
      }
      let limits = [model.rowLower[index], model.rowUpper[index]].filter(\.isFinite)
      if plus > 1 || minus > 1 || (plus + minus > 0 && limits.contains { $0 != $0.rounded() }) {
        throw refuse("row \(model.rowName(index))")
      }
    }
    for constraint in model.constraints {
      for column in constraint.columns where model.columnKinds[Int(column)] == .continuous {
        throw refuse("a \(constraint.kind) constraint")
      }
    }
  }

  mutating func add(_ row: IntegerRow) throws(EngineError) {
    let terms = zip(row.columns, row.factors).map { (factor: $1, view: 2 * $0) }
    if let upper = row.upper { try require(terms, atMost: upper, if: nil, "a row") }
    if let lower = row.lower {
      try require(
        terms.map { (factor: -$0.factor, view: $0.view) }, atMost: -lower, if: nil, "a row")
    }
  }

  /// Adds `Σ factor * view <= limit`, in the form that propagates best.
  mutating func require(
    _ terms: [(factor: Int, view: Int32)], atMost limit: Int, if literal: Predicate?,
    _ place: String
  ) throws(EngineError) {
    if isRefuted { return }
    var open: [(factor: Int, view: Int32)] = []
    // The limit without fixed terms, and how far from 0 the sum against it can be.
    var (rest, reach) = (WholeSum(limit), WholeSum())
    for (factor, view) in terms where factor != 0 {
      let positive = factor > 0 ? (factor: factor, view: view) : (factor: -factor, view: view ^ 1)
      let low = Int(kernel.lower[positive.view])
      if kernel.isFixed(positive.view) {
        rest.add(-positive.factor, times: low)
        continue
      }
      reach.add(positive.factor, times: max(abs(low), abs(Int(kernel.upper(positive.view)))))
      open.append(positive)
    }
    let limit = rest.value
    if reach.fits, rest.fits, limit >= reach.value { return }
    reach.add(abs(limit))
    guard rest.fits, reach.fits else { throw Self.refusal(place, "found sums beyond 2^61") }
    if let literal, kernel.isFalse(literal) { return }
    let literal = literal.flatMap { kernel.isTrue($0) ? nil : $0 }
    let least = open.reduce(0) { $0 + $1.factor * Int(kernel.lower[$1.view]) }
    if least > limit {
      require(literal.map { kernel.addClause([$0.negated]) } ?? false)
      return
    }
    let most = open.reduce(0) { $0 + $1.factor * Int(kernel.upper($1.view)) }
    if most <= limit { return }
    if open.count == 1, let only = open.first {
      let bound = Predicate(
        only.view ^ 1, Value(truncatingIfNeeded: -floorDivide(limit, by: only.factor)))
      require(kernel.addClause([bound] + (literal.map { [$0.negated] } ?? [])))
      return
    }
    if open.count == 2, open[0].factor == open[1].factor {
      // v + w <= limit, so -v >= w - limit.
      let bound = floorDivide(limit, by: open[0].factor)
      if abs(bound) <= Int(Kernel.limit) {
        require(
          kernel.addPrecedence(
            from: open[1].view, to: open[0].view ^ 1, distance: Value(truncatingIfNeeded: -bound),
            if: literal))
        return
      }
    }
    if let clause = clause(open, limit, least) {
      require(kernel.addClause(clause + (literal.map { [$0.negated] } ?? [])))
      return
    }
    kernel.add(
      LinearLess(open, limit: limit, if: literal),
      wokenBy: open.map(\.view) + (literal.map { [$0.view] } ?? []))
  }

  /// A row of 0/1 views that only all of them at 1 would break.
  private func clause(_ terms: [(factor: Int, view: Int32)], _ limit: Int, _ least: Int)
    -> [Predicate]?
  {
    guard terms.allSatisfy({ kernel.upper($0.view) == kernel.lower[$0.view] + 1 }) else {
      return nil
    }
    let total = terms.reduce(0) { $0 + $1.factor }
    guard let smallest = terms.map(\.factor).min(), total - smallest <= limit - least else {
      return nil
    }
    return terms.map { Predicate($0.view, kernel.upper($0.view)).negated }
  }
}
