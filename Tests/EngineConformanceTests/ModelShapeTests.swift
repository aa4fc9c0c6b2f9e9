import Modeling
import OptCore
import TestSupport
import Testing

@Suite("An engine takes models of every shape")
struct ModelShapeTests {
  @Test(
    "a model without rows and columns is optimal at its constant", arguments: EngineUnderTest.all)
  func empty(_ tested: EngineUnderTest) throws {
    var model = Model("empty")
    model.minimize(LinearExpression(4))
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(result.objective == 4)
    #expect(result.bound == 4)
    #expect(result.point == [])
  }

  @Test("rows without columns decide alone", arguments: EngineUnderTest.all)
  func rowsOnly(_ tested: EngineUnderTest) throws {
    var model = Model("rows")
    model.require(LinearRelation(-1, LinearExpression(), 1))
    #expect(try tested.solve(model).termination == .optimal)
    model.require(LinearExpression() >= 1)
    #expect(try tested.solve(model).termination == .infeasible)
  }

  @Test("columns without rows sit at their best bound", arguments: EngineUnderTest.mip)
  func columnsOnly(_ tested: EngineUnderTest) throws {
    var model = Model("columns")
    let x = model.variable(.integer, lower: -3.5, upper: 2)
    let y = model.variable(.continuous, lower: 1, upper: 8)
    model.minimize(2 * x - 1 * y + 1)
    let result = try tested.solve(model)
    #expect(result.objective == -13)
    #expect(result.point == [-3, 8])
  }

  @Test("fixed columns are constants", arguments: EngineUnderTest.mip)
  func fixedOnly(_ tested: EngineUnderTest) throws {
    var model = Model("fixed")
    let x = model.variables(.integer, 3, lower: 2, upper: 2)
    let y = model.variable(.continuous, lower: -1.5, upper: -1.5)
    model.require(x[0] + x[1] + y == 2.5)
    model.maximize(x[0] + x[2] - 2 * y)
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(result.objective == 7)
    model.require(x[0] + x[1] >= 5)
    #expect(try tested.solve(model).termination == .infeasible)
  }

  @Test("a pure linear program has its optimum and duals", arguments: EngineUnderTest.mip)
  func linearProgram(_ tested: EngineUnderTest) throws {
    var model = Model("linear")
    let x = model.variables(.continuous, 2)
    model.require(x[0] + 2 * x[1] <= 14)
    model.require(3 * x[0] - 1 * x[1] >= 0)
    model.require(x[0] - x[1] <= 2)
    model.maximize(3 * x[0] + 4 * x[1])
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(abs((result.objective ?? 0) - 34) < 1e-7)
    #expect(abs((result.bound ?? 0) - 34) < 1e-7)
    // By strong duality: the optimum is 14 * dual of row 1 + 2 * dual of row 3; the derivative by a limit.
    let duals = try #require(result.rowDuals)
    #expect(abs(duals[0] * 14 + duals[2] * 2 - 34) < 1e-7)
    #expect(abs(duals[0] - 7.0 / 3) < 1e-7)
    #expect(abs(duals[1]) < 1e-7)
    #expect(abs(duals[2] - 2.0 / 3) < 1e-7)
  }

  @Test("free, range and equality rows hold together", arguments: EngineUnderTest.all)
  func rowKinds(_ tested: EngineUnderTest) throws {
    var model = Model("rows of all kinds")
    let x = model.variables(.integer, 3, lower: -10, upper: 10)
    model.require(LinearRelation(-.infinity, x[0] + x[1] + x[2], .infinity))
    model.require(LinearRelation(-2, x[0] - x[1], 3))
    model.require(x[0] + x[1] == 1)
    model.require(x[2] >= x[0] - 4)
    model.minimize(x[2] - 2 * x[0])
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    // x0 - x1 = 2 x0 - 1 <= 3 gives x0 = 2; x2 = -2.
    #expect(result.objective == -6)
  }

  @Test("negative and missing lower bounds are respected", arguments: EngineUnderTest.mip)
  func freeColumns(_ tested: EngineUnderTest) throws {
    var model = Model("free")
    let x = model.variable(.integer, lower: -.infinity)
    let y = model.variable(.continuous, lower: -.infinity, upper: 3.25)
    let z = model.variable(.integer, lower: -.infinity, upper: -1)
    model.require(2 * x + y >= -11.5)
    model.require(z - x >= 2)
    model.minimize(2 * x + y - z)
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(abs((result.objective ?? 0) - -10.5) < 1e-6)
  }

  @Test("repeated terms add up", arguments: EngineUnderTest.all)
  func repeatedTerms(_ tested: EngineUnderTest) throws {
    var model = Model("repeated")
    let x = model.variables(.integer, 2, upper: 9)
    model.require(x[0] + x[1] + x[0] - 3 * x[1] + x[0] <= 6)
    model.require(x[1] - x[1] + x[0] <= 8)
    model.maximize(x[0] + x[0] - x[1])
    let result = try tested.solve(model)
    // 3 x0 - 2 x1 <= 6: x0 = 8 needs x1 = 9 (7), x0 = 4 needs x1 = 3 (5), x0 = 7 needs 8 (6), 6 needs 6 (6).
    #expect(result.objective == 7)
  }

  @Test("names do not matter to an engine", arguments: EngineUnderTest.all)
  func oddNames(_ tested: EngineUnderTest) throws {
    var model = Model("odd names \" \\ \n%s")
    let long = String(repeating: "long name ", count: 200)
    let x = model.variable(.integer, upper: 4, name: long)
    let y = model.variable(.integer, upper: 4, name: "x0")
    let z = model.variable(.integer, upper: 4, name: "x0")
    let free = model.variable(.integer, upper: 4, name: "-%d e+5 \u{1F600}")
    model.require(x + y + z + free <= 7, long)
    model.require(x + y <= 3, "R1")
    model.maximize(3 * x + 2 * y + z + free)
    let start: [Double] = [0, 3, 2, 2]
    let result = try tested.solve(model, EngineOptions(start: start))
    #expect(result.start == .accepted)
    #expect(result.objective == 13)
  }

  @Test("a bound of 1e30 or more means none", arguments: EngineUnderTest.mip)
  func hugeBounds(_ tested: EngineUnderTest) throws {
    var model = Model("huge")
    let x = model.variable(.continuous, lower: -1e300, upper: .greatestFiniteMagnitude)
    let y = model.variable(.integer, lower: 0, upper: 1e50)
    model.require(LinearRelation(-1e50, x + y, 1e40))
    model.require(x >= -2.5)
    model.minimize(x + y)
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(result.objective == -2.5)
  }

  @Test("an objective of zero asks for any point", arguments: EngineUnderTest.all)
  func noObjective(_ tested: EngineUnderTest) throws {
    var model = Model("any")
    let x = model.variables(.integer, 4, upper: 3)
    model.require(3 * x[0] + 5 * x[1] + 7 * x[2] - 2 * x[3] == 11)
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(result.objective == 0)
    #expect(model.violations(of: try #require(result.point)).isEmpty)
  }
}
