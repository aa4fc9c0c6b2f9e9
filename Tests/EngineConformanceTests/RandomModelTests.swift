import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Engines agree with enumeration on random models")
struct RandomModelTests {
  @Test("every answer is the exact one", arguments: EngineUnderTest.mip)
  func agreesWithEnumeration(_ tested: EngineUnderTest) throws {
    var random = RandomStream(seed: 7)
    for trial in 0..<2000 {
      let model = RandomModel.draw(&random)
      let log = RunLog(model)
      let result = try tested.solve(model, observer: log.observer)
      let expected = model.answerByEnumeration()
      check(result, expected, model, "trial \(trial)")
      log.check(against: expected, trial)
    }
  }

  private func check(
    _ result: ModelResult, _ expected: ModelAnswer, _ model: Model, _ comment: String
  ) {
    let words = Comment(rawValue: comment)
    switch expected {
    case .infeasible:
      #expect(result.termination == .infeasible, words)
      #expect(result.point == nil, words)
    case .unbounded:
      #expect(result.termination == .unbounded, words)
    case .optimal(let value):
      #expect(result.termination == .optimal, words)
      guard let objective = result.objective, let bound = result.bound, let point = result.point
      else {
        Issue.record("an optimal result lacks its parts: \(comment)")
        return
      }
      #expect(abs(objective - value) < 1e-5, words)
      #expect(abs(bound - value) < 1e-5, words)
      #expect(model.violations(of: point).isEmpty, words)
    }
  }
}
