/// What is wrong with a model as it was built; found before any engine sees it.
public enum ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A coefficient, constant or bound is not a finite number where it has to be.
  case notFinite(where: String)
  /// A lower bound above the upper one, or a bound that is no number.
  case badBounds(what: String, Double, Double)
  /// A variable of another model.
  case foreignVariable(where: String)
  /// A column that the model does not have.
  case unknownVariable(index: Int, columns: Int)
  /// A constraint whose parts do not fit together.
  case badShape(where: String, reason: String)
  /// A variable without a bound that the linear form of a constraint needs.
  case missingBound(where: String, variable: String)
  /// A constraint whose linear form would be too large.
  case tooLarge(where: String, reason: String)
  /// A point with a wrong number of values.
  case wrongPointSize(found: Int, expected: Int)

  /// One line: where, what was found, what is allowed.
  public var description: String {
    switch self {
    case .notFinite(let place): "\(place): found a number that is not finite"
    case .badBounds(let what, let lower, let upper):
      "\(what): found bounds \(lower) and \(upper), expected lower <= upper"
    case .foreignVariable(let place):
      "\(place): found a variable of another model, expected one that this model made"
    case .unknownVariable(let index, let columns):
      "found variable \(index), but the model has \(columns) variables"
    case .badShape(let place, let reason): "\(place): \(reason)"
    case .missingBound(let place, let variable):
      "\(place): variable \(variable) has no bound on one side, but the linear form of the constraint needs both"
    case .tooLarge(let place, let reason): "\(place): \(reason)"
    case .wrongPointSize(let found, let expected):
      "found a point of \(found) values, expected \(expected)"
    }
  }
}
