import OptCore

/// Everything a store holds, as exports and imports carry it.
public struct StoreContent: Sendable, Hashable {
  /// What the runs belong to; nil when nothing is known about it.
  public var header: StudyHeader?
  /// Keys of the runs that the study plans, ascending; nil = every run belongs to it.
  public var plan: [String]?
  /// The runs, with their documents where a format has them.
  public var runs: [RunRecord]

  /// Gathers a content.
  public init(header: StudyHeader? = nil, plan: [String]? = nil, runs: [RunRecord]) {
    self.header = header
    self.plan = plan
    self.runs = runs
  }
}
