/// What a store keeps about the study its runs belong to.
public struct StudyHeader: Sendable, Hashable {
  /// The study's name.
  public var name: String
  /// Its families.
  public var families: [StudyResults.Family]
  /// Labels of methods in the study's order.
  public var methods: [String]
  /// How many runs it plans.
  public var runCount: Int
  /// What is known about instances from elsewhere: family identifier, instance name, value.
  public var references: [String: [String: ReferenceValue]]

  /// Describes a study.
  public init(
    name: String, families: [StudyResults.Family], methods: [String], runCount: Int,
    references: [String: [String: ReferenceValue]] = [:]
  ) {
    self.name = name
    self.families = families
    self.methods = methods
    self.runCount = runCount
    self.references = references
  }
}
