/// What a folder of shards is about: a study, the runs that are to be carried out, and the shard of each.
public struct ShardManifest: Sendable, Hashable {
  /// What the runs belong to.
  public var header: StudyHeader
  /// The version of optsolve that planned the runs, and has to carry them out: their keys hold for no other.
  public var version: String
  /// What tells builds of a version apart, such as the digest of the program that planned.
  public var build: String
  /// The folder that paths of instances and solutions are relative to.
  public var directory: String
  /// The partition of the cluster that was asked for; nil = its default, or no cluster.
  public var partition: String?
  /// Tasks that may run at once; nil = as many as the cluster allows.
  public var atOnce: Int?
  /// The runs of each shard.
  public var shards: [[PlannedRun]]

  /// Puts a manifest together.
  public init(
    header: StudyHeader, version: String, build: String, directory: String,
    partition: String? = nil, atOnce: Int? = nil, shards: [[PlannedRun]]
  ) {
    self.header = header
    self.version = version
    self.build = build
    self.directory = directory
    self.partition = partition
    self.atOnce = atOnce
    self.shards = shards
  }

  /// How many runs there are in all shards.
  public var runCount: Int { shards.reduce(0) { $0 + $1.count } }
}
