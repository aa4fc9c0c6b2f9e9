/// How finely the objective can change: what lets an engine round its bounds.
extension Model {
  /// The largest number of which every objective value, without the constant, is a multiple; nil = none is known.
  ///
  /// Known when every variable of the objective is an integer one and its coefficients are whole numbers. A
  /// formulation whose continuous variables take whole values at some optimum states it in the engine's options.
  public var objectiveStep: Double? {
    var divisor = 0
    for (column, coefficient) in zip(objective.columns, objective.coefficients) {
      guard columnKinds[Int(column)] == .integer, abs(coefficient) < 1e15,
        coefficient == coefficient.rounded()
      else { return nil }
      divisor = greatestCommonDivisor(divisor, Int(abs(coefficient)))
    }
    return divisor > 0 ? Double(divisor) : nil
  }
}

/// The greatest number that divides both (Euclid); of numbers that are at least 0.
package func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
