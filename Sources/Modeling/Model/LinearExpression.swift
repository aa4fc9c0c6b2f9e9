/// A linear expression: a constant plus coefficients times variables.
///
/// Terms are appended to one buffer and duplicates are merged once, when the expression enters a model, so that n terms
/// take O(n) time with `sum`, `+=` and inside one formula. In a loop use `+=`: `e = e + x` copies `e`.
public struct LinearExpression: Sendable, Hashable {
  /// Column of each term; a column may stand several times.
  public private(set) var columns: [Int32] = []
  /// Coefficient of each term.
  public private(set) var coefficients: [Double] = []
  /// The constant.
  public var constant: Double
  /// Whose variables the terms are.
  private(set) var owner = ModelOwner.any

  /// A constant.
  public init(_ constant: Double = 0) { self.constant = constant }

  /// Makes room for a number of terms that is known beforehand.
  public mutating func reserve(_ count: Int) {
    columns.reserveCapacity(count)
    coefficients.reserveCapacity(count)
  }

  /// Adds `coefficient * variable`.
  public mutating func add(_ coefficient: Double, _ variable: Variable) {
    columns.append(Int32(truncatingIfNeeded: variable.index))
    coefficients.append(coefficient)
    if variable.owner != owner { owner = owner.joined(with: variable.owner) }
  }

  /// Adds `factor * other`.
  public mutating func add(_ factor: Double, _ other: LinearExpression) {
    constant += factor * other.constant
    owner = owner.joined(with: other.owner)
    columns.append(contentsOf: other.columns)
    if factor == 1 {
      coefficients.append(contentsOf: other.coefficients)
    } else {
      coefficients.append(contentsOf: other.coefficients.lazy.map { factor * $0 })
    }
  }

  mutating func scale(by factor: Double) {
    constant *= factor
    for index in coefficients.indices { coefficients[index] *= factor }
  }

  mutating func divide(by divisor: Double) {
    constant /= divisor
    for index in coefficients.indices { coefficients[index] /= divisor }
  }

  /// The value at a point.
  ///
  /// - Parameter point: one value a column.
  public func value(at point: [Double]) -> Double {
    var total = constant
    for (column, coefficient) in zip(columns, coefficients) {
      total += coefficient * point[Int(column)]
    }
    return total
  }
}

/// Anything that stands for a linear expression: a number, a variable, an expression.
public protocol LinearTerm {
  /// Adds `factor` times this to an expression.
  func add(to expression: inout LinearExpression, factor: Double)
}

extension LinearExpression: LinearTerm {
  /// Appends all terms.
  public func add(to expression: inout LinearExpression, factor: Double) {
    expression.add(factor, self)
  }
}

extension Variable: LinearTerm {
  /// Appends one term.
  public func add(to expression: inout LinearExpression, factor: Double) {
    expression.add(factor, self)
  }
}

extension Double: LinearTerm {
  /// Adds to the constant.
  public func add(to expression: inout LinearExpression, factor: Double) {
    expression.constant += factor * self
  }
}

extension Int: LinearTerm {
  /// Adds to the constant.
  public func add(to expression: inout LinearExpression, factor: Double) {
    expression.constant += factor * Double(self)
  }
}
