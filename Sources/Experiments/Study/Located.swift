import OptCore

/// A value of a study and where it stands, so that planning can point at it.
public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  public var value: Value
  /// Its place in the study file; nil when it was given on the command line.
  public var place: SourceLocation?

  /// Pairs a value with its place.
  public init(_ value: Value, at place: SourceLocation? = nil) {
    self.value = value
    self.place = place
  }
}
