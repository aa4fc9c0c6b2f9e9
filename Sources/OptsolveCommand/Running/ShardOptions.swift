import ArgumentParser

/// Who carries the shards of a study out.
enum ShardPlace: String, ExpressibleByArgument, CaseIterable {
  /// A Slurm cluster that this machine can submit jobs to.
  case slurm
  /// Whoever is told to: GNU parallel, another batch system, another machine.
  case folder
}

/// The options of `bench` about work beyond this machine.
struct ShardOptions: ParsableArguments {
  @Option(help: "Share the study out: slurm submits it, folder only writes what there is to do.")
  var on: ShardPlace?

  @Option(help: "Partition of the cluster. Default: the cluster's.")
  var partition: String?

  @Option(help: "Tasks at once. Default: as many as there is room for.")
  var atOnce: Int?

  @Option(
    help: "Expected work of a task, at least: 90 (seconds), 5m, 1h. Default: 30 s.",
    transform: Duration.parse)
  var shardSeconds: Duration?

  func validate() throws {
    if let atOnce, atOnce < 1 {
      throw ValidationError("--at-once: found \(atOnce), expected 1 or more")
    }
    if on != .slurm, partition != nil {
      throw ValidationError("--partition: expected --on slurm with it")
    }
    if on == nil, atOnce != nil || shardSeconds != nil {
      let option = atOnce != nil ? "--at-once" : "--shard-seconds"
      throw ValidationError("\(option): expected --on slurm or --on folder with it")
    }
  }
}
