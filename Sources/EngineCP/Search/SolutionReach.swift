import Modeling

/// How far from 0 the values of columns without bounds have to be looked for.
///
/// All that a model says of such columns, the others being fixed, has to be made of inequalities over two of them at most, with
/// coefficients 1 and -1: orders and distances, as in schedules. Then, if there is a point at all, there is one whose values without
/// bounds lie within this reach. With differences only they are shortest paths, which enter a column once: so the sum of each
/// column's greatest constant will do. Otherwise it is n (b + 1) for n columns and constants up to b.
///
/// Source: Seshia, Subramani and Bryant, "On solving Boolean combinations of UTVPI constraints" (2007).
struct SolutionReach {
  private let model: Model
  /// Columns that lack a bound.
  private let isOpen: [Bool]
  /// Greatest constant of an inequality in which a column stands.
  private var constants: [Double]
  /// Greatest constant of an expression with a column that is compared with others; -1 = none.
  private var offsets: [Double]
  /// Greatest constant of an expression that others are compared with.
  private var spread = 0.0
  private var areDifferences = true
  private var fits = true

  /// The reach for a model; nil where it is not made so, or where many columns or large values make it of no use.
  static func of(_ model: Model) -> Double? {
    let isOpen = (0..<model.columnCount).map {
      model.columnLower[$0].isInfinite || model.columnUpper[$0].isInfinite
    }
    let count = Double(isOpen.count { $0 })
    if count == 0 { return nil }
    var reach = SolutionReach(model: model, isOpen: isOpen)
    for row in 0..<model.rowCount where reach.fits { reach.takeRow(row) }
    for constraint in model.constraints where reach.fits { reach.take(constraint) }
    let value = reach.value(count)
    // Bounds that push each other on may take as many steps as there are values.
    return reach.fits && count * value <= 8e6 ? value : nil
  }

  private func value(_ count: Double) -> Double {
    let greatest = isOpen.indices.filter { isOpen[$0] }.map { column in
      max(constants[column], offsets[column] < 0 ? 0 : offsets[column] + spread + 1)
    }
    return areDifferences ? greatest.reduce(1, +) : count * ((greatest.max() ?? 0) + 1)
  }

  private init(model: Model, isOpen: [Bool]) {
    self.model = model
    self.isOpen = isOpen
    constants = [Double](repeating: 0, count: isOpen.count)
    offsets = [Double](repeating: -1, count: isOpen.count)
    for column in isOpen.indices where isOpen[column] { constants[column] = greatest(column) }
  }

  /// Greatest absolute value of the finite bounds of a column.
  private func greatest(_ column: Int) -> Double {
    [model.columnLower[column], model.columnUpper[column]].filter(\.isFinite).map { abs($0) }.max()
      ?? 0
  }

  // MARK: Inequalities

  private mutating func takeRow(_ row: Int) {
    let range = model.terms(ofRow: row)
    take(
      IntegerRow(
        columns: model.termColumns[range], coefficients: model.termCoefficients[range],
        lower: model.rowLower[row], upper: model.rowUpper[row]))
  }

  /// A sum against a limit.
  private mutating func take(_ row: IntegerRow?) {
    guard let row else { return fits = false }
    var open: [(column: Int, factor: Int)] = []
    var sum = [row.lower, row.upper].compactMap { $0.map { Double($0.magnitude) } }.max() ?? 0
    for (column, factor) in zip(row.columns, row.factors) where factor != 0 {
      if isOpen[Int(column)] {
        open.append((Int(column), factor))
      } else {
        sum += Double(abs(factor)) * greatest(Int(column))
      }
    }
    for (column, _) in open { constants[column] = max(constants[column], sum) }
    if open.count == 2 {
      areDifferences = areDifferences && open[0].factor == -open[1].factor
      fits = fits && abs(open[0].factor) == abs(open[1].factor)
    }
    fits = fits && open.count <= 2
  }

  /// An expression that is compared with another one, and the other way round.
  private mutating func take(_ expression: LinearExpression) {
    var open: [Int] = []
    var sum = abs(expression.constant)
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      if isOpen[Int(column)] {
        open.append(Int(column))
        areDifferences = areDifferences && coefficient == 1
        fits = fits && abs(coefficient) == 1
      } else {
        sum += abs(coefficient) * greatest(Int(column))
      }
    }
    for column in open { offsets[column] = max(offsets[column], sum) }
    fits = fits && open.count <= 1
    spread = max(spread, sum)
  }

  private mutating func take(_ intervals: [Interval]) {
    for interval in intervals {
      take(interval.start)
      take(interval.end)
      takeClosed(interval.duration)
    }
  }

  /// An expression that must not depend on columns without bounds.
  private mutating func takeClosed(_ expression: LinearExpression) {
    fits = fits && !expression.columns.contains { isOpen[Int($0)] }
  }

  // MARK: Constraints

  private mutating func take(_ constraint: Constraint) {
    switch constraint {
    case .relation(let relation, _):
      let expression = relation.expression
      take(
        IntegerRow(
          columns: expression.columns, coefficients: expression.coefficients,
          lower: relation.lower - expression.constant, upper: relation.upper - expression.constant))
    case .clause, .exactlyOne: return
    case .maximum(let value, let terms): for term in [value] + terms { take(term) }
    case .element(let value, let index, let terms):
      for term in [value, index] + terms { take(term) }
      spread = max(spread, Double(terms.count))
    case .allDifferent(let terms): for term in terms { take(term) }
    case .noOverlap(let intervals): take(intervals)
    case .noOverlap2D(let x, let y): take(x + y)
    case .cumulative(let intervals, let demands, let capacity):
      take(intervals)
      for demand in demands + [capacity] { takeClosed(demand) }
    case .moduloCumulative(let intervals, _, _, _):
      // Remainders are no inequalities.
      for interval in intervals { takeClosed(interval.start) }
      for interval in intervals { takeClosed(interval.duration) }
    }
  }
}
