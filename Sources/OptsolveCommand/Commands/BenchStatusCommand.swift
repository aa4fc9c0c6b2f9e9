import ArgumentParser
import Experiments
import OptCore

/// `optsolve bench status`: how far a study that was shared out has come.
struct BenchStatusCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: "Show how far a study has come.",
      discussion: """
        Looks into the shards that nobody is writing to, listens to what the others say about themselves, and asks
        the cluster's queue when the study was submitted to one. Changes nothing. Of a study that was not shared out
        the store alone is looked at.

        Example:
          optsolve bench status study.sqlite
        """)
  }

  @Argument(help: "Result store of the study.") var store: String

  @Flag(name: [.short, .long], help: "List all unfinished shards.")
  var verbose = false

  func run() throws {
    guard ShardFolder(beside: store).hasManifest else { return try tellLocal() }
    let desk = try ShardDesk(store: store)
    var survey = try desk.survey()
    let results = exists(store) ? try withStore { try ResultStore.open(store, for: .reading) } : nil
    let orderly = try withStore { try results?.orderlyKeys() ?? [] }
    var finished = orderly
    var failed: Set<String> = []
    var experience = try withStore { try results?.experience() ?? Experience() }
    try withStore {
      try survey.visit { (_, shard) throws(StoreError) in
        finished.formUnion(try shard.finishedKeys())
        failed.formUnion(try shard.failures().keys)
        experience.add(try shard.experience())
      }
    }
    failed.subtract(orderly)
    // A failed run that its shard does not hold is one to repeat.
    let collected = try withStore { try results?.finishedKeys() ?? [] }
      .intersection(orderly.union(failed))
    let reports = survey.reports(finished: finished, failed: failed)
    let answer = ShardAnswer(desk: desk, reports: reports)
    var block = answer.block(collected: collected)
    let left = ShardPlan(reports.flatMap(\.missing), experience: experience.meanSeconds)
      .expectedSeconds
    if !left.isEmpty {
      block.add("work left", "about \(shownDuration(left.reduce(0, +))), one run after the other")
    }
    try writeOutput(block.text + answer.shardLines(all: verbose))
  }

  /// What there is to say about a study that was not shared out.
  private func tellLocal() throws {
    let results = try withStore { try ResultStore.open(store, for: .reading) }
    let header = try withStore { try results.header() }
    let finished = try withStore { try results.finishedKeys() }
    let failed = try withStore { try results.failures() }
    var block = AnswerBlock()
    if let header { block.add("study", header.name) }
    block.add("store", store)
    block.add("shards", "none: it was not shared out with --on")
    if let header { block.add("planned", "\(header.runCount)") }
    block.add("in the store", "\(finished.count)")
    block.add("failed", "\(failed.count)")
    try writeOutput(block.text)
  }
}
