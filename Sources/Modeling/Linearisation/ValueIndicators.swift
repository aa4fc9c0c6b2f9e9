// One 0/1 column for each value that a whole expression e can take: x_v = 1 where e = v.
//
//   sum x_v = 1                       or p, where the values only count if the literal p holds
//   e = sum v x_v                     or lower(e) (1 - p) <= e - sum v x_v <= upper(e) (1 - p)
//
// Constraints on the same expression share the columns.
//
// Size: D columns for D values, 2 rows (3 with p).
// Strength: the convex hull of the values without p.

/// Columns for the values `first`, `first + 1`, ... of an expression.
struct ValueIndicators {
  let first: Int
  let columns: [Variable]

  /// The columns with their values.
  var pairs: Zip2Sequence<Range<Int>, [Variable]> { zip(first..<first + columns.count, columns) }
}

/// What columns for values are shared by.
struct IndicatorKey: Hashable {
  let expression: LinearExpression
  let presence: Literal?
  let range: ClosedRange<Int>
}

extension Lineariser {
  /// The values of an expression inside a range; nil when there is none.
  func values(
    of expression: LinearExpression, within range: ClosedRange<Int>? = nil
  ) throws(ModelError) -> ClosedRange<Int>? {
    var (lower, upper) = bounds(of: expression)
    if let range {
      lower = max(lower, Double(range.lowerBound))
      upper = min(upper, Double(range.upperBound))
    }
    guard lower.isFinite, upper.isFinite else { throw missingBound(in: expression) }
    guard lower <= upper else { return nil }
    guard abs(lower) < 1e15, abs(upper) < 1e15 else {
      throw .tooLarge(where: place, reason: "found values beyond 1e15")
    }
    return Int(lower)...Int(upper)
  }

  /// The columns for the values of an expression, which has to be inside a range.
  ///
  /// - Parameter presence: where it does not hold, the expression may take any value and all columns are 0.
  /// - Returns: nil when no value is inside.
  mutating func valueIndicators(
    of expression: LinearExpression, if presence: Literal? = nil,
    within range: ClosedRange<Int>? = nil
  ) throws(ModelError) -> ValueIndicators? {
    guard let range = try values(of: expression, within: range) else { return nil }
    let key = IndicatorKey(expression: expression, presence: presence, range: range)
    if let known = indicators[key] { return known }
    try requireRoom(columns: range.count, rows: 3)
    let number = indicators.count
    var columns: [Variable] = []
    var total = LinearExpression()
    var mean = LinearExpression()
    for value in range {
      let column = try binary("value", number, value - range.lowerBound)
      columns.append(column)
      total += column
      mean.add(Double(value), column)
    }
    if let presence {
      let bounds = try finiteBounds(of: expression)
      let isAbsent = (!presence).expression
      try row(total == presence.expression, "value_one", number)
      try row(expression - mean - bounds.upper * isAbsent <= 0, "value_most", number)
      try row(expression - mean - bounds.lower * isAbsent >= 0, "value_least", number)
    } else {
      try row(total == 1, "value_one", number)
      try row(expression == mean, "value", number)
    }
    let result = ValueIndicators(first: range.lowerBound, columns: columns)
    indicators[key] = result
    return result
  }
}
