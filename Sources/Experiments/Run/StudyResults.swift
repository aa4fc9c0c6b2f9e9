import OptCore

/// Everything that statistics and reports are made from.
public struct StudyResults: Sendable {
  /// A family as results show it.
  public struct Family: Sendable, Hashable {
    /// Identifier: `smtt`.
    public var id: String
    /// The problem's name in the literature.
    public var title: String
    /// Whether smaller or larger objectives are better, where an instance says nothing else.
    public var sense: ObjectiveSense
    /// What sizes count: `jobs`.
    public var sizeUnit: String

    /// Describes a family.
    public init(id: String, title: String, sense: ObjectiveSense, sizeUnit: String) {
      self.id = id
      self.title = title
      self.sense = sense
      self.sizeUnit = sizeUnit
    }
  }

  /// The study's name.
  public var name: String
  /// Its families.
  public var families: [Family]
  /// Labels of methods in the study's order.
  public var methods: [String]
  /// Finished runs, ordered by family, instance name, method, seed; documents are left out.
  public var runs: [RunRecord]
  /// What is known about instances from elsewhere: family identifier, digest of the instance, value.
  public var references: [String: [String: ReferenceValue]]
  /// The folder that relative paths of the runs begin at; nil = not known.
  public var directory: String?
  /// How many runs of the store are left out because the study's plan does not hold them any more.
  public var leftOutCount = 0
  /// How many runs of the study's plan have no result yet.
  public var missingCount = 0

  /// Gathers results.
  public init(
    name: String, families: [Family], methods: [String], runs: [RunRecord],
    references: [String: [String: ReferenceValue]] = [:]
  ) {
    self.name = name
    self.families = families
    self.methods = methods
    self.runs = runs
    self.references = references
  }
}
