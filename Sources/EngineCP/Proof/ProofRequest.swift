import Modeling
import OptCore

/// The setting `proof=FILE`: where the proof goes, and which runs cannot have one.
struct ProofRequest {
  let path: String
  /// Inferences about larger values take the checker more steps than it makes.
  private static let greatestBound = 0x1p29

  /// The log of a run.
  ///
  /// - Throws: `EngineError.option` where the run cannot be logged, or the file not be written.
  func log(_ model: Model, _ options: EngineOptions) throws(EngineError) -> ProofLog {
    if options.threads > 1 { throw refusal("\(options.threads) threads", "one") }
    if options.cutoff != nil { throw refusal("a cutoff", "none") }
    for column in 0..<model.columnCount {
      let name = model.name(of: Variable(index: column))
      if model.columnKinds[column] == .continuous {
        throw refusal("the continuous variable \(name)", "integer ones")
      }
      for bound in [model.columnLower[column], model.columnUpper[column]] where bound.isInfinite {
        throw refusal("the variable \(name) with the bound \(bound)", "finite bounds")
      }
      for bound in [model.columnLower[column], model.columnUpper[column]]
      where abs(bound) > Self.greatestBound {
        throw refusal("the variable \(name) with the bound \(bound)", "bounds within 2^29")
      }
    }
    for (index, constraint) in model.constraints.enumerated() {
      if case .moduloCumulative = constraint {
        throw refusal("the \(constraint.kind) constraint \(model.constraintName(index))", "others")
      }
    }
    do {
      return try ProofLog(path, columns: model.columnCount)
    } catch {
      throw .option("proof: \(error)")
    }
  }

  private func refusal(_ found: String, _ expected: String) -> EngineError {
    .option("no proof can be written: found \(found), expected \(expected)")
  }
}
