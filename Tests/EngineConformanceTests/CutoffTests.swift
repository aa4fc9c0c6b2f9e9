import Modeling
import OptCore
import TestSupport
import Testing

@Suite("With a cutoff only strictly better points count")
struct CutoffTests {
  private let positional = PositionalTardinessModel.random(7, seed: 8)
  private var optimum: Double { Double(positional.optimum) }

  @Test("a cutoff above the optimum changes nothing", arguments: EngineUnderTest.all)
  func above(_ tested: EngineUnderTest) throws {
    for step in [nil, 1.0] {
      let options = EngineOptions(cutoff: optimum + 1, objectiveStep: step)
      let result = try tested.solve(positional.model, options)
      #expect(result.termination == .optimal)
      #expect(result.objective == optimum)
      #expect(result.bound == optimum)
    }
  }

  @Test("a cutoff at or below the optimum leaves nothing", arguments: EngineUnderTest.all)
  func at(_ tested: EngineUnderTest) throws {
    for step in [nil, 1.0] {
      for cutoff in [optimum, optimum - 3] {
        let options = EngineOptions(cutoff: cutoff, objectiveStep: step)
        let result = try tested.solve(positional.model, options)
        #expect(result.termination == .cutoff)
        #expect(result.point == nil)
        #expect(abs((result.bound ?? 0) - cutoff) < 1e-6)
      }
    }
  }

  @Test("cutoffs of maximisation have the sign of the model", arguments: EngineUnderTest.all)
  func maximisation(_ tested: EngineUnderTest) throws {
    var model = Model("maximum")
    let x = model.variables(.integer, 3, lower: -4, upper: 4)
    model.require(2 * x[0] + 3 * x[1] + x[2] <= 10.5)
    model.maximize(3 * x[0] + 5 * x[1] + x[2] - 7)
    let best = try #require(try tested.solve(model).objective)
    #expect(try tested.solve(model, EngineOptions(cutoff: best - 1)).objective == best)
    let none = try tested.solve(model, EngineOptions(cutoff: best))
    #expect(none.termination == .cutoff)
    #expect(abs((none.bound ?? 0) - best) < 1e-6)
  }

  @Test("a start no better than the cutoff does not count", arguments: EngineUnderTest.all)
  func startAtCutoff(_ tested: EngineUnderTest) throws {
    let start = positional.point(positional.modifiedDueDateSequence)
    let value = positional.model.objectiveValue(at: start)
    let result = try tested.solve(
      positional.model, EngineOptions(cutoff: value, start: start, objectiveStep: 1))
    if value > optimum {
      #expect(result.termination == .optimal)
      #expect(result.objective == optimum)
    } else {
      #expect(result.termination == .cutoff)
    }
    #expect(result.start == .accepted)
  }

  @Test(
    "an infeasible model with a cutoff is called what was proven", arguments: EngineUnderTest.all)
  func infeasible(_ tested: EngineUnderTest) throws {
    var model = Model("odd")
    let x = model.variables(.integer, 2, upper: 7)
    model.require(2 * x[0] + 4 * x[1] == 13)
    model.minimize(x[0])
    let result = try tested.solve(model, EngineOptions(cutoff: 5))
    #expect(result.termination == .cutoff || result.termination == .infeasible)
    #expect(result.point == nil)
  }

  @Test("the step of the objective is found in the model", arguments: EngineUnderTest.all)
  func step(_ tested: EngineUnderTest) throws {
    var model = Model("step")
    let x = model.variables(.integer, 2, upper: 9)
    model.require(3 * x[0] + 2 * x[1] >= 17)
    model.minimize(6 * x[0] + 9 * x[1] + 0.5)
    #expect(model.objectiveStep == 3)
    let result = try tested.solve(model)
    #expect(result.objective == 36.5)
    model.minimize(6.5 * x[0])
    #expect(model.objectiveStep == nil)
    model.minimize(2 * model.variable(.continuous))
    #expect(model.objectiveStep == nil)
  }
}
