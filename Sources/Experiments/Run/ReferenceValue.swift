import OptCore

/// What is known about an instance from elsewhere: a row of a reference file.
public struct ReferenceValue: Sendable, Hashable {
  /// The instance's name, for people: data are told by their digest.
  public var instance: String
  /// A proven bound from below (from above where the objective is maximised); nil = unknown.
  public var lower: ObjectiveValue?
  /// The best published objective; nil = unknown.
  public var upper: ObjectiveValue?
  /// Who says so.
  public var source: String?

  /// States what is known.
  public init(
    instance: String, lower: ObjectiveValue? = nil, upper: ObjectiveValue? = nil,
    source: String? = nil
  ) {
    self.instance = instance
    self.lower = lower
    self.upper = upper
    self.source = source
  }

  /// Whether the value is proven optimal: both sides known and equal.
  public var isOptimal: Bool { lower != nil && lower == upper }
}
