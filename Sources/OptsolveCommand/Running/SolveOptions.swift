import ArgumentParser
import Modeling
import OptCore

/// The options that all solving commands share.
struct SolveOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The method; see `optsolve methods`. Default: the best portfolio.",
    completion: Completions.methods)
  var method: String?

  @Option(
    name: [.short, .long], help: "The formulation for methods that use an engine.",
    completion: Completions.formulations)
  var formulation: String?

  @Option(
    name: [.short, .long], help: "The engine: \(EngineSet.inProcess.alternatives).",
    completion: Completions.engines)
  var engine: String?

  @Option(
    name: [.customShort("t"), .long], parsing: .unconditional,
    help: "Wall time: 90 (seconds), 10s, 500ms, 1.5m, 1h30m.", transform: Duration.parse)
  var timeLimit: Duration?

  @Option(
    parsing: .unconditional,
    help: "Units of work (nodes, iterations) instead of time: a reproducible limit.")
  var workLimit: Int?

  @Option(
    parsing: .unconditional, help: "Stop at this relative gap, such as 0.01 or 1%.",
    transform: Gap.parse)
  var gap: Double = 0

  @Option(parsing: .unconditional, help: "Stop at this objective.")
  var target: Double?

  @Option(
    name: [.short, .long], parsing: .unconditional, help: "Seed of every random choice.")
  var seed: UInt64 = 1

  @Option(
    name: [.customShort("p"), .long], parsing: .unconditional, help: "Threads; 0 = all.")
  var threads: Int = 1

  @Option(parsing: .unconditional, help: "Mebibytes of memory for tables and engines.")
  var memoryLimit: Int?

  @Option(
    help: "Start from a method's result, a solution file, or none.", completion: .file())
  var warmStart: String?

  @Option(
    help: ArgumentHelp(
      "Refuse an instance with another digest than this one, as `--json` states it.",
      visibility: .hidden))
  var instanceDigest: String?

  @Option(
    help: ArgumentHelp(
      "Refuse a solution file to start from whose content has another digest.",
      visibility: .hidden))
  var warmStartDigest: String?

  @Option(
    name: [.customShort("P"), .long],
    help: "Setting of the method or family, key=value; repeatable.")
  var parameter: [String] = []

  @Option(help: "Name or index of an instance in a file of many.")
  var pick: String?

  @Option(
    name: [.short, .long],
    help: "Output file; its extension picks the format (.json .csv .svg ...); repeatable.",
    completion: .file())
  var output: [String] = []

  @Flag(help: "Print the result document instead of the answer block.")
  var json = false

  @Option(help: "Progress on standard error.")
  var progress: ProgressStyle = .auto

  @Flag(name: [.short, .long], help: "No progress, no remarks.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Remarks of methods and the logs of engines as well.")
  var verbose = false

  func validate() throws {
    try OptionRules.check(
      threads: threads, target: target, seed: seed, memoryLimit: memoryLimit)
    if let workLimit, workLimit < 1 {
      throw ValidationError("--work-limit: found \(workLimit), expected 1 or more")
    }
  }

  /// The limits as the library takes them.
  var limits: SolveLimits {
    let goal = target.map { value in
      Int(exactly: value).map(ObjectiveValue.integer) ?? ObjectiveValue.real(value)
    }
    return SolveLimits(
      time: timeLimit?.seconds, work: workLimit, memory: memoryLimit, gap: gap, target: goal)
  }

  /// Threads after `0 = all`.
  var threadCount: Int { OptionRules.threadCount(threads) }
}

/// How progress is shown on standard error.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case auto, plain, json, none
}
