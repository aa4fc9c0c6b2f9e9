import OptCore

/// What a task that carries out runs one after the other needs of the cluster.
public struct ShardWork: Sendable, Hashable {
  /// Cores.
  public let cores: Int
  /// Mebibytes; nil = a run has no limit, so nobody knows.
  public let memory: Int?
  /// Seconds at most; nil = a run has no limit, so nobody knows.
  public let seconds: Double?

  /// Mebibytes of the process that carries runs out.
  private static let ownMemory = 128
  /// Seconds within which a process starts and ends on a busy machine.
  private static let overhead = 2.0

  /// What the largest of several shards needs.
  public init(_ shards: [[PlannedRun]]) {
    let limits = shards.joined().map { HardLimits($0.specification.limits) }
    cores = shards.joined().map { max(1, $0.specification.method.threads) }.max() ?? 1
    let memories = limits.compactMap(\.memory)
    memory =
      memories.count == limits.count ? memories.max().map { $0 + ShardWork.ownMemory } : nil
    let times = limits.compactMap(\.time)
    seconds = times.count == limits.count ? shards.map(ShardWork.seconds).max() : nil
  }

  /// A fifth and a minute more than all limits together: a task that the cluster ends has to be submitted again.
  private static func seconds(_ runs: [PlannedRun]) -> Double {
    let most = runs.reduce(0) { sum, run in
      sum + (HardLimits(run.specification.limits).time ?? 0) + HardLimits.patience + overhead
    }
    return 1.2 * most + 60
  }
}
