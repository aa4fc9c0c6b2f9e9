extension Constraint {
  /// What does not fit together, whatever the model; nil = nothing.
  var shapeFault: String? {
    switch self {
    case .relation(let relation, _):
      return relation.limitsFault
    case .cumulative(let intervals, let demands, _) where intervals.count != demands.count:
      return "found \(demands.count) demands for \(intervals.count) intervals"
    case .moduloCumulative(let intervals, let demands, _, let period):
      if intervals.count != demands.count {
        return "found \(demands.count) demands for \(intervals.count) intervals"
      }
      if period < 1 { return "found the period \(period), expected at least 1" }
      return demands.first { $0 < 0 }.map { "found the demand \($0), expected at least 0" }
    case .noOverlap2D(let x, let y) where x.count != y.count:
      return "found \(x.count) sides in x and \(y.count) in y"
    case .maximum(_, let terms) where terms.isEmpty:
      return "found no term to take the greatest of"
    case .element(_, _, let terms) where terms.isEmpty: return "found no term to choose from"
    default: return nil
    }
  }

  /// The expressions that take whole values only, with what they are.
  private var wholeExpressions: [LinearExpression] {
    if case .relation = self { return [] }
    return expressions
  }

  /// What a model cannot accept of the constraint; nil = nothing.
  ///
  /// - Parameter place: what to call it.
  func fault(in model: Model, _ place: () -> String) -> ModelError? {
    if let reason = shapeFault { return .badShape(where: place(), reason: reason) }
    for expression in expressions {
      if let fault = model.fault(of: expression.columns, expression.owner, place) { return fault }
      if !expression.constant.isFinite || !expression.coefficients.allSatisfy(\.isFinite) {
        return .notFinite(where: place())
      }
    }
    for literal in literals {
      let variable = literal.variable
      if !model.accepts(variable.owner) { return .foreignVariable(where: place()) }
      guard model.columnKinds.indices.contains(variable.index) else {
        return .unknownVariable(index: variable.index, columns: model.columnCount)
      }
      if !model.isBinary(variable) {
        let reason = "\(model.name(of: variable)) is no 0/1 variable"
        return .badShape(where: place(), reason: reason)
      }
    }
    for expression in wholeExpressions where !model.isWhole(expression) {
      return .badShape(where: place(), reason: model.fraction(in: expression))
    }
    if case .cumulative(_, let demands, _) = self {
      for (index, demand) in demands.enumerated() where model.bounds(of: demand).lower < 0 {
        return .badShape(
          where: place(), reason: "demand \(index) can be negative, expected at least 0")
      }
    }
    return nil
  }
}

extension LinearRelation {
  /// What is wrong with the limits; nil = nothing.
  fileprivate var limitsFault: String? {
    let (low, high) = (lower - expression.constant, upper - expression.constant)
    let isSound = low <= high && low < .infinity && high > -.infinity
    return isSound ? nil : "found limits \(low) and \(high), expected lower <= upper"
  }
}

extension Model {
  /// Columns that the model does not have, or variables of another one; nil = none.
  fileprivate func fault(
    of columns: [Int32], _ owner: ModelOwner, _ place: () -> String
  ) -> ModelError? {
    if !accepts(owner) { return .foreignVariable(where: place()) }
    return columns.first { $0 < 0 || Int($0) >= columnCount }
      .map { .unknownVariable(index: Int($0), columns: columnCount) }
  }

  /// Whether a variable takes no values but 0 and 1.
  fileprivate func isBinary(_ variable: Variable) -> Bool {
    columnKinds[variable.index] == .integer && columnLower[variable.index] >= 0
      && columnUpper[variable.index] <= 1
  }

  /// What keeps an expression from having whole values only.
  fileprivate func fraction(in expression: LinearExpression) -> String {
    for column in expression.columns where columnKinds[Int(column)] != .integer {
      return "\(name(of: Variable(index: Int(column)))) is no integer variable"
    }
    let numbers = expression.coefficients + [expression.constant]
    let found = numbers.first { $0 != $0.rounded() } ?? 0
    return "found the number \(found), expected a whole one"
  }
}
