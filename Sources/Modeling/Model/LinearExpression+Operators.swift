// Sums, differences and multiples read like mathematics. The left operand is consumed, so that a chain of n
// additions appends to one buffer.

/// The sum of two terms.
public func + (left: some LinearTerm, right: some LinearTerm) -> LinearExpression {
  var result = LinearExpression()
  left.add(to: &result, factor: 1)
  right.add(to: &result, factor: 1)
  return result
}

/// An expression and one more term; O(1) amortised when the expression is not used elsewhere.
public func + (left: consuming LinearExpression, right: some LinearTerm) -> LinearExpression {
  right.add(to: &left, factor: 1)
  return left
}

/// The difference of two terms.
public func - (left: some LinearTerm, right: some LinearTerm) -> LinearExpression {
  var result = LinearExpression()
  left.add(to: &result, factor: 1)
  right.add(to: &result, factor: -1)
  return result
}

/// An expression less one term; O(1) amortised when the expression is not used elsewhere.
public func - (left: consuming LinearExpression, right: some LinearTerm) -> LinearExpression {
  right.add(to: &left, factor: -1)
  return left
}

/// Adds a term in place.
public func += (left: inout LinearExpression, right: some LinearTerm) {
  right.add(to: &left, factor: 1)
}

/// Subtracts a term in place.
public func -= (left: inout LinearExpression, right: some LinearTerm) {
  right.add(to: &left, factor: -1)
}

/// A multiple of a variable.
public func * (left: Double, right: Variable) -> LinearExpression {
  var result = LinearExpression()
  result.add(left, right)
  return result
}

/// A multiple of a variable.
public func * (left: Int, right: Variable) -> LinearExpression { Double(left) * right }

/// A multiple of an expression.
public func * (left: Double, right: consuming LinearExpression) -> LinearExpression {
  right.scale(by: left)
  return right
}

/// A multiple of an expression.
public func * (left: Int, right: consuming LinearExpression) -> LinearExpression {
  Double(left) * right
}

/// A multiple of a variable.
public func * (left: Variable, right: Double) -> LinearExpression { right * left }

/// A multiple of a variable.
public func * (left: Variable, right: Int) -> LinearExpression { Double(right) * left }

/// A multiple of an expression.
public func * (left: consuming LinearExpression, right: Double) -> LinearExpression {
  right * left
}

/// A multiple of an expression.
public func * (left: consuming LinearExpression, right: Int) -> LinearExpression {
  Double(right) * left
}

/// A fraction of a variable; division by 0 is a fault of the model that gets it.
public func / (left: Variable, right: Double) -> LinearExpression {
  var result = LinearExpression()
  result.add(1 / right, left)
  return result
}

/// A fraction of a variable; division by 0 is a fault of the model that gets it.
public func / (left: Variable, right: Int) -> LinearExpression { left / Double(right) }

/// A fraction of an expression, each coefficient divided.
public func / (left: consuming LinearExpression, right: Double) -> LinearExpression {
  left.divide(by: right)
  return left
}

/// A fraction of an expression, each coefficient divided.
public func / (left: consuming LinearExpression, right: Int) -> LinearExpression {
  left / Double(right)
}

/// The negated variable.
public prefix func - (operand: Variable) -> LinearExpression { -1.0 * operand }

/// The negated expression.
public prefix func - (operand: consuming LinearExpression) -> LinearExpression { -1.0 * operand }

/// The sum of a term over the elements of a sequence.
///
/// - Complexity: O(number of terms).
public func sum<Elements: Sequence, Term: LinearTerm>(
  _ elements: Elements, _ term: (Elements.Element) -> Term
) -> LinearExpression {
  var result = LinearExpression()
  result.reserve(elements.underestimatedCount)
  for element in elements { term(element).add(to: &result, factor: 1) }
  return result
}

/// The sum of a sequence of terms.
public func sum(_ terms: some Sequence<some LinearTerm>) -> LinearExpression { sum(terms) { $0 } }
