/// The runs of a study dealt into shards: the units that a cluster carries out one by one.
public struct ShardPlan: Sendable, Hashable {
  /// The runs of each shard, in the study's order.
  public let shards: [[PlannedRun]]
  /// Expected seconds of each shard, one run after the other.
  public let expectedSeconds: [Double]

  /// What a run is expected to take when neither its limit nor experience says anything.
  static let unknownSeconds = 60.0

  /// Deals runs into shards of at least `leastSeconds` of expected work, so that a cluster's second or so of
  /// overhead for each task does not matter.
  ///
  /// Runs are dealt in their order; a shard is closed when it holds enough. All runs of a shard need the same
  /// number of threads, for that is what its task asks the cluster for.
  ///
  /// - Parameters:
  ///   - runs: what is to be done.
  ///   - leastSeconds: expected work of a shard, at least.
  ///   - mostShards: shards become longer rather than more than this many.
  ///   - experience: mean seconds of finished runs by method label, where known; else the time limit counts.
  /// - Complexity: O(number of runs).
  public init(
    _ runs: [PlannedRun], leastSeconds: Double = 30, mostShards: Int = 1000,
    experience: [String: Double] = [:]
  ) {
    func seconds(_ run: PlannedRun) -> Double {
      let limit = run.specification.limits.time
      let known = experience[run.specification.method.label]
      switch (limit, known) {
      case (let limit?, let known?): return min(limit, known)
      case (let limit?, nil): return limit
      case (nil, let known?): return known
      case (nil, nil): return ShardPlan.unknownSeconds
      }
    }
    let threads = Set(runs.map(\.specification.method.threads)).sorted()
    let total = runs.reduce(0) { $0 + seconds($1) }
    let room = Double(max(1, mostShards - threads.count))
    let target = max(leastSeconds, total / room)
    var shards: [[PlannedRun]] = []
    var expected: [Double] = []
    for count in threads {
      var isOpen = false
      for run in runs where run.specification.method.threads == count {
        if !isOpen {
          shards.append([])
          expected.append(0)
          isOpen = true
        }
        shards[shards.count - 1].append(run)
        expected[expected.count - 1] += seconds(run)
        if expected[expected.count - 1] >= target { isOpen = false }
      }
    }
    self.shards = shards
    expectedSeconds = expected
  }
}
