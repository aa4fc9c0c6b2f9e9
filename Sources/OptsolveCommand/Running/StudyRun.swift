import Experiments
import Glibc
import OptCore

/// A study from the plan to the store.
struct StudyRun {
  let plan: StudyPlan
  let store: String
  let jobs: Int
  let retriesFailed: Bool
  /// What the plan does to the plan of the store.
  let scope: ResultStore.PlanScope
  let progress: StudyProgressStyle
  let isQuiet: Bool
  let isVerbose: Bool

  /// Prints the plan; nothing is run or written.
  func list() throws {
    tellRefused(plan, all: isVerbose)
    let keys =
      exists(store)
      ? try withStore { try open(.reading).doneKeys(retryingFailed: retriesFailed) } : nil
    let listing = PlanListing(plan: plan, store: store, finished: keys, jobs: jobs)
    try writeOutput(listing.text(verbose: isVerbose))
  }

  /// Runs what is not in the store yet.
  func carryOut() throws {
    guard let executable = Console.current.executable else {
      throw Failure(.internalError, "runs need processes, and this console has no program to start")
    }
    let interruption = Interruption.listen()
    tellRefused(plan, all: isVerbose)
    let results = try open(.writing)
    // What shards have found is named as the plan names it.
    let runs = try settle(with: ShardFolder(beside: store), results)
    try withStore { try results.begin(plan.header, runs: plan.runs, scope) }
    tellStart(skipped: plan.runs.count - runs.count)
    if !runs.isEmpty { try noteBuild(in: results, executable) }
    let summary = try run(runs, executable, interruption.cancellation, into: results)
    try deliver(summary, skipped: plan.runs.count - runs.count, results)
    if summary.isCancelled, let status = interruption.status { throw Failure(status) }
  }

  /// The runs that are to be carried out, after those were taken over that shards of the study hold.
  ///
  /// - Throws: `Failure` when one of them is left to a shard that somebody is, or will be, at work on.
  private func settle(with folder: ShardFolder, _ results: ResultStore) throws -> [PlannedRun] {
    func remaining() throws -> [PlannedRun] {
      let done = try withStore { try results.doneKeys(retryingFailed: retriesFailed) }
      return plan.runs.filter { !done.contains($0.key) }
    }
    let runs = try remaining()
    guard !runs.isEmpty, folder.hasManifest else { return runs }
    let desk: ShardDesk
    do {
      desk = try ShardDesk(store: store)
    } catch let error as Failure where error.status == .badData {
      // What is left of another version of optsolve should not be in the way.
      say("the shards are not looked into: \(error.message ?? folder.manifest)")
      return runs
    }
    let keys = Set(runs.map(\.key))
    guard desk.manifest.shards.joined().contains(where: { keys.contains($0.key) }) else {
      return runs
    }
    var survey = try desk.survey()
    let (count, held) = try desk.merge(&survey, into: results)
    if count > 0, !isQuiet { say("\(count) runs are taken over from \(folder.path)") }
    for report in survey.reports(finished: held, failed: []) where report.isExpected {
      guard report.missing.contains(where: { keys.contains($0.key) }) else { continue }
      throw Failure(
        .cannotCreate,
        "\(folder.path): shared out: \(report.text ?? "shard \(report.shard)"); wait for it, or end it, "
          + "then try again")
    }
    return try remaining()
  }

  private func run(
    _ runs: [PlannedRun], _ executable: String, _ cancellation: Cancellation,
    into results: ResultStore
  ) throws -> StudySummary {
    let runner = StudyRunner(
      executor: RunExecutor(executable: executable, version: Tool.version), jobs: jobs,
      display: progress.display)
    return try withStore { () throws(StoreError) in
      try runner.run(runs, cancellation: cancellation) { (record: RunRecord) throws(StoreError) in
        try results.append(record, replacing: retriesFailed)
      }
    }
  }

  /// The answer block; failed runs of the plan one by one on standard error.
  private func deliver(_ summary: StudySummary, skipped: Int, _ results: ResultStore) throws {
    let failures = try withStore { try results.failures() }
    let failed = plan.runs.filter { failures[$0.key] != nil }
    var block = AnswerBlock()
    block.add("study", plan.header.name)
    block.add("store", store)
    block.add("runs", "\(plan.runs.count)")
    if !plan.mismatches.isEmpty { block.add("unsuited", "\(plan.mismatches.count) left out") }
    if skipped > 0 { block.add("finished before", "\(skipped)") }
    block.add("finished now", "\(summary.finished)")
    if summary.remaining > 0 { block.add("remaining", "\(summary.remaining)") }
    block.add("failed", "\(failed.count)")
    if !plan.refused.isEmpty { block.add("refused instances", "\(plan.refused.count)") }
    block.add("time", shownDuration(summary.wall))
    try writeOutput(block.text)
    guard !failed.isEmpty else {
      if summary.remaining > 0, !summary.isCancelled {
        throw Failure(.failedRuns, "\(summary.remaining) runs were not carried out")
      }
      return
    }
    tellFailures(failed, failures, all: isVerbose)
    if !summary.isCancelled { throw Failure(.failedRuns, "\(failed.count) runs failed") }
  }

  private func tellStart(skipped: Int) {
    guard !isQuiet else { return }
    for remark in plan.remarks { say(remark) }
    say("results go to \(store)")
    if skipped > 0 { say("\(skipped) of \(plan.runs.count) runs are finished and skipped") }
  }

  /// Remarks when another build of this version left results: the version alone does not tell them apart.
  private func noteBuild(in results: ResultStore, _ executable: String) throws {
    let build = try digest(ofProgram: executable)
    let others = try withStore { try results.note(build: build, of: Tool.version) }
    if others > 0, !isQuiet { say(otherBuildRemark) }
  }

  private func open(_ access: ResultStore.Access) throws -> ResultStore {
    try withStore { try ResultStore.open(store, for: access) }
  }
}

/// Whether there is something at a path.
func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
