import EngineCP
import Foundation
import Modeling
import OptCore
import TestSupport
import Testing

/// Number of models of each kind and of each part of the mixed ones: 1500, or what `OPTSOLVE_FUZZ_MODELS` says.
let modelCount =
  ProcessInfo.processInfo.environment["OPTSOLVE_FUZZ_MODELS"].flatMap { Int($0) } ?? 1500

@Suite("The engine finds what trying all points finds")
struct BruteForceTests {
  /// Compares one model and says what is wrong; nil = nothing.
  static func difference(_ model: Model, _ options: EngineOptions = EngineOptions()) throws
    -> String?
  {
    let expected = model.answerByTryingAll()
    let found = try CPEngine().solve(model, options: options)
    switch (expected, found.termination) {
    case (.infeasible, .infeasible): return found.point == nil ? nil : "a point of no model"
    case (.optimal(let value), .optimal):
      guard let objective = found.objective, let point = found.point else { return "no point" }
      if !model.violations(of: point).isEmpty { return "the point breaks the model" }
      if abs(objective - value) > 1e-6 { return "found \(objective), expected \(value)" }
      guard let bound = found.bound, abs(bound - value) <= 1e-6 else {
        return "bound \(String(describing: found.bound)) of \(value)"
      }
      return nil
    default: return "found \(found.termination), expected \(expected)"
    }
  }

  @Test("each kind of constraint alone", arguments: RandomConstraints.Kind.allCases)
  func alone(kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 41)
    for trial in 0..<modelCount {
      let kinds = [RandomConstraints.Kind](repeating: kind, count: 1 + trial % 2)
      if let difference = try Self.difference(RandomConstraints.draw(kinds, &random)) {
        Issue.record("\(kind), model \(trial): \(difference)")
        return
      }
    }
  }

  @Test("mixed kinds", arguments: 0..<8)
  func mixed(part: Int) throws {
    var random = RandomStream(seed: 42, worker: UInt64(part))
    let all = RandomConstraints.Kind.allCases
    for trial in 0..<modelCount {
      let kinds = (0..<random.integer(in: 2...4)).map { _ in all[random.below(all.count)] }
      let model = RandomConstraints.draw(kinds, &random, values: 4)
      if let difference = try Self.difference(model) {
        Issue.record("part \(part), model \(trial) of \(kinds): \(difference)")
        return
      }
    }
  }

  @Test("two threads, and a target or a gap that ends the search")
  func threads() throws {
    var random = RandomStream(seed: 43)
    let all = RandomConstraints.Kind.allCases
    for trial in 0..<200 {
      let kinds = (0..<3).map { _ in all[random.below(all.count)] }
      let model = RandomConstraints.draw(kinds, &random)
      if let difference = try Self.difference(model, EngineOptions(threads: 2)) {
        Issue.record("model \(trial): \(difference)")
        return
      }
      guard case .optimal(let value) = model.answerByTryingAll() else { continue }
      let early = try CPEngine().solve(model, options: EngineOptions(target: value))
      #expect(early.termination == .target || early.termination == .optimal)
      #expect(early.objective.map { abs($0 - value) < 1e-6 } == true)
    }
  }
}
