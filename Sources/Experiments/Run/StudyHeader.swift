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
  /// The folder that relative paths of its runs begin at; nil = not known.
  public var directory: String?
  /// What is known about instances from elsewhere: family identifier, digest of the instance, value.
  public var references: [String: [String: ReferenceValue]]

  /// Describes a study.
  public init(
    name: String, families: [StudyResults.Family], methods: [String], runCount: Int,
    directory: String? = nil, references: [String: [String: ReferenceValue]] = [:]
  ) {
    self.name = name
    self.families = families
    self.methods = methods
    self.runCount = runCount
    self.directory = directory
    self.references = references
  }

  /// This header, and what another one of the same store knows besides: methods, families, references. Where both
  /// know something, this one has the word.
  ///
  /// - Parameter instances: by family, digests of instances about which only this header speaks.
  public func keeping(
    _ other: StudyHeader?, exceptAbout instances: [String: Set<String>] = [:]
  ) -> StudyHeader {
    guard let other else { return self }
    var header = self
    header.methods += other.methods.filter { !methods.contains($0) }
    header.families += other.families.filter { family in
      !families.contains { $0.id == family.id }
    }
    header.directory = directory ?? other.directory
    for (family, values) in other.references {
      let silent = instances[family] ?? []
      let kept = values.filter { !silent.contains($0.key) }
      if !kept.isEmpty {
        header.references[family, default: [:]].merge(kept) { own, _ in own }
      }
    }
    return header
  }
}
