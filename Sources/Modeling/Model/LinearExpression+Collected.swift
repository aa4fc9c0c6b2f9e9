extension LinearExpression {
  /// The expression with duplicates added up in order of first occurrence and zeros left out, as terms of whatever
  /// model it is given to.
  ///
  /// - Complexity: O(number of terms).
  public func collected() -> LinearExpression {
    var result = LinearExpression(constant)
    result.reserve(columns.count)
    if columns.count <= 8 {
      // Short ones, of which there are many, without a table.
      for (place, column) in columns.enumerated() where !columns[..<place].contains(column) {
        var total = 0.0
        for other in place..<columns.count where columns[other] == column {
          total += coefficients[other]
        }
        if total != 0 { result.add(total, Variable(index: Int(column))) }
      }
      return result
    }
    var places: [Int32: Int] = [:]
    var order: [Int32] = []
    var totals: [Double] = []
    for (column, coefficient) in zip(columns, coefficients) {
      if let place = places[column] {
        totals[place] += coefficient
      } else {
        places[column] = order.count
        order.append(column)
        totals.append(coefficient)
      }
    }
    for (column, total) in zip(order, totals) where total != 0 {
      result.add(total, Variable(index: Int(column)))
    }
    return result
  }

  /// Whether no variable is part of it; duplicates that cancel out count as variables.
  public var isConstant: Bool { columns.isEmpty }
}

extension Model {
  /// The least and the greatest value of an expression under the bounds of its variables alone; integer variables count
  /// with the whole numbers between their bounds. Infinite where a bound is missing.
  ///
  /// - Complexity: O(number of terms).
  public func bounds(of term: some LinearTerm) -> (lower: Double, upper: Double) {
    let expression = LinearExpression(of: term).collected()
    var (lower, upper) = (expression.constant, expression.constant)
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      let (low, high) = wholeBounds(ofColumn: Int(column))
      lower += coefficient > 0 ? coefficient * low : coefficient * high
      upper += coefficient > 0 ? coefficient * high : coefficient * low
    }
    return (lower, upper)
  }

  /// The bounds of a column, of an integer one rounded inwards.
  func wholeBounds(ofColumn column: Int) -> (lower: Double, upper: Double) {
    let (lower, upper) = (columnLower[column], columnUpper[column])
    guard columnKinds[column] == .integer else { return (lower, upper) }
    return ((lower - 1e-9).rounded(.up), (upper + 1e-9).rounded(.down))
  }

  /// Whether an expression has whole values only: integer variables, whole coefficients and a whole constant.
  func isWhole(_ expression: LinearExpression) -> Bool {
    expression.constant == expression.constant.rounded()
      && expression.coefficients.allSatisfy { $0 == $0.rounded() }
      && expression.columns.allSatisfy { columnKinds[Int($0)] == .integer }
  }
}
