import EngineCBC
import EngineCP
import Modeling
import OptCore
import Testing

@Suite("The engine cp and CBC agree on linear models that are too large to enumerate")
struct LinearAgreementTests {
  /// Up to ten variables of up to forty values, up to five rows; many have no solution.
  private static func draw(_ random: inout RandomStream) -> Model {
    var model = Model("linear")
    let variables = (0..<5 + random.below(6)).map { index in
      let lower = random.integer(in: -9...5)
      let isBinary = random.below(3) == 0
      return model.variable(
        .integer, lower: isBinary ? 0 : Double(lower),
        upper: isBinary ? 1 : Double(lower + 1 + random.below(40)), name: "x", index)
    }
    func combination() -> LinearExpression {
      var expression = LinearExpression()
      for variable in variables where random.below(2) == 0 {
        expression.add(Double(random.integer(in: -7...9)), variable)
      }
      return expression
    }
    for row in 0..<1 + random.below(5) {
      let middle = Double(random.integer(in: -20...40))
      switch random.below(4) {
      case 0: model.require(combination() >= middle, "row", row)
      case 1: model.require(LinearRelation(middle - 6, combination(), middle + 6), "row", row)
      default: model.require(combination() <= middle, "row", row)
      }
    }
    let objective = combination()
    if random.below(2) == 0 { model.minimize(objective) } else { model.maximize(objective) }
    return model
  }

  @Test("same answer, same optimum", arguments: 0..<4)
  func agree(part: Int) throws {
    var random = RandomStream(seed: 61, worker: UInt64(part))
    var kinds: [EngineTermination: Int] = [:]
    for trial in 0..<1000 {
      let model = Self.draw(&random)
      let limits = EngineOptions(timeLimit: 60)
      let mip = try CBCEngine().solve(model, options: limits)
      let own = try CPEngine().solve(model, options: limits)
      kinds[own.termination, default: 0] += 1
      #expect(own.termination == mip.termination, "part \(part), trial \(trial)")
      guard let value = own.objective, let expected = mip.objective else { continue }
      #expect(abs(value - expected) < 1e-5, "part \(part), trial \(trial)")
      #expect(own.bound.map { abs($0 - value) < 1e-5 } == true, "part \(part), trial \(trial)")
    }
    // Neither answer is rare.
    #expect(kinds[.optimal, default: 0] > 300 && kinds[.infeasible, default: 0] > 300, "\(kinds)")
  }
}
