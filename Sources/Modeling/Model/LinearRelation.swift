/// A linear constraint before it enters a model: `lower <= expression <= upper`.
public struct LinearRelation: Sendable, Hashable {
  /// The expression, with its constant.
  public var expression: LinearExpression
  /// Lower limit; `-infinity` = none.
  public var lower: Double
  /// Upper limit; `infinity` = none.
  public var upper: Double

  /// A two-sided relation.
  public init(_ lower: Double, _ expression: LinearExpression, _ upper: Double) {
    self.expression = expression
    self.lower = lower
    self.upper = upper
  }
}

/// `left <= right`.
public func <= (left: some LinearTerm, right: some LinearTerm) -> LinearRelation {
  LinearRelation(-.infinity, left - right, 0)
}

/// `left >= right`.
public func >= (left: some LinearTerm, right: some LinearTerm) -> LinearRelation {
  LinearRelation(0, left - right, .infinity)
}

/// `left = right`.
public func == (left: some LinearTerm, right: some LinearTerm) -> LinearRelation {
  LinearRelation(0, left - right, 0)
}
