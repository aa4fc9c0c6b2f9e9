import Modeling
import OptCore
import ProofChecker
import TestSupport
import Testing

/// Number of models of each kind, a quarter of what whole models have.
private let inferenceModels = modelCount / 4

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
    for trial in 0..<inferenceModels {
      var inference = RandomInference(kind, &random)
      if let difference = Self.difference(&inference, &counts) {
        Issue.record("\(kind), model \(trial): \(difference)\n\(inference.model.constraints)")
        return
      }
    }
    #expect(counts[0] > inferenceModels / 2 && counts[1] > inferenceModels / 2)
  }

  @Test("of rows with and without fractions, and of definitions", arguments: [true, false])
  func rows(row: Bool) {
    var random = RandomStream(seed: 72)
    var counts = [0, 0]
    for trial in 0..<2 * inferenceModels {
      var inference = RandomInference(row: row, &random)
      if let difference = Self.difference(&inference, &counts) {
        Issue.record("model \(trial): \(difference)")
        return
      }
    }
    #expect(counts[0] > inferenceModels / 2 && counts[1] > inferenceModels / 2)
  }
}
