import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("The engine finds what trying all points finds")
struct BruteForceTests {
  /// Compares one model and says what is wrong; nil = nothing.
  static func difference(_ model: Model, _ options: EngineOptions = EngineOptions()) throws
    -> String?
  {
    let expected = model.answerByEnumeration()
    let found = try CPEngine().solve(model, options: options)
    switch (expected, found.termination) {
    case (.infeasible, .infeasible): return nil
    case (.optimal(let value), .optimal):
      guard let objective = found.objective, let point = found.point else { return "no point" }
      if !model.violations(of: point).isEmpty { return "the point breaks the model" }
      if abs(objective - value) > 1e-6 { return "found \(objective), expected \(value)" }
      if let bound = found.bound, abs(bound - value) > 1e-6 { return "bound \(bound) of \(value)" }
      return nil
    default: return "found \(found.termination), expected \(expected)"
    }
  }

  @Test("each kind of constraint alone", arguments: RandomConstraintModel.kinds)
  func alone(kind: String) throws {
    for seed in 0..<600 as Range<UInt64> {
      let model = RandomConstraintModel.make([kind], seed: seed)
      if let difference = try Self.difference(model) {
        Issue.record("\(kind) \(seed): \(difference)")
        return
      }
    }
  }

  @Test("mixed kinds", arguments: 0..<8)
  func mixed(part: Int) throws {
    var random = RandomStream(seed: UInt64(part))
    for seed in 0..<800 as Range<UInt64> {
      let kinds = (0..<random.integer(in: 2...4)).map { _ in
        RandomConstraintModel.kinds[random.integer(in: 0...10)]
      }
      let model = RandomConstraintModel.make(kinds, seed: seed + 10_000 * UInt64(part))
      if let difference = try Self.difference(model) {
        Issue.record("\(kinds) \(seed) of part \(part): \(difference)")
        return
      }
    }
  }
}
