import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Rules of a model and its parts")
struct RuleTests {
  private static func model() -> Model {
    var model = Model("m")
    let x = model.variable(.integer, lower: -2, upper: 5, name: "x")
    let y = model.variable(.continuous, lower: 0.5, name: "y")
    let p = model.binary("p")
    let q = model.variable(.integer, lower: 1, upper: 1, name: "q")
    model.require(x + y <= 4)
    model.require(x - y >= 1, "gap", 7)
    model.require(x >= 3, if: p, "late")
    model.requireAny([p, q])
    model.minimize(x)
    return model
  }

  @Test("Rules are rows, constraints and bounds that say more than the kind")
  func rules() {
    let model = Self.model()
    #expect(
      model.rules.map(model.name(of:)) == [
        "R1", "gap_7", "late", "K2", "x >= -2", "x <= 5", "y >= 0.5", "q >= 1",
      ])
  }

  @Test("A part has the columns, the rules it is told to keep under their names, and no others")
  func part() {
    let model = Self.model()
    let part = model.part(keeping: [
      .row(1), .constraint(1), .upperBound(column: 0), .lowerBound(column: 3),
    ])
    #expect(part.fault == nil && part.objective == LinearExpression())
    #expect(part.rules.map(part.name(of:)) == ["gap_7", "K2", "x <= 5", "q >= 1"])
    #expect(part.columnLower == [-.infinity, -.infinity, 0, 1])
    #expect(part.columnUpper == [5, .infinity, 1, 1])
    #expect(part.termColumns == [0, 1] && part.rowLower == [1])
    let whole = model.part(keeping: model.rules)
    #expect(whole.rules == model.rules && whole.constraints == model.constraints)
    #expect(whole.columnLower == model.columnLower && whole.columnUpper == model.columnUpper)
    #expect(whole.termCoefficients == model.termCoefficients)
  }

  @Test("A point satisfies a model when it satisfies the part of each rule")
  func points() {
    var random = RandomStream(seed: 12)
    let kinds = RandomConstraints.Kind.allCases
    for _ in 0..<300 {
      let drawn = (0..<3).map { _ in kinds[random.below(kinds.count)] }
      let model = RandomConstraints.draw(drawn, &random)
      for _ in 0..<20 {
        let point = model.columnLower.indices.map { column in
          model.columnKinds[column] == .integer && model.columnUpper[column] == 1
            ? Double(random.below(2)) : Double(random.integer(in: -4...6))
        }
        let broken = model.rules.filter {
          !model.part(keeping: [$0]).violations(of: point).isEmpty
        }
        #expect(model.violations(of: point).isEmpty == broken.isEmpty)
      }
    }
  }
}
