import Modeling
import Testing

@Suite("Constraints that a model does not accept, and ways to state those that it does")
struct ConstraintFaultTests {
  @Test("Faults are found when the constraint is added, and say where")
  func faults() {
    func fault(_ build: (inout Model, VariableVector, Variable) -> Void) -> ModelError? {
      var model = Model("m")
      let x = model.variables(.integer, 2, lower: -1, upper: 5, name: "x")
      let y = model.variable(.continuous, upper: 5, name: "y")
      build(&model, x, y)
      #expect(model.fault == nil || model.constraints.isEmpty)
      return model.fault
    }
    func shape(_ place: String, _ reason: String) -> ModelError {
      .badShape(where: place, reason: reason)
    }
    let one = LinearExpression(1)
    #expect(fault { m, x, _ in m.requireAllDifferent(x) } == nil)
    #expect(
      fault { m, x, y in m.require(.allDifferent([1 * x[0], 1 * y]), "d", 2) }
        == shape("all-different 1 d", "y is no integer variable"))
    #expect(
      fault { m, x, _ in m.require(.allDifferent([0.5 * x[0]])) }
        == shape("all-different 1", "found the number 0.5, expected a whole one"))
    #expect(
      fault { m, x, _ in m.require(x[1], isGreatestOf: [x[0] + 0.25]) }
        == shape("maximum 1", "found the number 0.25, expected a whole one"))
    #expect(fault { m, x, y in m.require(y + 0.5 * x[0] <= 1, if: []) } == nil)
    #expect(
      fault { m, x, _ in m.requireAny([x[0]]) } == shape("clause 1", "x_0 is no 0/1 variable"))
    let nine = Variable(index: 9)
    #expect(fault { m, _, _ in m.requireAny([nine]) } == .unknownVariable(index: 9, columns: 3))
    let far = Variable(index: 1 << 32)
    #expect(
      fault { m, _, _ in m.requireAny([far]) } == .unknownVariable(index: 1 << 32, columns: 3))
    #expect(
      fault { m, _, _ in m.requireAllDifferent([nine]) } == .unknownVariable(index: 9, columns: 3))
    var other = Model("other")
    let foreign = other.variables(.integer, 2, upper: 1)
    #expect(
      fault { m, _, _ in m.requireAny(foreign, "pick") } == .foreignVariable(where: "clause 1 pick")
    )
    #expect(fault { m, x, _ in m.requireAllDifferent([x[0] + foreign[0]]) } != nil)
    #expect(
      fault { m, x, _ in m.require(.maximum(.infinity * x[0], [one])) }
        == .notFinite(where: "maximum 1"))
    #expect(fault { m, _, _ in m.require(.maximum(one, [])) } != nil)
    #expect(fault { m, x, _ in m.require(.element(one, index: 1 * x[0], [])) } != nil)
    #expect(
      fault { m, x, _ in m.require(LinearRelation(3, 1 * x[0], 2), if: []) }
        == shape("conditional row 1", "found limits 3.0 and 2.0, expected lower <= upper"))
    #expect(fault { m, x, _ in m.require(LinearRelation(.nan, 1 * x[0], 2), if: []) } != nil)
    let task = Interval(start: 0, duration: 1)
    #expect(
      fault { m, _, _ in m.require(.cumulative([task], demands: [], capacity: one)) }
        == shape("cumulative 1", "found 0 demands for 1 intervals"))
    #expect(
      fault { m, x, _ in m.require(.cumulative([task], demands: [1 * x[0]], capacity: one)) }
        == shape("cumulative 1", "demand 0 can be negative, expected at least 0"))
    #expect(fault { m, _, _ in m.require(.noOverlap2D([task], [])) } != nil)
    for (demands, period) in [([1, 1], 1), ([1], 0), ([-1], 2)] {
      let bad = Constraint.moduloCumulative([task], demands: demands, capacity: 1, period: period)
      #expect(fault { m, _, _ in m.require(bad) } != nil)
    }
  }

  @Test("What a model keeps has no duplicates, and equals that of an equal model")
  func kept() {
    func built() -> Model {
      var model = Model("m")
      let x = model.variables(.integer, 2, upper: 5, name: "x")
      let p = model.binary("p")
      model.require(x[0] + x[1] - x[0] <= 3, if: !p)
      model.require(.noOverlap([Interval(start: x[0], duration: 2, presence: p)]))
      return model
    }
    let model = built()
    #expect(model.constraints == built().constraints)
    let plain = LinearRelation(-.infinity, 1 * Variable(index: 1) - 3, 0)
    #expect(
      model.constraints[0] == .relation(plain, if: [Literal(Variable(index: 2), isNegated: true)]))
    #expect(model.isLinear == false && Model("empty").isLinear)
  }

  @Test("The least of terms, a chosen term and an implication are stated by the kinds there are")
  func shorthands() {
    var model = Model("m")
    let x = model.variables(.integer, 3, upper: 3, name: "x")
    let p = model.binaries(2, name: "p")
    model.require(x[0], isLeastOf: [x[1], x[2]])
    model.require(x[0], isNumber: x[1], of: [x[2] + 0, LinearExpression(2)])
    model.require(p[0], implies: !p[1], "not_both")
    model.requireExactlyOne(p, "one", 1)
    #expect(model.fault == nil)
    #expect(model.constraintName(2) == "not_both" && model.constraintName(3) == "one_1")
    for code in 0..<256 {
      let values = [code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 1, code >> 7]
      let chosen = values[1] == 0 ? values[2] : values[1] == 1 ? 2 : -1
      let expected = [
        values[0] == min(values[1], values[2]), values[0] == chosen,
        values[3] == 0 || values[4] == 0, values[3] + values[4] == 1,
      ]
      let point = values.map { Double($0) }
      #expect(model.constraints.map { $0.excess(at: point) == 0 } == expected, "\(values)")
    }
  }

  @Test("Exactly one alternative takes the place of an interval, none where it is absent")
  func alternatives() {
    var model = Model("m")
    let start = model.variables(.integer, 2, upper: 1, name: "s")
    let p = model.binaries(3, name: "p")
    let main = Interval(start: start[0], duration: 2 + p[2], presence: p[0])
    model.require(
      main,
      isOneOf: [
        Interval(start: start[0], duration: 2, presence: p[1]),
        Interval(start: start[1], duration: 3, presence: p[2]),
      ], "mode")
    #expect(model.fault == nil)
    for code in 0..<32 {
      let point = (0..<5).map { Double(code >> $0 & 1) }
      let modes = point[3] + point[4]
      // The durations fit anyway: 2 + 0 in the first mode, 2 + 1 in the second one.
      let expected = modes == point[2] && (point[4] == 0 || point[0] == point[1])
      #expect(model.violations(of: point).isEmpty == expected, "\(point)")
    }
    model.require(main, isOneOf: [Interval(start: 0, duration: 1)])
    #expect(model.fault != nil)
  }

  @Test("Bounds of expressions count duplicates once and integers whole")
  func bounds() {
    var model = Model("m")
    let x = model.variable(.integer, lower: 0.5, upper: 3.5)
    let y = model.variable(.continuous, lower: -0.5)
    #expect(model.bounds(of: x) == (1, 3))
    #expect(model.bounds(of: 2 * x - x + 1) == (2, 4))
    #expect(model.bounds(of: x - x) == (0, 0))
    // Nine terms and more are collected by a table.
    let long = sum(0..<12) { _ in 1 * x } - sum(0..<11) { _ in 1 * x }
    #expect(long.collected() == LinearExpression(of: Variable(index: 0)))
    #expect(model.bounds(of: -2 * y + x) == (-.infinity, 4))
    #expect(model.bounds(of: 7) == (7, 7))
  }
}
