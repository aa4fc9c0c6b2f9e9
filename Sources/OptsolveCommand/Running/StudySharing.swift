import Experiments
import Glibc
import OptCore

/// A study from the plan to a folder of shards and, where there is one, into the queue of a cluster.
struct StudySharing {
  let plan: StudyPlan
  let store: String
  /// What the plan does to the plan of the store.
  let scope: ResultStore.PlanScope
  let place: ShardPlace
  let options: ShardOptions
  let retriesFailed: Bool
  let isQuiet: Bool
  let isVerbose: Bool

  private var folder: ShardFolder { ShardFolder(beside: store) }

  /// Prints the plan and its shards; nothing is submitted or written.
  func list() throws {
    tellRefused(plan, all: isVerbose)
    let results = exists(store) ? try withStore { try ResultStore.open(store, for: .reading) } : nil
    let finished = try withStore { try results?.doneKeys(retryingFailed: retriesFailed) }
    let listing = PlanListing(plan: plan, store: store, finished: finished, jobs: 1)
    let shards = try deal(listing.remaining, knowing: results)
    try writeOutput(listing.text(verbose: isVerbose) + "\n" + head(shards).text)
  }

  /// Deals out what is not in the store yet, writes it down, and submits it where that was asked for.
  func share() throws {
    let slurm = Slurm()
    if place == .slurm {
      do { try slurm.requireSubmission() } catch { throw Failure(.engine, error.description) }
    }
    tellRefused(plan, all: isVerbose)
    let results = try withStore { try ResultStore.open(store, for: .writing) }
    if folder.hasManifest { try ShardDesk(store: store).retire(into: results, slurm) }
    try withStore { try results.begin(plan.header, runs: plan.runs, scope) }
    let finished = try withStore { try results.doneKeys(retryingFailed: retriesFailed) }
    let missing = plan.runs.filter { !finished.contains($0.key) }
    if !isQuiet { for remark in plan.remarks { say(remark) } }
    let shards = try deal(missing, knowing: results)
    var block = head(shards)
    if missing.isEmpty {
      block.add("next", "nothing: every run is in the store")
      return try writeOutput(block.text)
    }
    let manifest = try write(shards, results)
    let desk = ShardDesk(store: store, folder: folder, manifest: manifest)
    let all = Array(shards.shards.indices)
    switch place {
    case .slurm:
      do {
        try desk.submit(all, missing: shards.shards, slurm, telling: &block)
      } catch {
        try writeOutput(block.text)
        throw error
      }
      block.add("next", desk.command("status"))
      block.add("then", desk.command("collect"))
    case .folder:
      for line in desk.parallel(all) { block.add(line.key, line.value) }
      block.add("then", desk.command("collect"))
    }
    try writeOutput(block.text)
  }

  private func head(_ shards: ShardPlan) -> AnswerBlock {
    let count = shards.shards.reduce(0) { $0 + $1.count }
    var block = AnswerBlock()
    block.add("study", plan.header.name)
    block.add("store", store)
    block.add("runs", "\(plan.runs.count)")
    if count < plan.runs.count { block.add("finished before", "\(plan.runs.count - count)") }
    if !plan.refused.isEmpty { block.add("refused instances", "\(plan.refused.count)") }
    let seconds = shards.expectedSeconds.max().map { ", up to \(shownDuration($0)) each" } ?? ""
    block.add("shards", "\(shards.shards.count)\(seconds)")
    block.add("folder", folder.path)
    return block
  }

  private func deal(_ runs: [PlannedRun], knowing results: ResultStore?) throws -> ShardPlan {
    let experience = try withStore { try results?.experience() ?? Experience() }
    return ShardPlan(
      runs, leastSeconds: options.shardSeconds?.seconds ?? 30, experience: experience.meanSeconds)
  }

  private func write(_ shards: ShardPlan, _ results: ResultStore) throws -> ShardManifest {
    var build = ""
    if let executable = Console.current.executable {
      build = try digest(ofProgram: executable)
      let others = try withStore { try results.note(build: build, of: Tool.version) }
      if others > 0, !isQuiet { say(otherBuildRemark) }
    }
    let manifest = ShardManifest(
      header: plan.header, version: Tool.version, build: build,
      directory: ShardFolder.absolute("."), partition: options.partition, atOnce: options.atOnce,
      shards: shards.shards)
    do {
      try FileOutput.makeFolder(folder.path)
      try FileOutput.write(manifest.jsonLines(), to: folder.manifest)
    } catch {
      throw Failure(error)
    }
    return manifest
  }
}
