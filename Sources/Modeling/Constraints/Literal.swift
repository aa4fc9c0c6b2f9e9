/// A 0/1 variable or its negation, as a condition.
///
/// Every variable is a literal by itself: `x` holds where it is 1, `!x` where it is 0.
public struct Literal: Sendable, Hashable {
  /// The 0/1 variable.
  public let variable: Variable
  /// Whether the literal holds where the variable is 0.
  public let isNegated: Bool

  /// The literal of a variable, or its negation.
  public init(_ variable: Variable, isNegated: Bool = false) {
    self.variable = variable
    self.isNegated = isNegated
  }

  /// 1 where the literal holds, else 0, as an expression: `x` or `1 - x`.
  public var expression: LinearExpression {
    var result = LinearExpression(isNegated ? 1 : 0)
    result.add(isNegated ? -1 : 1, variable)
    return result
  }

  /// Whether it holds at a point: one value a column.
  public func holds(at point: [Double]) -> Bool {
    (point[variable.index] > 0.5) != isNegated
  }

  /// The same literal of whatever model it is given to.
  func withoutOwner() -> Literal {
    Literal(Variable(index: variable.index), isNegated: isNegated)
  }
}

/// What can stand where a condition is expected: a 0/1 variable, or a literal.
public protocol LogicalTerm: Sendable {
  /// The condition.
  var literal: Literal { get }
}

extension Literal: LogicalTerm {
  /// Itself.
  public var literal: Literal { self }
}

extension Variable: LogicalTerm {
  /// Holds where the variable is 1.
  public var literal: Literal { Literal(self) }
}

/// The negation of a condition.
public prefix func ! (term: some LogicalTerm) -> Literal {
  let literal = term.literal
  return Literal(literal.variable, isNegated: !literal.isNegated)
}
