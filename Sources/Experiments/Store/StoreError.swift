/// Why a result store could not do what it was asked.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong; decides the exit code of the command line.
  public enum Kind: Sendable, Hashable {
    /// There is no such file, or it cannot be read (exit 66).
    case missing
    /// The file is something else than a result store (exit 65).
    case notAStore
    /// A newer version of optsolve made the store (exit 65).
    case newerFormat
    /// The store's content is broken (exit 65).
    case damaged
    /// Another process writes to the store (exit 73).
    case inUse
    /// The file cannot be created or written at all (exit 73).
    case cannotCreate
    /// The system refused a write (full disk, ...); what was stored before is unharmed (exit 74).
    case writing
    /// The caller asked for something that makes no sense, such as a run that is stored already (exit 70).
    case misuse
  }

  /// The store's path as the user gave it.
  public let path: String
  /// What went wrong.
  public let kind: Kind
  /// The reason in our words, or the system's.
  public let reason: String

  /// States a failure.
  public init(path: String, _ kind: Kind, _ reason: String) {
    self.path = path
    self.kind = kind
    self.reason = reason
  }

  /// One line: which store, what failed, why.
  public var description: String {
    switch kind {
    case .missing: "\(path): cannot read: \(reason)"
    case .notAStore: "\(path): not a result store: \(reason)"
    case .newerFormat, .inUse, .misuse: "\(path): \(reason)"
    case .damaged: "\(path): the store is damaged: \(reason)"
    case .cannotCreate: "\(path): cannot open for writing: \(reason)"
    case .writing: "\(path): cannot write: \(reason)"
    }
  }
}
