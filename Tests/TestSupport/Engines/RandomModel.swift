import Modeling
import OptCore

/// Small random models for comparing engines with enumeration.
public enum RandomModel {
  /// A model of up to `columns` variables, at most one of them continuous, with small whole coefficients.
  ///
  /// All kinds occur: equations, ranges, free and empty rows, fixed and negative columns, repeated terms, lazy rows,
  /// both senses, objectives with a constant. Integer variables are bounded, the continuous one may be free.
  public static func draw(_ random: inout RandomStream, columns: Int = 5, rows: Int = 5) -> Model {
    var model = Model("random")
    let continuous = random.below(3) == 0 ? random.below(columns) : -1
    let count = 1 + random.below(columns)
    var variables: [Variable] = []
    for column in 0..<count {
      variables.append(addVariable(&model, &random, continuous: column == continuous))
    }
    for _ in 0..<random.below(rows + 1) { addRow(&model, &random, variables) }
    var objective = LinearExpression(Double(random.integer(in: -3...3)))
    for variable in variables where random.below(5) > 0 {
      objective.add(Double(random.integer(in: -6...6)), variable)
    }
    if random.below(2) == 0 { model.minimize(objective) } else { model.maximize(objective) }
    return model
  }

  private static func addVariable(
    _ model: inout Model, _ random: inout RandomStream, continuous: Bool
  ) -> Variable {
    let lower = random.integer(in: -3...2)
    if continuous {
      let kind = random.below(6)
      return model.variable(
        .continuous, lower: kind == 0 || kind == 1 ? -.infinity : Double(lower) + 0.5,
        upper: kind == 0 || kind == 2 ? .infinity : Double(lower + random.below(5)) + 0.75)
    }
    let slack = random.below(4) == 0 ? 0.4 : 0
    return model.variable(
      .integer, lower: Double(lower) - slack, upper: Double(lower + random.below(4)) + slack)
  }

  private static func addRow(
    _ model: inout Model, _ random: inout RandomStream, _ variables: [Variable]
  ) {
    var sum = LinearExpression()
    for variable in variables where random.below(3) > 0 {
      sum.add(Double(random.integer(in: -5...5)), variable)
      if random.below(8) == 0 { sum.add(Double(random.integer(in: -2...2)), variable) }
    }
    let limit = Double(random.integer(in: -8...10))
    let lazily = random.below(6) == 0
    switch random.below(8) {
    case 0: model.require(sum == limit, lazily: lazily)
    case 1: model.require(LinearRelation(limit - 4, sum, limit), lazily: lazily)
    case 2: model.require(LinearRelation(-.infinity, sum, .infinity), lazily: lazily)
    case 3, 4: model.require(sum >= limit, lazily: lazily)
    default: model.require(sum <= limit, lazily: lazily)
    }
  }
}
