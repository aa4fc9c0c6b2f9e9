/// A place in a text: file, 1-based line, 1-based column (in bytes).
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The file's path as the user gave it, or `<stdin>`.
  public let file: String
  /// 1-based line; 0 when the whole file is meant.
  public let line: Int
  /// 1-based column in bytes; 0 when the whole line is meant.
  public let column: Int

  /// Names a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Stands for a whole file.
  public init(file: String) {
    self.init(file: file, line: 0, column: 0)
  }

  /// `file:line:column`, as far as they are known: only `file` where the whole file is meant.
  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// What is wrong with a piece of input data, and where: `file:line:column: found, expected`, or `file: cannot read`.
public struct InstanceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// How the data are unusable; decides the exit code of the command line.
  public enum Kind: Sendable, Hashable {
    /// The text does not follow its format (exit 65).
    case malformed
    /// The text is well formed, but no solution can exist (exit 3).
    case infeasible
    /// A file that belongs to the data cannot be read (exit 66).
    case unreadable
  }

  /// Where the problem is.
  public let location: SourceLocation
  /// What was found there, and what was expected, in one line.
  public let message: String
  /// How the data are unusable.
  public let kind: Kind

  /// States a problem in full.
  public init(at location: SourceLocation, _ message: String, kind: Kind = .malformed) {
    self.location = location
    self.message = message
    self.kind = kind
  }

  /// States "found X, expected Y".
  public init(at location: SourceLocation, found: String, expected: String) {
    self.init(at: location, "found \(found), expected \(expected)")
  }

  /// `file:line:column: message`.
  public var description: String { "\(location): \(message)" }
}
