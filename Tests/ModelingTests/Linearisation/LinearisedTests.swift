import Modeling
import TestSupport
import Testing

@Suite("Linear forms")
struct LinearisedTests {
  /// A model with n integer variables between 0 and `upper`, and one constraint.
  private func sizes(
    _ count: Int, upper: Double, _ limits: LinearisationLimits = LinearisationLimits(),
    _ constraint: (VariableVector) -> Constraint
  ) throws -> [Int] {
    var model = Model("m")
    let x = model.variables(.integer, count, upper: upper, name: "x")
    model.require(constraint(x))
    let linear = try model.linearised(limits)
    return [linear.columnCount - count, linear.rowCount]
  }

  private func tasks(_ starts: VariableVector, _ duration: Int) -> [Interval] {
    starts.map { Interval(start: $0, duration: duration) }
  }

  private let pairs = LinearisationLimits(indexedColumns: 0)

  @Test("Sizes are those of the table, with n = 4 and D = 21")
  func documentedSizes() throws {
    #expect(try sizes(4, upper: 1) { .clause($0.map(\.literal)) } == [0, 1])
    #expect(try sizes(4, upper: 1) { .exactlyOne($0.map(\.literal)) } == [0, 1])
    #expect(
      try sizes(2, upper: 1) {
        .relation(LinearRelation(1, 2 * $0[0] - 1, 1), if: [$0[1].literal])
      } == [0, 1])
    // The greatest of x1, x2, x3.
    #expect(try sizes(4, upper: 20) { x in .maximum(1 * x[0], x[1...].map { 1 * $0 }) } == [3, 7])
    #expect(
      try sizes(4, upper: 20) { x in
        .element(1 * x[0], index: 1 * x[1], (0..<4).map { x[2] + $0 })
      } == [4, 2 + 2 * 4])
    #expect(
      try sizes(2, upper: 20) { x in
        .element(1 * x[0], index: 1 * x[1], (0..<4).map { LinearExpression(Double($0)) })
      } == [4, 3])
    #expect(
      try sizes(4, upper: 20) { .allDifferent($0.map { 1 * $0 }) } == [4 * 21, 2 * 4 + 21])
    #expect(try sizes(4, upper: 20, pairs) { .allDifferent($0.map { 1 * $0 }) } == [6, 12])
    #expect(try sizes(4, upper: 20) { .noOverlap(tasks($0, 5)) } == [6, 12])
    let demands = [LinearExpression](repeating: LinearExpression(2), count: 4)
    let capacity = LinearExpression(5)
    // Times 0 to 24.
    #expect(
      try sizes(4, upper: 20) {
        .cumulative(tasks($0, 5), demands: demands, capacity: capacity)
      } == [4 * 21, 2 * 4 + 25])
    #expect(
      try sizes(4, upper: 20, pairs) {
        .cumulative(tasks($0, 5), demands: demands, capacity: capacity)
      } == [2 * 4 * 3, 3 * 4 * 3 + 4])
    #expect(
      try sizes(8, upper: 20) { x in
        .noOverlap2D(
          x.prefix(4).map { Interval(start: $0, duration: 5) },
          x.suffix(4).map { Interval(start: $0, duration: 5) })
      } == [4 * 6, 5 * 6])
    #expect(
      try sizes(4, upper: 20) {
        .moduloCumulative(tasks($0, 5), demands: [1, 1, 1, 1], capacity: 2, period: 7)
      } == [4 * 8, 2 * 4 + 7])
  }

  @Test("Bounds leave out what cannot matter")
  func bounds() throws {
    // Three tasks one after the other, and two that cannot change places.
    #expect(
      try sizes(3, upper: 2) { x in
        .noOverlap([0, 10, 20].enumerated().map { Interval(start: x[$0] + $1, duration: 5) })
      } == [0, 0])
    #expect(
      try sizes(2, upper: 4) { x in
        .noOverlap([
          Interval(start: x[0], duration: 3), Interval(start: x[1] + 2, duration: 3),
        ])
      } == [0, 1])
    // The second term is never the greatest, so the third one is the maximum.
    #expect(
      try sizes(3, upper: 4) { x in .maximum(1 * x[0], [1 * x[1], x[2] + 5]) } == [0, 1])
    // 2 + 2 is within the capacity everywhere.
    let two = LinearExpression(2)
    #expect(
      try sizes(2, upper: 4, pairs) {
        .cumulative(tasks($0, 3), demands: [two, two], capacity: LinearExpression(4))
      }[1] == 6)
    #expect(
      try sizes(1, upper: 1) { .relation(3 * $0[0] <= 4, if: [!$0[0]]) } == [0, 0])
    // Two constraints on the same starts share the columns of their values.
    var model = Model("m")
    let x = model.variables(.integer, 3, upper: 9, name: "x")
    model.requireAllDifferent(x)
    model.require(
      .cumulative(tasks(x, 2), demands: [two, two, two], capacity: LinearExpression(5)))
    #expect(try model.linearised().columnCount == 3 + 3 * 10)
  }

  @Test("The smallest big-M: no bound can be tightened")
  func bigM() throws {
    var model = Model("m")
    let x = model.variable(.integer, lower: -3, upper: 11, name: "x")
    let p = model.binaries(2, name: "p")
    model.require(2 * x - x <= 4.75, if: [p[0].literal, !p[1]], "cap")
    let linear = try model.linearised()
    // x <= 4 + 7 (1 - p0 + p1): at x = 11, one broken condition is just enough.
    #expect(linear.termCoefficients == [1, 7, -7])
    #expect(linear.rowUpper == [11])
    #expect(linear.rowName(0) == "cap.if")
  }

  @Test("The model's own columns and rows come first, and the rest is named after constraints")
  func names() throws {
    var model = Model("m")
    let x = model.variables(.integer, 3, upper: 9, name: "x")
    model.require(x[0] + x[1] <= 12, "sum")
    model.require(.noOverlap(tasks(x, 3)), "machine", 3)
    model.requireAllDifferent(x)
    model.maximize(sum(x))
    let linear = try model.linearised()
    #expect(linear.isLinear && linear.fault == nil && linear.name == "m")
    #expect(linear.objective == model.objective && linear.sense == .maximize)
    #expect(linear.columnUpper.prefix(3) == [9, 9, 9])
    #expect((0..<3).map { linear.name(of: Variable(index: $0)) } == ["x_0", "x_1", "x_2"])
    #expect(linear.name(of: Variable(index: 3)) == "machine_3.first_0_1")
    #expect(linear.rowName(0) == "sum" && linear.rowName(1) == "machine_3.before_0_1")
    #expect(linear.rowName(linear.rowCount - 1) == "K2.once_9")
    var again = linear
    #expect(try again.linearised().columnCount == linear.columnCount)
    // The variables of the model are those of its linear form.
    again.require(x[0] <= 4)
    #expect(again.fault == nil)
  }

  @Test("A variable without a bound that is needed is named; where none is needed, none is missed")
  func missingBounds() throws {
    func error(_ constraint: (VariableVector, Variable) -> Constraint) -> ModelError? {
      var model = Model("m")
      let x = model.variables(.integer, 2, lower: -.infinity, name: "x")
      let p = model.binary("p")
      model.require(constraint(x, p), "c")
      do throws(ModelError) { _ = try model.linearised() } catch { return error }
      return nil
    }
    let one = LinearExpression(1)
    func missing(_ kind: String, _ variable: String = "x_0") -> ModelError {
      .missingBound(where: "\(kind) c", variable: variable)
    }
    #expect(error { .relation($0[0] - $0[1] <= 3, if: [$1.literal]) } == missing("conditional row"))
    #expect(error { x, _ in .relation(x[0] - x[1] <= 3, if: []) } == nil)
    #expect(error { x, p in .relation(x[0] - x[0] <= -1, if: [p.literal]) } == nil)
    #expect(error { x, _ in .maximum(one, x.map { 1 * $0 }) } == missing("maximum"))
    #expect(error { x, _ in .maximum(1 * x[1], [1 * x[0]]) } == nil)
    #expect(error { x, _ in .element(1 * x[1], index: 1 * x[0], [one, one]) } == nil)
    #expect(
      error { x, p in .element(1 * x[0], index: 1 * p, [one, 1 * x[1]]) } == missing("element"))
    #expect(error { x, _ in .allDifferent(x.map { 1 * $0 }) } == missing("all-different"))
    #expect(error { x, _ in .noOverlap(tasks(x, 2)) } == missing("no-overlap"))
    #expect(
      error { x, _ in .cumulative(tasks(x, 2), demands: [one, one], capacity: one) }
        == missing("cumulative", "x_1"))
    #expect(
      error { x, _ in .noOverlap2D(tasks(x, 2), tasks(x, 1)) } == missing("no-overlap-2D"))
    #expect(
      error { x, _ in
        .moduloCumulative(tasks(x, 2), demands: [1, 1], capacity: 1, period: 4)
      } == nil)
    #expect(
      "\(missing("no-overlap"))" == "no-overlap c: variable x_0 has no bound on one side, but the "
        + "linear form of the constraint needs both")
  }

  @Test("What would be too large is refused before it is made")
  func tooLarge() {
    var model = Model("m")
    let x = model.variables(.integer, 3, lower: -1e12, upper: 1e12, name: "x")
    func isRefused(_ constraint: Constraint) -> Bool {
      var one = model
      one.require(constraint)
      do throws(ModelError) { _ = try one.linearised() } catch {
        if case .tooLarge = error { return true }
      }
      return false
    }
    #expect(isRefused(.element(1 * x[0], index: 1 * x[1], terms(20_000_000))))
    #expect(
      isRefused(.moduloCumulative(tasks(x, 3), demands: [1, 1, 1], capacity: 2, period: .max)))
    #expect(!isRefused(.allDifferent(x.map { 1 * $0 })))
    let few = LinearisationLimits(columns: 2)
    model.require(.noOverlap(tasks(x, 2)))
    #expect(throws: ModelError.self) { try model.linearised(few) }
    #expect(throws: ModelError.self) { try model.linearised(LinearisationLimits(rows: 5)) }
  }

  private func terms(_ count: Int) -> [LinearExpression] {
    [LinearExpression](repeating: LinearExpression(1), count: count)
  }
}
