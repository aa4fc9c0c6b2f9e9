import OptCore

/// A comparison as it is asked for: which methods solve which instances, from which seeds, within which limits.
///
/// Nothing is checked against families and files yet; `StudyPlanner` does that.
public struct Study: Sendable, Hashable {
  /// The name in tables and reports.
  public var name: String
  /// The folder that paths of the study are relative to: empty, or ending in `/`.
  public var folder: String
  /// Runs carried out at once, at least 1; nil = not said.
  public var jobs: Int?
  /// Its parts, in the study's order; a family may have several.
  public var parts: [Part]

  /// Puts a study together.
  public init(name: String, folder: String = "", jobs: Int? = nil, parts: [Part]) {
    self.name = name
    self.folder = folder
    self.jobs = jobs
    self.parts = parts
  }

  /// Instances of one family and the methods that solve each of them.
  public struct Part: Sendable, Hashable {
    /// The family's identifier.
    public var family: Located<String>
    /// What is solved.
    public var instances: [InstanceSelection]
    /// `key=value` settings of the family's reader.
    public var parameters: [Located<String>]
    /// How.
    public var methods: [StudyMethod]
    /// Reference files.
    public var references: [Located<String>]

    /// Puts a part together.
    public init(
      family: Located<String>, instances: [InstanceSelection],
      parameters: [Located<String>] = [], methods: [StudyMethod],
      references: [Located<String>] = []
    ) {
      self.family = family
      self.instances = instances
      self.parameters = parameters
      self.methods = methods
      self.references = references
    }
  }
}

/// Instances that a study names: the files of a pattern, all members of each or some of them.
public struct InstanceSelection: Sendable, Hashable {
  /// A path or a pattern with `*`, `?`, `[...]` and `**`, relative to the study's folder.
  public var pattern: Located<String>
  /// Which members of a file are taken; empty = all.
  public var picks: [Located<String>]

  /// Selects instances.
  public init(_ pattern: Located<String>, picks: [Located<String>] = []) {
    self.pattern = pattern
    self.picks = picks
  }
}

/// A method of a study with the seeds and limits that hold for it.
public struct StudyMethod: Sendable, Hashable {
  /// How instances are solved; `warmStart` is a path relative to the study's folder when it is no word.
  public var setting: MethodSetting
  /// Where the method stands in the study file.
  public var place: SourceLocation?
  /// Where settings with a key of their own stand, such as `warm-start`, by key.
  public var places: [String: SourceLocation]
  /// The seeds, in the study's order, each once.
  public var seeds: [UInt64]
  /// When a run stops.
  public var limits: SolveLimits

  /// Asks for a method.
  public init(
    _ setting: MethodSetting, at place: SourceLocation? = nil,
    places: [String: SourceLocation] = [:], seeds: [UInt64] = [1],
    limits: SolveLimits = SolveLimits()
  ) {
    self.setting = setting
    self.place = place
    self.places = places
    self.seeds = seeds
    self.limits = limits
  }

  /// Where a setting stands: at its own key, or with the method.
  func place(of key: String) -> SourceLocation? { places[key] ?? place }
}
