/// A run of a study with its identity.
public struct PlannedRun: Sendable, Hashable {
  /// What is asked.
  public var specification: RunSpecification
  /// `specification.key` for the version that carries it out.
  public var key: String

  /// Pairs a run with its identity.
  public init(_ specification: RunSpecification, key: String) {
    self.specification = specification
    self.key = key
  }
}
