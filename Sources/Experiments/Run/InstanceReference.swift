import OptCore

/// An instance of a study: where it is read from, and what it is.
public struct InstanceReference: Sendable, Hashable {
  /// The family's identifier.
  public var family: String
  /// The instance's name in tables.
  public var name: String
  /// The file, as the study names it.
  public var path: String
  /// What chooses it in a file of many; nil in a file of one.
  public var pick: String?
  /// `key=value` settings of the family's reader, in key order.
  public var parameters: [String]
  /// `sha256:` and the digest of its canonical form.
  public var digest: String
  /// Its size in the family's unit (jobs, operations, buffers, ...).
  public var size: Int
  /// Whether smaller or larger objectives are better, where that differs from what the family says; nil = as it says.
  public var sense: ObjectiveSense?

  /// Names an instance.
  public init(
    family: String, name: String, path: String, pick: String? = nil, parameters: [String] = [],
    digest: String, size: Int, sense: ObjectiveSense? = nil
  ) {
    self.family = family
    self.name = name
    self.path = path
    self.pick = pick
    self.parameters = parameters.sorted()
    self.digest = digest
    self.size = size
    self.sense = sense
  }
}
