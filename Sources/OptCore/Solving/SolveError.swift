/// Why a run could not be carried out. Limits and proofs of infeasibility are results, not errors.
public enum SolveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The caller asked for something that does not exist or does not fit (exit 64).
  case badRequest(String)
  /// The method cannot work on this instance (exit 64).
  case unsupported(method: String, reason: String)
  /// A method delivered a solution that its checker refuses: an error of ours (exit 70).
  case incorrectSolution(method: String, violations: [String])
  /// A file that a setting names cannot be read (exit 66).
  case file(FileError)
  /// A file that a setting names holds something else than expected (exit 65).
  case data(InstanceError)
  /// An engine is missing, died or broke its protocol (exit 69).
  case engine(name: String, reason: String)
  /// An invariant of ours does not hold (exit 70).
  case internalError(String)

  /// One line: what went wrong and, where the user can do something, what.
  public var description: String {
    switch self {
    case .badRequest(let text): text
    case .unsupported(let method, let reason): "method \(method) cannot be used here: \(reason)"
    case .incorrectSolution(let method, let violations):
      "method \(method) delivered an incorrect solution: "
        + violations.prefix(3).joined(separator: "; ")
    case .file(let error): error.description
    case .data(let error): error.description
    case .engine(let name, let reason): "engine \(name): \(reason)"
    case .internalError(let text): "internal error: \(text)"
    }
  }
}
