import ArgumentParser
import Experiments
import OptCore

/// `optsolve bench collect`: takes the shards of a study into its store.
struct BenchCollectCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "collect",
      abstract: "Take over what the shards of a study hold; resubmit what is missing.",
      discussion: """
        Shards that somebody is writing to are left for the next time. Collecting twice changes nothing.

        Examples:
          optsolve bench collect study.sqlite
          optsolve bench collect study.sqlite --resubmit
          optsolve bench collect study.sqlite --resubmit --retry-failed

        Exit status: 0 every run of the plan is in the store and ended in order, 5 runs are missing or failed,
        69 the cluster refused, else that of `bench`.
        """)
  }

  @Argument(help: "Result store of the study.") var store: String

  @Flag(help: "Submit those shards again that miss runs and that nobody is at work on.")
  var resubmit = false

  @Flag(help: "Have the failed runs repeated by the next tasks of their shards.")
  var retryFailed = false

  @Flag(name: [.short, .long], help: "List all failed runs and all unfinished shards.")
  var verbose = false

  func run() throws {
    let desk = try ShardDesk(store: store)
    let slurm = Slurm()
    if resubmit { try requireSubmission(desk, slurm) }
    let results = try withStore { try ResultStore.open(store, for: .writing) }
    try withStore {
      // What the store knows may be newer than what the shards were dealt out with.
      if try results.header() == nil { try results.begin(desk.manifest.header) }
    }
    var survey = try desk.survey(slurm)
    let (new, held) = try desk.merge(&survey, into: results, forgettingFailures: retryFailed)
    // A failed run that its shard does not hold is one to repeat.
    let finished = try withStore { try results.orderlyKeys() }.union(held)
    let endings = try withStore { try results.failures() }.filter { finished.contains($0.key) }
    let reports = survey.reports(finished: finished, failed: Set(endings.keys))
    var answer = ShardAnswer(desk: desk, reports: reports)
    var block = answer.block(collected: finished)
    block.add("new", "\(new)")
    let idle = reports.filter(\.isIdle).map(\.shard)
    if resubmit, !idle.isEmpty {
      do {
        try desk.submit(idle, missing: reports.map(\.missing), slurm, telling: &block)
        answer.resubmitted = Set(idle)
      } catch {
        try writeOutput(block.text + answer.shardLines(all: verbose))
        throw error
      }
    } else if !idle.isEmpty {
      for line in next(desk, idle) { block.add(line.key, line.value) }
    }
    try writeOutput(block.text + answer.shardLines(all: verbose))
    let failed = desk.manifest.shards.joined().filter { endings[$0.key] != nil }
    tellFailures(failed, endings, all: verbose)
    try judge(desk, finished, failed: failed.count)
  }

  /// What cannot be submitted is refused before anything is changed.
  private func requireSubmission(_ desk: ShardDesk, _ slurm: Slurm) throws {
    do { try slurm.requireSubmission() } catch { throw Failure(.engine, error.description) }
    guard desk.manifest.version == Tool.version else {
      throw Failure(
        .badData,
        "\(desk.folder.manifest):1:1: planned by version \(desk.manifest.version), expected "
          + "\(Tool.version); collect without --resubmit, then share the study out again")
    }
  }

  private func next(_ desk: ShardDesk, _ idle: [Int]) -> [(key: String, value: String)] {
    exists(desk.folder.submissions)
      ? [("next", desk.command("collect", "--resubmit"))] : desk.parallel(idle)
  }

  private func judge(_ desk: ShardDesk, _ finished: Set<String>, failed: Int) throws {
    let missing = desk.manifest.shards.joined().count { !finished.contains($0.key) }
    if missing > 0 {
      throw Failure(.failedRuns, "\(missing) of \(desk.manifest.runCount) runs are missing")
    }
    if failed > 0 { throw Failure(.failedRuns, "\(failed) runs failed") }
  }
}
