/// A rule that a point breaks, and by how much.
public enum ModelViolation: Sendable, Hashable, CustomStringConvertible {
  /// The value of a variable is outside its bounds.
  case bound(variable: String, value: Double, lower: Double, upper: Double)
  /// The value of an integer variable is not whole.
  case integrality(variable: String, value: Double)
  /// The sum of a row is outside its limits.
  case row(name: String, sum: Double, lower: Double, upper: Double)
  /// A constraint does not hold.
  case constraint(name: String, kind: String, excess: Double)
  /// The point has the wrong number of values.
  case size(found: Int, expected: Int)

  /// How far the rule is broken, in its own units.
  public var amount: Double {
    switch self {
    case .bound(_, let value, let lower, let upper): max(lower - value, value - upper)
    case .integrality(_, let value): abs(value - value.rounded())
    case .row(_, let sum, let lower, let upper): max(lower - sum, sum - upper)
    case .constraint(_, _, let excess): excess
    case .size(let found, let expected): Double(abs(found - expected))
    }
  }

  /// One line: which rule, what was found, what is allowed.
  public var description: String {
    switch self {
    case .bound(let variable, let value, let lower, let upper):
      "variable \(variable) = \(value) is outside [\(lower), \(upper)]"
    case .integrality(let variable, let value): "variable \(variable) = \(value) is not whole"
    case .row(let name, let sum, let lower, let upper):
      "row \(name): sum \(sum) is outside [\(lower), \(upper)]"
    case .constraint(let name, let kind, let excess):
      "\(kind) constraint \(name) does not hold, by \(excess)"
    case .size(let found, let expected): "found \(found) values, expected \(expected)"
    }
  }
}

extension Model {
  /// Every rule that a point breaks by more than the tolerance; empty means feasible.
  ///
  /// Independent of every engine. Bounds and rows may be passed by `tolerance * max(1, |limit|, largest |term|)`,
  /// integers by `tolerance`; constraints hold for the rounded values of their expressions.
  ///
  /// - Parameters:
  ///   - point: one value a column.
  ///   - tolerance: 1e-6 is what MIP engines promise.
  /// - Complexity: O(rows + columns + terms), and O(n²) for each constraint of n intervals.
  public func violations(of point: [Double], tolerance: Double = 1e-6) -> [ModelViolation] {
    guard point.count == columnCount else {
      return [.size(found: point.count, expected: columnCount)]
    }
    var found: [ModelViolation] = []
    for column in 0..<columnCount {
      let value = point[column]
      let (lower, upper) = (columnLower[column], columnUpper[column])
      if !within(value, lower, upper, tolerance * max(1, abs(value))) {
        let name = name(of: Variable(index: column))
        found.append(.bound(variable: name, value: value, lower: lower, upper: upper))
      } else if columnKinds[column] == .integer, abs(value - value.rounded()) > tolerance {
        let name = name(of: Variable(index: column))
        found.append(.integrality(variable: name, value: value))
      }
    }
    for row in 0..<rowCount {
      var sum = 0.0
      var largest = 1.0
      for position in terms(ofRow: row) {
        let term = termCoefficients[position] * point[Int(termColumns[position])]
        sum += term
        largest = max(largest, abs(term))
      }
      if !within(sum, rowLower[row], rowUpper[row], tolerance * largest) {
        found.append(
          .row(name: rowName(row), sum: sum, lower: rowLower[row], upper: rowUpper[row]))
      }
    }
    for (index, constraint) in constraints.enumerated() {
      let excess = constraint.excess(at: point)
      if !(excess <= tolerance * constraint.scale(at: point)) {
        let name = constraintName(index)
        found.append(.constraint(name: name, kind: constraint.kind, excess: excess))
      }
    }
    return found
  }

  /// The objective's value at a point.
  ///
  /// - Parameter point: one value a column.
  public func objectiveValue(at point: [Double]) -> Double { objective.value(at: point) }

  private func within(_ value: Double, _ lower: Double, _ upper: Double, _ slack: Double) -> Bool {
    value >= lower - slack && value <= upper + slack
  }
}
