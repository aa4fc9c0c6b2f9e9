import Foundation
import Modeling
import OptCore
import ProofChecker
import TestSupport
import Testing

/// Number of models of each kind: 400, or what `OPTSOLVE_FUZZ_MODELS` says.
private let modelCount =
  ProcessInfo.processInfo.environment["OPTSOLVE_FUZZ_MODELS"].flatMap { Int($0) } ?? 400

@Suite("Proof: inferences are accepted exactly when trying all points says so")
struct ProofInferenceTests {
  /// Compares some clauses and says what is wrong; nil = nothing.
  private static func difference(_ case: inout RandomInference, _ counts: inout [Int]) -> String? {
    for _ in 0..<12 {
      let clause = `case`.clause()
      let isImplied = `case`.isImplied(clause)
      let proof = `case`.proof(clause)
      var reason: String?
      do throws(ProofFault) {
        _ = try ProofChecker.check(Array(proof.utf8), of: `case`.model)
      } catch { reason = error.description }
      counts[isImplied ? 1 : 0] += 1
      if isImplied != (reason == nil) {
        return "\(isImplied ? "right" : "wrong"), but \(reason ?? "accepted"):\n\(proof)"
      }
    }
    return nil
  }

  @Test(
    "of each kind of constraint",
    arguments: RandomConstraints.Kind.allCases.filter { $0 != .moduloCumulative })
  func constraints(kind: RandomConstraints.Kind) {
    var random = RandomStream(seed: 71)
    var counts = [0, 0]
    for trial in 0..<modelCount {
      var inference = RandomInference(kind, &random)
      if let difference = Self.difference(&inference, &counts) {
        Issue.record("\(kind), model \(trial): \(difference)\n\(inference.model.constraints)")
        return
      }
    }
    #expect(counts[0] > modelCount / 2 && counts[1] > modelCount / 2)
  }

  @Test("of rows with and without fractions, and of definitions", arguments: [true, false])
  func rows(row: Bool) {
    var random = RandomStream(seed: 72)
    var counts = [0, 0]
    for trial in 0..<2 * modelCount {
      var inference = RandomInference(row: row, &random)
      if let difference = Self.difference(&inference, &counts) {
        Issue.record("model \(trial): \(difference)")
        return
      }
    }
    #expect(counts[0] > modelCount / 2 && counts[1] > modelCount / 2)
  }
}
