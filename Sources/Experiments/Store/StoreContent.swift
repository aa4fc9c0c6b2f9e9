import OptCore

/// Everything a store holds, as exports and imports carry it.
public struct StoreContent: Sendable, Hashable {
  /// What the runs belong to; nil when nothing is known about it.
  public var header: StudyHeader?
  /// The runs, with their documents where a format has them.
  public var runs: [RunRecord]

  /// Gathers a content.
  public init(header: StudyHeader? = nil, runs: [RunRecord]) {
    self.header = header
    self.runs = runs
  }
}
