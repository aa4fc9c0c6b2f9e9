import Modeling

/// A model with small values in large clothes: the same points, told by other numbers.
///
/// Each column x of the original keeps its place; integer ones get a companion X = size * x + shift, with which all constraints
/// speak. Sizes of time and demand are multiplied, so that the same points are feasible and the objective is
/// `worth` times as great.
struct WideModel {
  /// What values in constraints are multiplied by.
  let size: Double
  /// What is added to them.
  let shift: Double
  /// What the objective is multiplied by.
  let worth: Double
  private var model = Model("wide")
  private var companions: [Variable] = []
  private var isBinary: [Bool] = []

  static func make(_ original: Model, size: Double, shift: Double, worth: Double) -> Model {
    var wide = WideModel(size: size, shift: shift, worth: worth)
    wide.take(original)
    return wide.model
  }

  private init(size: Double, shift: Double, worth: Double) {
    (self.size, self.shift, self.worth) = (size, shift, worth)
  }

  private mutating func take(_ original: Model) {
    var columns: [Variable] = []
    for column in 0..<original.columnCount {
      let (low, high) = (original.columnLower[column], original.columnUpper[column])
      columns.append(model.variable(.integer, lower: low, upper: high, name: "x", column))
      isBinary.append(low == 0 && high == 1)
    }
    for column in columns {
      let (low, high) = (original.columnLower[column.index], original.columnUpper[column.index])
      let companion = model.variable(
        .integer, lower: size * low + shift, upper: size * high + shift, name: "X", column.index)
      model.require(companion - size * column == shift)
      companions.append(companion)
    }
    for row in 0..<original.rowCount {
      var sum = LinearExpression()
      for place in original.terms(ofRow: row) {
        sum.add(
          original.termCoefficients[place], Variable(index: Int(original.termColumns[place])))
      }
      model.require(relation(LinearRelation(original.rowLower[row], sum, original.rowUpper[row])))
    }
    for constraint in original.constraints { model.require(wide(constraint)) }
    var objective = LinearExpression()
    for (column, factor) in zip(original.objective.columns, original.objective.coefficients) {
      objective.add(worth * factor, Variable(index: Int(column)))
    }
    if original.sense == .minimize { model.minimize(objective) } else { model.maximize(objective) }
  }

  /// `size` times the value of an expression, or the value itself.
  private func wide(_ expression: LinearExpression, isScaled: Bool = true) -> LinearExpression {
    var result = LinearExpression(expression.constant * (isScaled ? size : 1))
    for (column, factor) in zip(expression.columns, expression.coefficients) {
      let column = Int(column)
      if !isScaled {
        result.add(factor, Variable(index: column))
      } else if isBinary[column] {
        result.add(factor * size, Variable(index: column))
      } else {
        result.add(factor, companions[column])
        result.constant -= factor * shift
      }
    }
    return result
  }

  private func relation(_ relation: LinearRelation) -> LinearRelation {
    LinearRelation(size * relation.lower, wide(relation.expression), size * relation.upper)
  }

  private func wide(_ interval: Interval) -> Interval {
    Interval(
      start: wide(interval.start), duration: wide(interval.duration), presence: interval.presence)
  }

  private func wide(_ constraint: Constraint) -> Constraint {
    func all(_ list: [LinearExpression]) -> [LinearExpression] { list.map { wide($0) } }
    switch constraint {
    case .relation(let row, let conditions): return .relation(relation(row), if: conditions)
    case .clause, .exactlyOne, .moduloCumulative: return constraint
    case .maximum(let value, let terms): return .maximum(wide(value), all(terms))
    case .element(let value, let index, let terms):
      return .element(wide(value), index: wide(index, isScaled: false), all(terms))
    case .allDifferent(let terms): return .allDifferent(all(terms))
    case .noOverlap(let list): return .noOverlap(list.map(wide))
    case .cumulative(let list, let demands, let capacity):
      return .cumulative(list.map(wide), demands: all(demands), capacity: wide(capacity))
    case .noOverlap2D(let x, let y): return .noOverlap2D(x.map(wide), y.map(wide))
    }
  }
}
