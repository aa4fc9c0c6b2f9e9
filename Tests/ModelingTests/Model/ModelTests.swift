import Modeling
import OptCore
import Testing

@Suite("Models as data")
struct ModelTests {
  @Test("Duplicate terms are added up in order of first occurrence, zeros are left out")
  func duplicates() {
    var model = Model("m")
    let x = model.variables(.continuous, 3)
    var expression = LinearExpression()
    for index in [2, 0, 2, 1, 0] { expression.add(1, x[index]) }
    expression.add(-1, x[1])
    model.require(expression <= 4)
    // x2 twice, x0 twice, x1 - x1 = 0.
    #expect(model.termColumns == [2, 0])
    #expect(model.termCoefficients == [2, 2])
    model.minimize(expression + 7)
    #expect(model.objective.columns == [2, 0])
    #expect(model.objective.constant == 7)
  }

  @Test("Merging many rows with duplicates gives the sums that adding one by one gives")
  func mergeOracle() {
    var random = RandomStream(seed: 8)
    var model = Model("m")
    let x = model.variables(.continuous, 6)
    for row in 0..<2000 {
      var expected = [Double](repeating: 0, count: 6)
      var expression = LinearExpression()
      for _ in 0..<random.below(12) {
        let (column, value) = (random.below(6), Double(random.integer(in: -2...2)))
        expression.add(value, x[column])
        expected[column] += value
      }
      model.require(LinearRelation(-1, expression, 1))
      var found = [Double](repeating: 0, count: 6)
      for position in model.terms(ofRow: row) {
        let column = Int(model.termColumns[position])
        #expect(found[column] == 0 && model.termCoefficients[position] != 0)
        found[column] = model.termCoefficients[position]
      }
      #expect(found == expected)
    }
    #expect(model.fault == nil)
  }

  @Test("A row's constant moves to its limits")
  func constants() {
    var model = Model("m")
    let x = model.variable(.continuous)
    model.require(x + 3 <= 10)
    model.require(LinearRelation(1, 2 * x - 4, 6))
    #expect(model.rowUpper == [7, 10])
    #expect(model.rowLower == [-.infinity, 5])
  }

  @Test("The first mistake is kept and says where it is")
  func faults() {
    func fault(_ build: (inout Model) -> Void) -> ModelError? {
      var model = Model("m")
      model.variable(.continuous, name: "x")
      build(&model)
      return model.fault
    }
    let x = Variable(index: 0)
    #expect(fault { _ in } == nil)
    #expect(
      fault { $0.variable(.integer, lower: 2, upper: 1, name: "y") }
        == .badBounds(what: "variable y", 2, 1))
    #expect(fault { $0.variable(.integer, lower: .nan) } != nil)
    #expect(fault { $0.variable(.integer, lower: .infinity) } != nil)
    #expect(fault { $0.variable(.integer, upper: -.infinity) } != nil)
    #expect(fault { $0.require(.infinity * x <= 1, "cap") } == .notFinite(where: "row 1 cap"))
    #expect(fault { $0.require(x <= Double.nan) } != nil)
    #expect(
      fault { $0.require(LinearRelation(3, 1 * x, 2), "cap") }
        == .badBounds(what: "row 1 cap", 3, 2))
    #expect(
      fault { $0.require(Variable(index: 7) <= 1) } == .unknownVariable(index: 7, columns: 1))
    #expect(fault { $0.minimize(Variable(index: -1)) } != nil)
    #expect(
      fault { $0.minimize(LinearExpression(.infinity)) } == .notFinite(where: "the objective"))
    #expect(fault { $0.fix(x, to: -1) } == .badBounds(what: "variable x", 0, -1))
    let two = fault {
      $0.minimize(LinearExpression(.nan))
      $0.fix(x, to: -1)
    }
    #expect(two == .notFinite(where: "the objective"))
  }

  @Test(
    "A variable of another model is a fault wherever it is used, even when its column exists here")
  func foreignVariables() {
    var other = Model("other")
    let foreign = other.variables(.continuous, 2, name: "y")
    func fault(_ build: (inout Model, Variable) -> Void) -> ModelError? {
      var model = Model("m")
      let x = model.variables(.continuous, 2, name: "x")
      build(&model, x[0])
      return model.fault
    }
    #expect(fault { $0.require($1 + 1 <= 2) } == nil)
    #expect(
      fault { $0.require($1 + foreign[1] <= 2, "cap") } == .foreignVariable(where: "row 1 cap"))
    #expect(
      fault { $0.minimize($1 - 2 * foreign[0]) } == .foreignVariable(where: "the objective"))
    #expect(fault { model, _ in model.fix(foreign[0], to: 1) } != nil)
    // A sum over both is nobody's.
    var total = LinearExpression()
    var model = Model("m")
    let x = model.variables(.continuous, 2, name: "x")
    total += sum(x) + sum(foreign)
    model.minimize(total)
    #expect(model.fault == .foreignVariable(where: "the objective"))
  }

  @Test("A copy of a model knows the variables made before it")
  func copies() {
    var model = Model("m")
    let x = model.variable(.continuous, name: "x")
    var copy = model
    copy.require(x <= 3)
    copy.minimize(x + Variable(index: 0))
    #expect(copy.fault == nil && copy.rowCount == 1 && copy.objective.coefficients == [2])
    model.minimize(2 * x)
    #expect(model.objective == copy.objective)
  }

  @Test("Vectors and tables of variables are collections of their columns")
  func collections() {
    var model = Model("m")
    let x = model.variables(.integer, 3, upper: 9, name: "x")
    let y = model.binaries(2, 3, name: "y")
    #expect(x.map(\.index) == [0, 1, 2] && Array(x.indices) == [0, 1, 2])
    #expect(x.last == x[2] && x.count == 3 && x.first == x[0])
    #expect(y.row(1).map(\.index) == [6, 7, 8] && y.column(1).map(\.index) == [4, 7])
    model.require(sum(x) <= 5)
    model.require(sum(y.row(1)) - sum(y.column(1)), in: -1...2, "window", 7)
    #expect(model.terms(ofRow: 0).map { model.termColumns[$0] } == [0, 1, 2])
    #expect(model.rowLower == [-.infinity, -1] && model.rowUpper == [5, 2])
    #expect(model.rowName(1) == "window_7")
    // Row: y10 + y11 + y12 - y01 - y11; the middle one falls out.
    #expect(model.terms(ofRow: 1).map { model.termColumns[$0] } == [6, 8, 4])
    #expect(model.fault == nil)
  }

  @Test("Violations state the rule and the amount")
  func violations() {
    var model = Model("m")
    let x = model.variable(.integer, upper: 5, name: "x")
    let y = model.variable(.continuous, lower: -1, upper: 1, name: "y")
    model.require(x + y <= 4, "cap", 3)
    #expect(model.violations(of: [2, 0.5]).isEmpty)
    #expect(
      model.violations(of: [2.25, -2]) == [
        .integrality(variable: "x", value: 2.25),
        .bound(variable: "y", value: -2, lower: -1, upper: 1),
      ])
    #expect(model.violations(of: [2.25, -2]).map(\.amount) == [0.25, 1])
    let broken = model.violations(of: [5, 1])
    #expect(broken == [.row(name: "cap_3", sum: 6, lower: -.infinity, upper: 4)])
    #expect(broken.map(\.amount) == [2])
    #expect(broken[0].description == "row cap_3: sum 6.0 is outside [-inf, 4.0]")
    #expect(model.violations(of: [1]) == [.size(found: 1, expected: 2)])
    #expect(!model.violations(of: [.nan, 0]).isEmpty)
    // 1e-6 times the largest term.
    #expect(model.violations(of: [4 + 5e-6, 0]).count == 2)
    #expect(model.violations(of: [4, 3e-6]).isEmpty)
  }

  @Test("Names carry up to three indices; without a name the position stands in")
  func names() {
    var model = Model("m")
    let table = model.binaries(2, 3, name: "x")
    let vector = model.variables(.continuous, 2, name: "t")
    let cube = model.variable(.continuous, name: "q", 4, 5, 6)
    let nameless = model.variable(.continuous)
    model.require(table[0, 0] <= 1, "cover", 12, 0)
    model.require(table[0, 0] <= 1)
    #expect(model.name(of: table[1, 2]) == "x_1_2")
    #expect(model.name(of: vector[1]) == "t_1")
    #expect(model.name(of: cube) == "q_4_5_6")
    #expect(model.name(of: nameless) == "C10")
    #expect(model.rowName(0) == "cover_12_0")
    #expect(model.rowName(1) == "R2")
  }

  @Test("An engine's point is rounded and clipped, and refused when it breaks the model")
  func accepted() {
    var model = Model("m")
    let x = model.variable(.integer, upper: 5)
    let y = model.variable(.continuous)
    model.require(x + y >= 2)
    #expect(model.accepted([1.9999999, -1e-9]) == [2, 0])
    #expect(model.accepted([5.0000001, 1]) == [5, 1])
    #expect(model.accepted([1.4, 0.5]) == nil)
    #expect(model.accepted([1, 0]) == nil)
    #expect(model.accepted([2]) == nil)
    #expect(model.accepted([.nan, 2]) == nil)
    #expect(model.accepted([2, .infinity]) == nil)
  }

  @Test("The column-wise matrix holds the chosen rows in the order chosen")
  func columnMatrix() {
    var model = Model("m")
    let x = model.variables(.continuous, 3)
    model.require(x[0] + 2 * x[2] <= 1)
    model.require(3 * x[1] <= 1)
    model.require(4 * x[0] - x[1] <= 1)
    let matrix = ColumnMatrix(model, rows: [2, 0])
    #expect(matrix.starts == [0, 2, 3, 4])
    #expect(matrix.rows == [0, 1, 0, 1])
    #expect(matrix.values == [4, 1, -1, 2])
  }

  @Test("Bounds only get narrower")
  func restrict() {
    var model = Model("m")
    let x = model.variable(.integer, lower: -2, upper: 9)
    model.restrict(x, lower: -5, upper: 4)
    #expect(model.columnLower == [-2] && model.columnUpper == [4])
    model.fix(x, to: 3)
    #expect(model.columnLower == [3] && model.columnUpper == [3])
    #expect(model.fault == nil)
  }
}
