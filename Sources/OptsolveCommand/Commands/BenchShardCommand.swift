import ArgumentParser
import Experiments

/// `optsolve bench shard`: what a task of a cluster runs.
struct BenchShardCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "shard",
      abstract: "Carry out one shard of a study that was shared out, or go on with it.",
      discussion: """
        FOLDER is what `bench --on slurm|folder` wrote. The runs of the shard that its store there does not hold
        are carried out one after the other. SIGTERM ends it and keeps what is finished.

        Example:
          seq 0 7 | parallel optsolve bench shard study.shards --shard {}

        Exit status: that of `bench`.
        """)
  }

  @Argument(help: "Folder of the shards.") var folder: String
  @Option(help: "Number of the shard, from 0.") var shard: Int

  @Flag(name: [.short, .long], help: "No progress, no remarks.")
  var quiet = false

  func run() throws {
    let place = ShardFolder(ShardFolder.absolute(folder))
    try ShardRun(folder: place, shard: shard, isQuiet: quiet).carryOut()
  }
}
