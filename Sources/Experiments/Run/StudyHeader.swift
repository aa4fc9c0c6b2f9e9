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

  /// This header, and what an older one of the same store knew besides: methods, families, references. Its runs
  /// stay, so what is known about them stays known.
  public func keeping(_ old: StudyHeader?) -> StudyHeader {
    guard let old else { return self }
    var header = self
    header.methods += old.methods.filter { !methods.contains($0) }
    header.families += old.families.filter { family in !families.contains { $0.id == family.id } }
    header.references = old.references.merging(references) { old, new in
      old.merging(new) { _, newer in newer }
    }
    return header
  }
}
