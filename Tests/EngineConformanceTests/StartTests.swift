import Modeling
import OptCore
import TestSupport
import Testing

@Suite("A starting point is used or refused, never believed")
struct StartTests {
  private let positional = PositionalTardinessModel.random(8, seed: 3)

  @Test(
    "a feasible start is the first incumbent and the answer is never worse",
    arguments: EngineUnderTest.all)
  func accepted(_ tested: EngineUnderTest) throws {
    let start = positional.point(positional.modifiedDueDateSequence)
    let log = RunLog(positional.model)
    let result = try tested.solve(
      positional.model, EngineOptions(start: start), observer: log.observer)
    #expect(result.start == .accepted)
    #expect(log.incumbents.first == positional.model.objectiveValue(at: start))
    #expect(result.objective == Double(positional.optimum))
    log.check(against: .optimal(Double(positional.optimum)))
  }

  @Test(
    "a start with values for the integer variables only is completed",
    arguments: EngineUnderTest.all)
  func integersOnly(_ tested: EngineUnderTest) throws {
    let sequence = positional.modifiedDueDateSequence
    let full = positional.model.objectiveValue(at: positional.point(sequence))
    let log = RunLog(positional.model)
    let start = positional.point(sequence, withTardiness: false)
    let result = try tested.solve(
      positional.model, EngineOptions(start: start), observer: log.observer)
    #expect(result.start == .accepted)
    #expect(abs((log.incumbents.first ?? 0) - full) < 1e-6)
    #expect(result.objective == Double(positional.optimum))
  }

  @Test("a start with some of the integer variables is completed", arguments: EngineUnderTest.all)
  func someIntegers(_ tested: EngineUnderTest) throws {
    var start = positional.point(positional.modifiedDueDateSequence, withTardiness: false)
    for column in 0..<24 { start[column] = .nan }
    let result = try tested.solve(positional.model, EngineOptions(start: start))
    #expect(result.start == .accepted)
    #expect(result.objective == Double(positional.optimum))
  }

  @Test("an infeasible start is reported and the solve goes on", arguments: EngineUnderTest.all)
  func rejected(_ tested: EngineUnderTest) throws {
    let model = positional.model
    var twice = positional.point(positional.modifiedDueDateSequence, withTardiness: false)
    for column in 0..<16 { twice[column] = 1 }
    let fractional = [Double](repeating: 0.5, count: model.columnCount)
    let outside = [Double](repeating: 7, count: model.columnCount)
    for start in [twice, fractional, outside] {
      let result = try tested.solve(model, EngineOptions(start: start))
      guard case .rejected = result.start else {
        Issue.record("expected a rejected start, found \(result.start)")
        continue
      }
      #expect(result.termination == .optimal)
      #expect(result.objective == Double(positional.optimum))
    }
  }

  @Test("a start that claims too little is corrected, not reported", arguments: EngineUnderTest.all)
  func liar(_ tested: EngineUnderTest) throws {
    var start = positional.point(positional.modifiedDueDateSequence)
    for column in 64..<72 { start[column] = 0 }
    let log = RunLog(positional.model)
    let result = try tested.solve(
      positional.model, EngineOptions(start: start), observer: log.observer)
    log.check(against: .optimal(Double(positional.optimum)))
    #expect(result.objective == Double(positional.optimum))
  }

  @Test("the incumbent survives a limit that leaves no time", arguments: EngineUnderTest.all)
  func keptAtTheLimit(_ tested: EngineUnderTest) throws {
    let large = PositionalTardinessModel.random(25, seed: 5)
    let start = large.point(large.modifiedDueDateSequence)
    let result = try tested.solve(large.model, EngineOptions(timeLimit: 0, start: start))
    #expect(result.termination == .timeLimit)
    #expect(result.objective == large.model.objectiveValue(at: start))
  }

  @Test("a start in a linear program does no harm", arguments: EngineUnderTest.mip)
  func linear(_ tested: EngineUnderTest) throws {
    var model = Model("linear")
    let x = model.variables(.continuous, 2, upper: 10)
    model.require(x[0] + x[1] >= 3.5)
    model.minimize(2 * x[0] + 3 * x[1])
    let result = try tested.solve(model, EngineOptions(start: [1, 4]))
    #expect(result.start == .accepted)
    #expect(abs((result.objective ?? 0) - 7) < 1e-7)
    let wrong = try tested.solve(model, EngineOptions(start: [1, 1]))
    #expect(wrong.termination == .optimal)
    #expect(abs((wrong.objective ?? 0) - 7) < 1e-7)
  }
}
