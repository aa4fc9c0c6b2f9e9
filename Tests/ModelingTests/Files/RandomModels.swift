import Foundation
import Modeling
import OptCore

/// Random small models with every feature that files can carry.
enum RandomModels {
  /// Any bounds and kinds; many are infeasible or unbounded.
  static func any(_ random: inout RandomStream) -> Model {
    var model = Model(["", "plain", "with blank", "9to5"][random.below(4)])
    let columns = random.below(7)
    for _ in 0..<columns {
      let pairs: [(Double, Double)] = [
        (0, .infinity), (0, 1), (-.infinity, .infinity), (-.infinity, -2.5), (3, 3), (0, 7),
        (-4, 9.25), (1, .infinity), (0.1, 0.3), (-.infinity, 5), (0, 0), (-1, 1e20),
      ]
      let (lower, upper) = pairs[random.below(pairs.count)]
      model.variable(
        random.below(2) == 0 ? .continuous : .integer, lower: lower, upper: upper,
        name: name(&random))
    }
    for _ in 0..<random.below(6) { addRow(to: &model, &random) }
    setObjective(of: &model, &random)
    return model
  }

  /// Integer variables in small ranges: the optimum is found by enumeration.
  static func enumerable(_ random: inout RandomStream) -> Model {
    var model = Model("enumerable")
    for _ in 0..<(1 + random.below(4)) {
      let lower = random.integer(in: -2...1)
      let upper = lower + random.below(4)
      model.variable(.integer, lower: Double(lower), upper: Double(upper), name: name(&random))
    }
    for _ in 0..<random.below(5) { addRow(to: &model, &random) }
    setObjective(of: &model, &random)
    return model
  }

  /// The best objective over all points of an enumerable model; nil = infeasible.
  static func optimum(_ model: Model) -> Double? {
    var best: Double?
    var point = model.columnLower
    while true {
      if model.violations(of: point).isEmpty {
        let value = model.objectiveValue(at: point)
        if let old = best {
          best = model.sense == .minimize ? min(old, value) : max(old, value)
        } else {
          best = value
        }
      }
      var column = 0
      while column < point.count, point[column] + 1 > model.columnUpper[column] {
        point[column] = model.columnLower[column]
        column += 1
      }
      if column == point.count { return best }
      point[column] += 1
    }
  }

  private static func name(_ random: inout RandomStream) -> String {
    let names = ["x", "y", "", "free", "e12", "a b", "\u{20AC}uro", "[1,2]", "obj", "x_2", "R1"]
    return names[random.below(names.count)]
  }

  private static func coefficient(_ random: inout RandomStream) -> Double {
    let whole = Double(random.integer(in: -6...6))
    return random.below(4) == 0 ? whole / 8 : whole
  }

  private static func expression(_ model: Model, _ random: inout RandomStream) -> LinearExpression {
    var result = LinearExpression()
    for column in 0..<model.columnCount where random.below(3) > 0 {
      result.add(coefficient(&random), Variable(index: column))
    }
    return result
  }

  private static func addRow(to model: inout Model, _ random: inout RandomStream) {
    let limit = Double(random.integer(in: -6...8))
    let limits: [(Double, Double)] = [
      (-.infinity, limit), (limit, .infinity), (limit, limit), (limit - 4, limit + 0.5),
      (-.infinity, .infinity), (0.1, 0.3), (-.infinity, limit),
    ]
    let (lower, upper) = limits[random.below(limits.count)]
    model.require(
      LinearRelation(lower, expression(model, &random), upper), name(&random),
      lazily: random.below(4) == 0)
  }

  private static func setObjective(of model: inout Model, _ random: inout RandomStream) {
    var objective = expression(model, &random)
    if random.below(3) == 0 { objective.constant = coefficient(&random) }
    if random.below(2) == 0 { model.minimize(objective) } else { model.maximize(objective) }
  }
}

/// What a model says, apart from names, the order of terms and rows that limit nothing.
struct Meaning: Equatable {
  struct Row: Equatable {
    var coefficients: [Double]
    var lower: Double
    var upper: Double
    var isLazy: Bool
  }

  var sense: ObjectiveSense
  var objective: [Double]
  var constant: Double
  var lower: [Double]
  var upper: [Double]
  var kinds: [VariableKind]
  var rows: [Row]

  /// Rows with two different limits count as two where `splitsRows` says so.
  init(_ model: Model, splitsRows: Bool) {
    let size = model.columnCount
    sense = model.sense
    constant = model.objective.constant
    objective = [Double](repeating: 0, count: size)
    for (column, value) in zip(model.objective.columns, model.objective.coefficients) {
      objective[Int(column)] = value
    }
    lower = model.columnLower.map { $0 <= -1e20 ? -.infinity : $0 }
    upper = model.columnUpper.map { $0 >= 1e20 ? .infinity : $0 }
    kinds = model.columnKinds
    rows = []
    for row in 0..<model.rowCount {
      var coefficients = [Double](repeating: 0, count: size)
      for position in model.terms(ofRow: row) {
        coefficients[Int(model.termColumns[position])] = model.termCoefficients[position]
      }
      let (low, high) = (model.rowLower[row], model.rowUpper[row])
      let isLazy = model.rowIsLazy[row]
      if low == -.infinity && high == .infinity { continue }
      if splitsRows && low != high && low.isFinite && high.isFinite {
        rows.append(
          Row(coefficients: coefficients, lower: low, upper: .infinity, isLazy: isLazy))
        rows.append(
          Row(coefficients: coefficients, lower: -.infinity, upper: high, isLazy: isLazy))
      } else {
        rows.append(Row(coefficients: coefficients, lower: low, upper: high, isLazy: isLazy))
      }
    }
  }

  /// Without the row that stands in an LP file for "no rows at all".
  func withoutFillers() -> Meaning {
    var result = self
    if rows.count == 1, rows[0].lower == -1, rows[0].coefficients.allSatisfy({ $0 == 0 }) {
      result.rows = []
    }
    return result
  }
}

/// A file or folder beside this test target's sources.
func fixturePath(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(name).path
}
