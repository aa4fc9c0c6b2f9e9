import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("What an engine must not see is refused before it")
struct RefusalTests {
  private func expectModelError(_ tested: EngineUnderTest, _ model: Model) {
    do {
      _ = try tested.solve(model)
      Issue.record("a faulty model was solved")
    } catch EngineError.model {
    } catch {
      Issue.record("another error: \(error)")
    }
  }

  @Test("numbers that are not finite", arguments: EngineUnderTest.all)
  func notFinite(_ tested: EngineUnderTest) {
    for bad in [Double.nan, .infinity, -.infinity] {
      var coefficient = Model("coefficient")
      let x = coefficient.variable(.integer, upper: 4)
      coefficient.require(bad * x <= 3)
      expectModelError(tested, coefficient)
      var objective = Model("objective")
      objective.minimize(bad * objective.variable(.continuous))
      expectModelError(tested, objective)
      var constant = Model("constant")
      let y = constant.variable(.integer, upper: 4)
      constant.require(y + bad <= 3)
      expectModelError(tested, constant)
    }
  }

  @Test("bounds that cross or are no numbers", arguments: EngineUnderTest.all)
  func crossedBounds(_ tested: EngineUnderTest) {
    for (lower, upper) in [(3.0, 2.0), (.nan, 1), (0, .nan), (.infinity, .infinity)] {
      var column = Model("column")
      column.variable(.integer, lower: lower, upper: upper)
      expectModelError(tested, column)
      var row = Model("row")
      let x = row.variable(.continuous)
      row.require(LinearRelation(lower, x + 0, upper))
      expectModelError(tested, row)
    }
  }

  @Test("variables of another model", arguments: EngineUnderTest.all)
  func foreignVariable(_ tested: EngineUnderTest) {
    for index in [1, 7, -1, Int(Int32.max)] {
      var model = Model("foreign")
      let x = model.variable(.integer, upper: 4)
      model.require(x + Variable(index: index) <= 3)
      expectModelError(tested, model)
    }
  }

  @Test("starting points of the wrong size", arguments: EngineUnderTest.all)
  func wrongStart(_ tested: EngineUnderTest) {
    var model = Model("start")
    model.minimize(model.variable(.integer, upper: 4))
    for start in [[], [1.0, 2.0], [.infinity]] {
      #expect(throws: EngineError.self) {
        try tested.solve(model, EngineOptions(start: start))
      }
    }
  }

  @Test(
    "settings can be checked without a model, in process and for a worker",
    arguments: EngineUnderTest.mip)
  func settings(_ tested: EngineUnderTest) throws {
    let worker = WorkerEngine(tested.engine)
    for engine in [tested.engine, worker] {
      try engine.check(settings: ["cuts=off"])
      for bad in ["nonsense=1", "cuts", "cuts=perhaps"] {
        #expect(throws: EngineError.self) { try engine.check(settings: [bad]) }
      }
    }
  }

  @Test("settings of the engine cp can be checked without a model, for a worker as well")
  func settingsOfCP() throws {
    for engine in [CPEngine(), WorkerEngine(CPEngine())] as [any Engine] {
      try engine.check(settings: ["restart=50", "search=schedule"])
      for bad in ["cuts=off", "restart", "search=best"] {
        #expect(throws: EngineError.self) { try engine.check(settings: [bad]) }
      }
    }
  }

  @Test("options out of range and unknown settings", arguments: EngineUnderTest.all)
  func options(_ tested: EngineUnderTest) {
    var model = Model("options")
    model.minimize(model.variable(.integer, upper: 4))
    let bad = [
      EngineOptions(timeLimit: -1), EngineOptions(timeLimit: .nan), EngineOptions(gap: -0.1),
      EngineOptions(gap: .nan), EngineOptions(threads: 0), EngineOptions(cutoff: .nan),
      EngineOptions(target: .infinity),
      EngineOptions(settings: ["nonsense=1"]), EngineOptions(settings: ["cuts"]),
      EngineOptions(settings: ["cuts=perhaps"]), EngineOptions(settings: ["cuts=on -import"]),
    ]
    for options in bad {
      do {
        _ = try tested.solve(model, options)
        Issue.record("accepted: \(options)")
      } catch EngineError.option {
      } catch {
        Issue.record("another error: \(error)")
      }
    }
  }
}
