import OptCore

/// Why a study cannot be read or planned.
public enum StudyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A text does not follow its format, with the exact place (exit 65).
  case malformed(InstanceError)
  /// A file is missing or unreadable (exit 66).
  case file(FileError)
  /// Something was asked for on the command line that does not exist or does not fit (exit 64).
  case badRequest(String)

  /// One line: where, what was found, what was expected.
  public var description: String {
    switch self {
    case .malformed(let error): error.description
    case .file(let error): error.description
    case .badRequest(let text): text
    }
  }

  /// A fault of a value: in a study file with its place, else of the command line.
  static func fault(at place: SourceLocation?, _ message: String) -> StudyError {
    guard let place else { return .badRequest(message) }
    return .malformed(InstanceError(at: place, message))
  }
}
