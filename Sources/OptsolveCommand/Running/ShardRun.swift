import Experiments
import Glibc
import OptCore

/// The task of a shard: carries out those of its runs that its store does not hold.
struct ShardRun {
  let folder: ShardFolder
  let shard: Int
  let isQuiet: Bool

  /// Seconds to wait for somebody who only looks into the shard's store.
  private static let patience = 30.0

  /// Carries the runs out, one after the other, where the cluster put this process.
  func carryOut() throws {
    guard let executable = Console.current.executable else {
      throw Failure(.internalError, "runs need processes, and this console has no program to start")
    }
    let interruption = Interruption.listen()
    let manifest = try withStore { try folder.readManifest() }
    let runs = try self.runs(of: manifest)
    try enter(manifest.directory)
    let results = try open(interruption)
    try withStore { try results.begin(manifest.header) }
    try noteBuild(manifest.build, executable, in: results)
    let finished = try withStore { try results.finishedKeys() }
    let missing = runs.filter { !finished.contains($0.key) }
    let summary = try carryOut(missing, of: runs, executable, interruption, into: results)
    try deliver(summary, manifest, runs, skipped: runs.count - missing.count, results)
    if summary.isCancelled, let status = interruption.status { throw Failure(status) }
  }

  private func runs(of manifest: ShardManifest) throws -> [PlannedRun] {
    guard manifest.version == Tool.version else {
      throw Failure(
        .badData,
        "\(folder.manifest):1:1: planned by version \(manifest.version), expected \(Tool.version); "
          + "plan the study again with this version, or take the other one")
    }
    guard manifest.shards.indices.contains(shard) else {
      let last = manifest.shards.count - 1
      throw Failure(
        .usage,
        "--shard: found \(shard), expected \(last < 0 ? "none: there are no shards" : "0 to \(last)")"
      )
    }
    let runs = manifest.shards[shard]
    if let run = runs.first(where: { $0.specification.method.lacksWarmStartDigest }) {
      throw Failure(
        .badData,
        "\(folder.manifest):1:1: found no digest of the warm start of \(run.key), for an older build wrote "
          + "it; collect what is finished, then share the study out again")
    }
    return runs
  }

  /// Paths of the plan are relative to where it was made.
  private func enter(_ directory: String) throws {
    guard chdir(directory) == 0 else {
      throw Failure(FileError(path: directory, purpose: .input))
    }
  }

  /// Opens the shard's store; somebody who looks into it for a moment is waited for.
  private func open(_ interruption: Interruption) throws -> ResultStore {
    let deadline = MonotonicClock.now + ShardRun.patience
    while true {
      do {
        return try ResultStore.open(folder.store(shard), for: .writing)
      } catch {
        guard error.kind == .inUse, MonotonicClock.now < deadline, interruption.status == nil else {
          throw Failure(error)
        }
        usleep(200_000)
      }
    }
  }

  private func noteBuild(
    _ planned: String, _ executable: String, in results: ResultStore
  ) throws {
    let build = try digest(ofProgram: executable)
    let others = try withStore { try results.note(build: build, of: Tool.version) }
    if others > 0 || (build != planned && !planned.isEmpty), !isQuiet {
      say("this is another build of version \(Tool.version) than the one that planned the study")
    }
  }

  private func carryOut(
    _ missing: [PlannedRun], of runs: [PlannedRun], _ executable: String,
    _ interruption: Interruption, into results: ResultStore
  ) throws -> StudySummary {
    let runner = StudyRunner(
      executor: RunExecutor(executable: executable, version: Tool.version),
      display: isQuiet ? nil : StudyProgressStyle.plain.display, placement: .asGiven)
    let keys = Set(runs.map(\.key))
    let failures = try withStore { try results.failures() }
    var finished = runs.count - missing.count
    var failed = failures.keys.count { keys.contains($0) }
    func speak() {
      do {
        try ShardState(finished: finished, failed: failed).write(to: folder.state(shard))
      } catch {
        // The runs are what counts: they go on, and are stored.
        say("\(error)")
      }
    }
    speak()
    defer { speak() }
    return try withStore { () throws(StoreError) in
      try runner.run(missing, cancellation: interruption.cancellation) {
        (record: RunRecord) throws(StoreError) in
        try results.append(record)
        finished += 1
        if !record.ending.isOrderly { failed += 1 }
        speak()
      }
    }
  }

  private func deliver(
    _ summary: StudySummary, _ manifest: ShardManifest, _ runs: [PlannedRun], skipped: Int,
    _ results: ResultStore
  ) throws {
    let failures = try withStore { try results.failures() }
    let failed = runs.filter { failures[$0.key] != nil }
    var block = AnswerBlock()
    block.add("study", manifest.header.name)
    block.add("shard", "\(shard)")
    block.add("store", results.path)
    block.add("runs", "\(runs.count)")
    if skipped > 0 { block.add("finished before", "\(skipped)") }
    block.add("finished now", "\(summary.finished)")
    if summary.remaining > 0 { block.add("remaining", "\(summary.remaining)") }
    block.add("failed", "\(failed.count)")
    block.add("time", shownDuration(summary.wall))
    try writeOutput(block.text)
    tellFailures(failed, failures, all: false)
    if summary.isCancelled { return }
    if !failed.isEmpty { throw Failure(.failedRuns, "\(failed.count) runs failed") }
    if summary.remaining > 0 {
      throw Failure(.failedRuns, "\(summary.remaining) runs were not carried out")
    }
  }
}
