import EngineCP
import Foundation
import Modeling
import OptCore
import ProofChecker
import TestSupport
import Testing

/// Proofs that the engine writes, each in a file of its own.
enum EngineProof {
  /// Kinds of constraints of which there are proofs.
  static let kinds = RandomConstraints.Kind.allCases.filter { $0 != .moduloCumulative }

  static func solve(
    _ model: Model, _ options: EngineOptions = EngineOptions(),
    observer: EngineObserver = EngineObserver()
  ) throws -> (result: ModelResult, proof: [UInt8]) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "proof-" + UUID().uuidString
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = options
    options.settings.append("proof=\(path)")
    let result = try CPEngine().solve(model, options: options, observer: observer)
    return (result, Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  /// Whether a claim is what the result says.
  static func fits(_ claim: ProofClaim, _ result: ModelResult) -> Bool {
    switch (claim, result.termination) {
    case (.infeasible, .infeasible): true
    case (.optimal(let value), .optimal): result.objective.map { abs($0 - value) < 1e-6 } == true
    case (.bound(let value), .nodeLimit): result.bound.map { abs($0 - value) < 1e-6 } == true
    case (.nothing, .nodeLimit): result.bound == nil
    default: false
    }
  }

  /// Solves a model and checks the proof; says what is wrong, nil = nothing.
  static func fault(of model: Model, _ options: EngineOptions = EngineOptions()) throws -> String? {
    let (result, proof) = try solve(model, options)
    do {
      let claim = try ProofChecker.check(proof, of: model)
      return fits(claim, result) ? nil : "claim \(claim) of \(result.termination)"
    } catch {
      let lines = String(decoding: proof, as: UTF8.self).split(separator: "\n")
      return "\(error): \(error.line > 0 ? String(lines[error.line - 1]) : "")"
    }
  }
}
