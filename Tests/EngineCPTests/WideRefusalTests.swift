import EngineCP
import Modeling
import OptCore
import Testing

/// What is too large is refused with the error for models; nothing overflows.
@Suite("Values beyond what the engine takes")
struct WideRefusalTests {
  private func expectRefusal(_ model: Model, _ what: String) {
    do {
      let found = try CPEngine().solve(model)
      Issue.record("\(what): \(found.termination)")
    } catch EngineError.model {
    } catch {
      Issue.record("\(what): \(error)")
    }
  }

  @Test("columns, one beyond 2^53, and far beyond")
  func columns() {
    for beyond in [0x1p53 + 2, 0x1p60, 0x1p63, 0x1p64, 1e30, 1e300] {
      var above = Model("above")
      above.variable(.integer, upper: beyond)
      expectRefusal(above, "upper \(beyond)")
      var below = Model("below")
      below.variable(.integer, lower: -beyond, upper: 0)
      expectRefusal(below, "lower \(-beyond)")
    }
  }

  @Test("objectives: 2^60 is taken, more is not")
  func objectives() throws {
    for sign in [1.0, -1] {
      var model = Model("objective")
      let x = model.variable(.integer, upper: 0x1p53)
      let y = model.variable(.integer, upper: 0x1p52)
      model.maximize(sign * 64 * x + sign * 128 * y)
      let found = try CPEngine().solve(model)
      #expect(found.objective == (sign > 0 ? 0x1p60 : 0))
      model.maximize(sign * 64 * x + sign * 129 * y)
      expectRefusal(model, "129")
    }
  }

  @Test("constants, coefficients and sums", arguments: [0x1p53 + 2, 0x1p60, 0x1p62, 1e19, 1e300])
  func sums(_ large: Double) {
    func model(_ change: (inout Model, Variable, Variable) -> Void) -> Model {
      var model = Model("sums")
      let x = model.variable(.integer, lower: -1e15, upper: 1e15, name: "x")
      let y = model.variable(.integer, lower: -1e15, upper: 1e15, name: "y")
      change(&model, x, y)
      return model
    }
    expectRefusal(model { $0.require($1 + large >= $2) }, "constant of a row")
    expectRefusal(model { $0.require(large * $1 + 3 * $2 <= 4) }, "coefficient of a row")
    expectRefusal(model { $0.require(.maximum($1 + large, [LinearExpression(of: $2)])) }, "maximum")
    expectRefusal(
      model { $0.require(.maximum(large * $1 + $2, [LinearExpression(of: $2)])) }, "factor")
    expectRefusal(model { $0.minimize(large * $1 + $2) }, "objective")
    expectRefusal(
      model {
        $0.require(
          .noOverlap([Interval(start: $1, duration: large), Interval(start: $2, duration: 1)]))
      }, "duration")
    expectRefusal(
      model {
        $0.require(
          .cumulative(
            [Interval(start: $1, duration: 1), Interval(start: $2, duration: 1)],
            demands: [LinearExpression(large), LinearExpression(1)],
            capacity: LinearExpression(2)))
      }, "demand")
  }

  @Test("many large terms, durations and demands")
  func many() throws {
    var rows = Model("row")
    let x = rows.variables(.integer, 600, upper: 0x1p53, name: "x")
    rows.require(sum(x) <= 0x1p53)
    expectRefusal(rows, "a sum of 600 terms")
    let wide = LinearExpression(0x1p52)
    let demand = LinearExpression(0x1p51)
    for isCumulative in [false, true] {
      var model = Model("tasks")
      let start = model.variables(.integer, 600, upper: 0x1p52, name: "start")
      let tasks = start.map { Interval(start: $0, duration: wide) }
      model.require(
        isCumulative
          ? .cumulative(tasks, demands: tasks.map { _ in demand }, capacity: wide)
          : .noOverlap(tasks)
      )
      expectRefusal(model, "600 tasks")
    }
  }

  @Test("energies that no word holds: the time-table decides alone")
  func energies() throws {
    let size = 0x1p50
    var model = Model("energy")
    let start = model.variables(.integer, 3, upper: 6 * size, name: "start")
    let latest = model.variable(.integer, upper: 7 * size, name: "latest")
    let tasks = start.map { Interval(start: $0, duration: size) }
    model.require(
      .cumulative(
        tasks, demands: tasks.map { _ in LinearExpression(2 * size) },
        capacity: LinearExpression(4 * size)))
    for task in tasks { model.require(task.end <= latest) }
    model.minimize(latest)
    #expect(try CPEngine().solve(model).objective == 2 * size)
  }
}
