import Modeling

/// Verifies what the engine `cp` writes down of its search, against the definition of the model alone.
///
/// The format is in `Documentation/cp-proofs.md`. Nothing here is shared with the engine.
public enum ProofChecker {
  /// What a proof shows of a model whose columns are all whole and bounded.
  ///
  /// - Throws: the first line that is not accepted, and why.
  public static func check(_ proof: [UInt8], of model: Model) throws(ProofFault) -> ProofClaim {
    var run = try ProofRun(proof, model)
    return try run.claim()
  }

  /// The same, with how much work it was.
  public static func check(_ proof: [UInt8], of model: Model, _ tally: inout ProofTally)
    throws(ProofFault) -> ProofClaim
  {
    var run = try ProofRun(proof, model)
    defer { tally = run.tally }
    return try run.claim()
  }
}
