/// What the reformulations share: the linear model as far as it is built, names, bounds, fixed literals.
struct Lineariser {
  /// The model whose constraints are replaced.
  let original: Model
  /// The linear form so far.
  private(set) var linear: Model
  /// How large it may become.
  let limits: LinearisationLimits
  /// What the constraint at hand is called in names of columns and rows.
  private var name = ""
  /// What it is called in messages.
  private(set) var place = ""
  /// Columns that stand for the values of expressions, for constraints that share one.
  var indicators: [IndicatorKey: ValueIndicators] = [:]
  /// Intervals whose duration was made non-negative.
  var intervalsWithDuration: Set<Interval> = []
  /// Literals that say whether intervals are there.
  var standings: [Interval: Standing] = [:]

  init(_ original: Model, _ limits: LinearisationLimits) {
    self.original = original
    self.limits = limits
    linear = original.withoutConstraints()
  }

  /// Replaces constraint `index` of the model.
  mutating func add(_ constraint: Constraint, _ index: Int) throws(ModelError) {
    name = original.constraintName(index)
    place = "\(constraint.kind) \(name)"
    switch constraint {
    case .relation(let relation, let conditions): try require(relation, if: conditions, "if")
    case .clause(let literals): try addClause(literals)
    case .exactlyOne(let literals): try addExactlyOne(literals)
    case .maximum(let value, let terms): try addMaximum(value, of: terms)
    case .element(let value, let index, let terms): try addElement(value, index, of: terms)
    case .allDifferent(let terms): try addAllDifferent(terms)
    case .noOverlap(let intervals): try addNoOverlap(intervals)
    case .cumulative(let intervals, let demands, let capacity):
      try addCumulative(CumulativeParts(intervals, demands, capacity))
    case .noOverlap2D(let x, let y): try addNoOverlap2D(x, y)
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      try addModuloCumulative(intervals, demands, capacity: capacity, period: period)
    }
  }

  // MARK: Columns and rows

  /// Refuses a number of further columns and rows before they are made.
  func requireRoom(columns: Int = 0, rows: Int = 0) throws(ModelError) {
    let columnCount = columns.addingReportingOverflow(linear.columnCount - original.columnCount)
    let rowCount = rows.addingReportingOverflow(linear.rowCount - original.rowCount)
    if columnCount.overflow || columnCount.partialValue > limits.columns {
      throw .tooLarge(
        where: place, reason: "found a linear form beyond \(limits.columns) new columns")
    }
    if rowCount.overflow || rowCount.partialValue > limits.rows {
      throw .tooLarge(where: place, reason: "found a linear form beyond \(limits.rows) new rows")
    }
  }

  /// A new column.
  mutating func column(
    _ kind: VariableKind, _ lower: Double, _ upper: Double, _ role: String, _ i: Int = -1,
    _ j: Int = -1
  ) throws(ModelError) -> Variable {
    try requireRoom(columns: 1)
    return linear.variable(kind, lower: lower, upper: upper, name: "\(name).\(role)", i, j)
  }

  /// A new 0/1 column.
  mutating func binary(
    _ role: String, _ i: Int = -1, _ j: Int = -1
  ) throws(ModelError) -> Variable {
    try column(.integer, 0, 1, role, i, j)
  }

  /// A new row.
  mutating func row(
    _ relation: LinearRelation, _ role: String, _ i: Int = -1, _ j: Int = -1
  ) throws(ModelError) {
    try requireRoom(rows: 1)
    linear.require(relation, "\(name).\(role)", i, j)
  }

  /// A row that no point satisfies.
  mutating func contradiction(_ role: String) throws(ModelError) {
    try row(LinearRelation(1, LinearExpression(), .infinity), role)
  }

  // MARK: Bounds

  /// The least and the greatest value of an expression.
  func bounds(of expression: LinearExpression) -> (lower: Double, upper: Double) {
    linear.bounds(of: expression)
  }

  /// The least and the greatest value of an expression, both finite.
  ///
  /// - Throws: `missingBound` naming a variable that lacks one.
  func finiteBounds(
    of expression: LinearExpression
  ) throws(ModelError) -> (lower: Double, upper: Double) {
    let (lower, upper) = bounds(of: expression)
    guard lower.isFinite, upper.isFinite else { throw missingBound(in: expression) }
    return (lower, upper)
  }

  /// The error that names the first variable of an expression without one of its bounds.
  ///
  /// - Parameter above: only bounds that limit the expression from above count.
  func missingBound(in expression: LinearExpression, above: Bool = false) -> ModelError {
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      let (lower, upper) = linear.wholeBounds(ofColumn: Int(column))
      let isMissing =
        above
        ? (coefficient > 0 ? upper == .infinity : lower == -.infinity)
        : upper == .infinity || lower == -.infinity
      if isMissing {
        let variable = linear.name(of: Variable(index: Int(column)))
        return .missingBound(where: place, variable: variable)
      }
    }
    return .notFinite(where: place)
  }

  /// Whether a literal is known to hold or not to hold; nil = neither.
  func value(of literal: Literal) -> Bool? {
    let (lower, upper) = linear.wholeBounds(ofColumn: literal.variable.index)
    if lower > 0 { return !literal.isNegated }
    return upper < 1 ? literal.isNegated : nil
  }

  /// The conditions that are not known to hold; nil when they cannot hold together.
  func open(_ conditions: [Literal]) -> [Literal]? {
    var result: [Literal] = []
    for literal in conditions {
      switch value(of: literal) {
      case true?: continue
      case false?: return nil
      case nil:
        if result.contains(!literal) { return nil }
        if !result.contains(literal) { result.append(literal) }
      }
    }
    return result
  }
}
