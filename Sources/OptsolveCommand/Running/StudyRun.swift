import Experiments
import Glibc
import OptCore

/// A study from the plan to the store.
struct StudyRun {
  let plan: StudyPlan
  let store: String
  let jobs: Int
  let retriesFailed: Bool
  let progress: StudyProgressStyle
  let isQuiet: Bool
  let isVerbose: Bool

  /// Prints the plan; nothing is run or written.
  func list() throws {
    tellRefused()
    let keys = exists(store) ? try with { try open(.reading).finishedKeys() } : nil
    let listing = PlanListing(plan: plan, store: store, finished: keys, jobs: jobs)
    try writeOutput(listing.text(verbose: isVerbose))
  }

  /// Runs what is not in the store yet.
  func carryOut() throws {
    guard let executable = Console.current.executable else {
      throw Failure(.internalError, "runs need processes, and this console has no program to start")
    }
    let interruption = Interruption.listen()
    tellRefused()
    let results = try open(.writing)
    try with { try results.begin(header(over: try results.header())) }
    let finished = try with { try results.finishedKeys() }
    let failed = retriesFailed ? try with { try results.failures() } : [:]
    let runs = plan.runs.filter { !finished.contains($0.key) || failed[$0.key] != nil }
    tellStart(skipped: plan.runs.count - runs.count)
    if !runs.isEmpty { try noteBuild(in: results, executable) }
    let summary = try run(runs, executable, interruption.cancellation, into: results)
    try deliver(summary, skipped: plan.runs.count - runs.count, results)
    if summary.isCancelled, let status = interruption.status { throw Failure(status) }
  }

  /// The plan's header; what the store knew besides stays known, for its runs stay.
  private func header(over old: StudyHeader?) -> StudyHeader {
    var header = plan.header
    guard let old else { return header }
    header.methods += old.methods.filter { !header.methods.contains($0) }
    header.families += old.families.filter { family in
      !header.families.contains { $0.id == family.id }
    }
    header.references = old.references.merging(header.references) { old, new in
      old.merging(new) { _, newer in newer }
    }
    return header
  }

  private func run(
    _ runs: [PlannedRun], _ executable: String, _ cancellation: Cancellation,
    into results: ResultStore
  ) throws -> StudySummary {
    let runner = StudyRunner(
      executor: RunExecutor(executable: executable, version: Tool.version), jobs: jobs,
      display: display)
    return try with { () throws(StoreError) in
      try runner.run(runs, cancellation: cancellation) { (record: RunRecord) throws(StoreError) in
        try results.append(record, replacing: retriesFailed)
      }
    }
  }

  private var display: StudyDisplay? {
    let console = Console.current
    let write: @Sendable (String) -> Void = { console.writeError(Array($0.utf8)) }
    switch progress {
    case .none: return nil
    case .auto where console.errorIsTerminal:
      return StudyDisplay(.live, size: terminalSize, write: write)
    default: return StudyDisplay(.plain, write: write)
    }
  }

  /// The answer block; failed runs of the plan one by one on standard error.
  private func deliver(_ summary: StudySummary, skipped: Int, _ results: ResultStore) throws {
    let failures = try with { try results.failures() }
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
    tellFailures(failed, failures)
    if !summary.isCancelled { throw Failure(.failedRuns, "\(failed.count) runs failed") }
  }

  /// Failed runs with their reasons: the first 50, or all where asked for.
  private func tellFailures(_ failed: [PlannedRun], _ endings: [String: RunEnding]) {
    for run in failed.prefix(isVerbose ? failed.count : 50) {
      let what = run.specification
      let reason = endings[run.key]?.failure ?? "no reason is stored"
      say("failed: \(what.instance.name) \(what.method.label) seed \(what.seed): \(reason)")
    }
    if failed.count > 50, !isVerbose { say("failed: \(failed.count) in all (-v lists them)") }
  }

  private func tellStart(skipped: Int) {
    guard !isQuiet else { return }
    for remark in plan.remarks { say(remark) }
    say("results go to \(store)")
    if skipped > 0 { say("\(skipped) of \(plan.runs.count) runs are finished and skipped") }
  }

  /// Refused instances: all of them where asked for, else the first ones and their number.
  private func tellRefused() {
    let shown = isVerbose ? plan.refused.count : min(3, plan.refused.count)
    for refusal in plan.refused.prefix(shown) { say("refused: \(refusal.error)") }
    if shown < plan.refused.count { say("refused: \(plan.refused.count) in all (-v lists them)") }
  }

  /// Remarks when another build of this version left results: the version alone does not tell them apart.
  private func noteBuild(in results: ResultStore, _ executable: String) throws {
    let build = InstanceDigest(of: try readFile(executable).bytes).description
    let others = try with { try results.note(build: build, of: Tool.version) }
    if others > 0, !isQuiet {
      say(
        "runs of another build of version \(Tool.version) are in the store, and count as finished")
    }
  }

  private func say(_ line: String) { Console.current.error("optsolve: \(line)") }

  private func open(_ access: ResultStore.Access) throws -> ResultStore {
    try with { try ResultStore.open(store, for: access) }
  }

  private func with<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw Failure(error)
    }
  }
}

/// Whether there is something at a path.
private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// The size of the terminal that standard error is.
private func terminalSize() -> StudyDisplay.Size {
  var size = winsize()
  guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
    return StudyDisplay.Size(columns: 80, rows: 24)
  }
  return StudyDisplay.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
}
