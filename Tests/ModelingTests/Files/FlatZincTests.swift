import Modeling
import OptCore
import TestSupport
import Testing

@Suite("FlatZinc files")
struct FlatZincTests {
  @Test("The text of a model with a constraint of every kind is as committed")
  func golden() throws {
    let text = try ConstraintFileTests.showcase.flatZincText()
    let difference = try goldenDifference(text, "constraints.fzn")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(
    "The text means what the model means, at every point",
    arguments: RandomConstraints.Kind.allCases)
  func meaning(_ kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 21)
    var (compared, held) = (0, 0)
    for trial in 0..<80 {
      let model = RandomConstraints.draw([kind], &random, values: 4)
      let evaluator = try FlatZincEvaluator(model.flatZincText())
      #expect(evaluator.outputs.count == model.columnCount)
      for _ in 0..<12 {
        let point = (0..<model.columnCount).map {
          random.integer(in: Int(model.columnLower[$0])...Int(model.columnUpper[$0]))
        }
        // Values of a linear form's columns do not follow from the model's own.
        guard let holds = evaluator.holds(point) else { continue }
        compared += 1
        held += holds ? 1 : 0
        let expected = model.violations(of: point.map { Double($0) }).isEmpty
        #expect(holds == expected, "trial \(trial) at \(point)")
      }
    }
    let isLinear = kind == .moduloCumulative
    #expect(isLinear || compared > 300 && held > 3 && held < compared - 3)
  }

  @Test("Objectives, unbounded variables and odd names")
  func head() throws {
    var model = Model("m")
    let x = model.variable(.integer, name: "a.b")
    let y = model.variable(.integer, lower: -.infinity, name: "a_b")
    model.require(x - y <= 3.5)
    model.require(2 * x - 2 * y == 3)
    model.maximize(x)
    #expect(
      try model.flatZincText() == """
        var int: V_a_b :: output_var;
        var int: V_a_b_2 :: output_var;
        constraint int_lin_le([-1], [V_a_b], 0);
        constraint int_lin_le([1, -1], [V_a_b, V_a_b_2], 3);
        constraint int_lin_eq([2, -2], [V_a_b, V_a_b_2], 3);
        solve maximize V_a_b;

        """)
    model.minimize(2 * x + y - 1)
    let text = try model.flatZincText()
    #expect(text.contains("var int: X_1 :: var_is_introduced;\n"))
    #expect(text.contains("int_lin_eq([2, 1, -1], [V_a_b, V_a_b_2, X_1], 1);\n"))
    #expect(text.hasSuffix("solve minimize X_1;\n"))
    model.minimize(4)
    #expect(try model.flatZincText().hasSuffix("solve satisfy;\n"))
  }

  @Test("Fractions and continuous variables are refused")
  func refusals() {
    func refusal(_ build: (inout Model, Variable) -> Void) -> ModelError? {
      var model = Model("m")
      let x = model.variable(.integer, upper: 5, name: "x")
      build(&model, x)
      do throws(ModelError) { _ = try model.flatZincText() } catch { return error }
      return nil
    }
    #expect(refusal { $0.require($1 <= 0.5) } == nil)
    #expect(refusal { $0.require(0.5 * $1 <= 3) } != nil)
    #expect(refusal { $0.minimize($1 + 0.5) } != nil)
    #expect(refusal { model, _ in model.variable(.continuous, name: "y") } != nil)
    #expect(refusal { model, x in model.require(x <= Variable(index: 9)) } != nil)
  }
}
