import Modeling
import OptCore
import TestSupport
import Testing

/// An engine and a kind of constraint.
struct ConstraintCase: Sendable, CustomTestStringConvertible {
  let tested: EngineUnderTest
  let kind: RandomConstraints.Kind

  var testDescription: String { "\(tested.testDescription), \(kind.rawValue)" }

  static let all = EngineUnderTest.all.flatMap { tested in
    RandomConstraints.Kind.allCases.map { ConstraintCase(tested: tested, kind: $0) }
  }
}

@Suite("Engines agree with enumeration on constraints beyond rows")
struct ConstraintTests {
  @Test("each kind alone, up to two of it", arguments: ConstraintCase.all)
  func alone(_ some: ConstraintCase) throws {
    var random = RandomStream(seed: 31)
    for trial in 0..<500 {
      let kinds = [RandomConstraints.Kind](repeating: some.kind, count: 1 + trial % 2)
      try check(RandomConstraints.draw(kinds, &random), some.tested, "trial \(trial)")
    }
  }

  @Test("three kinds mixed", arguments: EngineUnderTest.all)
  func mixed(_ tested: EngineUnderTest) throws {
    var random = RandomStream(seed: 32)
    let all = RandomConstraints.Kind.allCases
    for trial in 0..<1500 {
      let kinds = (0..<3).map { _ in all[random.below(all.count)] }
      try check(RandomConstraints.draw(kinds, &random, values: 4), tested, "trial \(trial)")
    }
  }

  @Test("linear forms without columns for values", arguments: EngineUnderTest.mip)
  func withoutValues(_ tested: EngineUnderTest) throws {
    var random = RandomStream(seed: 33)
    for trial in 0..<1000 {
      let kind: RandomConstraints.Kind = trial % 4 == 0 ? .allDifferent : .cumulative
      let model = RandomConstraints.draw([kind], &random)
      let linear = try model.linearised(LinearisationLimits(indexedColumns: 0))
      let result = try tested.solve(linear)
      expect(result, model.answerByTryingAll(), "trial \(trial)")
      if let point = result.point {
        let own = Array(point.prefix(model.columnCount))
        #expect(model.violations(of: own).isEmpty, "trial \(trial)")
      }
    }
  }

  @Test("a start of the model's own columns is completed", arguments: EngineUnderTest.all)
  func start(_ tested: EngineUnderTest) throws {
    // Three tasks on a machine, in the order 2, 0, 1: the makespan is 2 + 3 + 4.
    var model = Model("start")
    let start = model.variables(.integer, 3, upper: 20, name: "s")
    let end = model.variable(.integer, upper: 30, name: "makespan")
    let tasks = [3, 4, 2].enumerated().map { Interval(start: start[$0], duration: $1) }
    model.require(.noOverlap(tasks), "machine")
    model.require(end, isGreatestOf: tasks.map(\.end), "makespan")
    model.minimize(end)
    let log = RunLog(model)
    let given = EngineOptions(start: [5, 10, 0, 14])
    let result = try tested.solve(model, given, observer: log.observer)
    #expect(result.start == .accepted)
    #expect(log.incumbents.first == 14)
    #expect(result.objective == 9)
    #expect(result.point?.count == 4)
    log.check(against: .optimal(9))
    let wrong = try tested.solve(model, EngineOptions(start: [0, 1, 2, 14]))
    #expect(wrong.start != .accepted)
    #expect(wrong.objective == 9)
  }

  @Test("a variable without the bound that a big-M needs is named", arguments: EngineUnderTest.mip)
  func missingBound(_ tested: EngineUnderTest) {
    var model = Model("unbounded")
    let x = model.variables(.integer, 2, name: "x")
    model.require(
      .noOverlap([Interval(start: x[0], duration: 2), Interval(start: x[1], duration: 3)]), "m", 4)
    #expect(throws: EngineError.model(.missingBound(where: "no-overlap m_4", variable: "x_0"))) {
      try tested.solve(model)
    }
  }

  private func check(_ model: Model, _ tested: EngineUnderTest, _ words: Comment) throws {
    let log = RunLog(model)
    let result = try tested.solve(model, observer: log.observer)
    let expected = model.answerByTryingAll()
    expect(result, expected, words)
    if let point = result.point { #expect(model.violations(of: point).isEmpty, words) }
    log.check(against: expected)
  }

  private func expect(_ result: ModelResult, _ expected: ModelAnswer, _ words: Comment) {
    guard case .optimal(let value) = expected else {
      #expect(result.termination == .infeasible, words)
      #expect(result.point == nil, words)
      return
    }
    #expect(result.termination == .optimal, words)
    #expect(result.objective.map { abs($0 - value) < 1e-6 } == true, words)
    #expect(result.bound.map { abs($0 - value) < 1e-5 } == true, words)
  }
}
