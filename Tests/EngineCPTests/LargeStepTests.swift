import EngineCP
import JobShopModel
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Models on which naive propagation would take steps without end, or numbers would overflow")
struct LargeStepTests {
  @Test("A short task beside a long one moves past it at once, in both directions")
  func timeTable() throws {
    for isLate in [false, true] {
      var model = Model("long")
      let long = isLate ? 1_000.0 : 0
      let fixed = (0..<2).map { _ in model.variable(.integer, lower: long, upper: long) }
      let short = model.variable(.integer, upper: 500_000_500, name: "short")
      let tasks =
        fixed.map { Interval(start: $0, duration: 500_000_000) }
        + [Interval(start: short, duration: 1)]
      model.require(
        .cumulative(
          tasks, demands: tasks.map { _ in LinearExpression(1) }, capacity: LinearExpression(2)))
      if isLate {
        model.require(short <= 500_000_400)
        model.maximize(short)
      } else {
        model.minimize(short)
      }
      let result = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 100))
      #expect(result.termination == .optimal)
      #expect(result.objective == (isLate ? 999 : 500_000_000))
    }
  }

  @Test("Differences in a circle: infeasible, or stopped in time, but no heap of bounds")
  func circle() throws {
    var model = Model("circle")
    let x = model.variables(.integer, 2, upper: 5e8, name: "x")
    model.require(x[0] - x[1] >= 1)
    model.require(x[1] - x[0] >= 1)
    let result = try CPEngine().solve(model, options: EngineOptions(timeLimit: 20))
    #expect(result.termination == .infeasible)
  }

  @Test("Rectangles far apart")
  func rectangles() throws {
    var model = Model("far")
    let far = 536_870_912.0
    let x = model.variables(.integer, 3, upper: 10, name: "x")
    let y = model.variables(.integer, 3, lower: -far, upper: far, name: "y")
    model.require(
      .noOverlap2D(
        x.map { Interval(start: $0, duration: 1) },
        [
          Interval(start: y[0] - far, duration: 1), Interval(start: y[1] + far, duration: far),
          Interval(start: y[2], duration: 1),
        ]))
    let result = try CPEngine().solve(model)
    #expect(result.termination == .optimal)
  }

  @Test("Sums that could overflow are refused or solved, never trapped")
  func sums() throws {
    var first = Model("objective")
    let x = first.variable(.integer, upper: 1e7, name: "x")
    let y = first.variable(.integer, upper: 1e7, name: "y")
    first.minimize(1e12 * x + y)
    var second = Model("fixed")
    let z = second.variables(.integer, 2, lower: 1e7, upper: 1e7 + 1, name: "z")
    second.require(1e12 * z[0] + z[1] <= 1e15)
    var third = Model("reach")
    let w = third.variables(.integer, 2, upper: 5e8, name: "w")
    third.require(1_860_000_000 * w[0] + 16_300_000_001 * w[1] <= 5)
    var fourth = Model("energy")
    let starts = fourth.variables(.integer, 64, upper: 268_435_456, name: "s")
    fourth.require(
      .cumulative(
        starts.map { Interval(start: $0, duration: 268_435_456) },
        demands: starts.map { _ in LinearExpression(536_870_912) },
        capacity: LinearExpression(536_870_912)))
    for model in [first, second, third, fourth] {
      do throws(EngineError) {
        let result = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 200))
        if let point = result.point { #expect(model.violations(of: point).isEmpty) }
        #expect(result.termination != .infeasible || model.name != "objective")
      } catch {
        #expect("\(error)".contains("found"))
      }
    }
  }

  @Test("Periods and demands beyond reason are refused")
  func periods() throws {
    for (duration, demand, period) in [(3, Int.max / 2, 1), (3, 1, 10_000_000_000)] {
      var model = Model("modulo")
      let starts = model.variables(.integer, 2, upper: 9, name: "s")
      model.require(
        .moduloCumulative(
          starts.map { Interval(start: $0, duration: duration) }, demands: [demand, 1],
          capacity: 5, period: period))
      do throws(EngineError) {
        let result = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 200))
        if let point = result.point { #expect(model.violations(of: point).isEmpty) }
      } catch {
        #expect("\(error)".contains("found"))
      }
    }
  }

  @Test("A task that is twice on a machine too large for pairs cannot run")
  func twice() throws {
    var model = Model("twice")
    let starts = model.variables(.integer, 251, upper: 1000, name: "s")
    let tasks = starts.map { Interval(start: $0, duration: 1) }
    model.require(.noOverlap(tasks))
    model.require(.noOverlap(tasks + [tasks[0]]))
    let result = try CPEngine().solve(
      model, options: EngineOptions(timeLimit: 20, wantsCore: false))
    #expect(result.termination == .infeasible)
  }

  @Test("Workers share a limit of conflicts")
  func sharedLimit() throws {
    var random = RandomStream(seed: 3)
    let model = JobShop.draw(jobs: 15, machines: 15, &random).model()
    for limit in [1, 40, 77] {
      let result = try CPEngine().solve(model, options: EngineOptions(nodeLimit: limit, threads: 4))
      #expect(result.termination == .nodeLimit)
      // Four equal parts, rounded up.
      #expect(result.nodes <= (limit + 3) / 4 * 4)
    }
  }
}
