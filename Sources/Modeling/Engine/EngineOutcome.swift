import OptCore

/// What a method of a family reports when an engine has solved its model.
extension EngineTermination {
  /// Why the method stopped. A family's models are bounded, so `unbounded` proves nothing.
  package var ofMethod: Termination {
    switch self {
    case .optimal, .infeasible, .cutoff: .proved
    case .timeLimit: .timeLimit
    case .nodeLimit: .workLimit
    case .memoryLimit: .memoryLimit
    case .interrupted: .interrupted
    case .gap: .gap
    case .unbounded, .target, .numericalTrouble: .completed
    }
  }
}

extension SolveError {
  /// An engine's error: a setting that does not fit is the caller's fault.
  package init(_ error: EngineError, of engine: any Engine) {
    if case .option(let text) = error {
      self = .badRequest(text)
    } else {
      self = .engine(name: engine.identity.name, reason: error.description)
    }
  }
}
