import ArgumentParser
import Glibc
import OptCore

/// The options that all solving commands share.
struct SolveOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The method; see `optsolve methods`. Default: the best portfolio.")
  var method: String?

  @Option(name: [.short, .long], help: "The formulation for methods that use an engine.")
  var formulation: String?

  @Option(name: [.short, .long], help: "The engine: cbc or glpk.")
  var engine: String?

  @Option(name: [.customShort("t"), .long], help: "Wall time, as 90, 1.5m or 2h.")
  var timeLimit: Duration?

  @Option(help: "Units of work (nodes, iterations) instead of time: a reproducible limit.")
  var workLimit: Int?

  @Option(help: "Stop at this relative gap, such as 0.01.")
  var gap: Double = 0

  @Option(help: "Stop at this objective.")
  var target: Double?

  @Option(name: [.short, .long], help: "Seed of every random choice.")
  var seed: UInt64 = 1

  @Option(name: [.customShort("p"), .long], help: "Threads; 0 = all.")
  var threads: Int = 1

  @Option(help: "Mebibytes of memory for tables and engines.")
  var memoryLimit: Int?

  @Option(help: "Start from a method's result, a solution file, or none.")
  var warmStart: String?

  @Option(
    name: [.customShort("P"), .long],
    help: "Setting of the method or family, key=value; repeatable.")
  var parameter: [String] = []

  @Option(help: "Name or index of an instance in a file of many.")
  var pick: String?

  @Option(
    name: [.short, .long],
    help: "Output file; its extension picks the format (.json .csv .svg ...); repeatable.")
  var output: [String] = []

  @Flag(help: "Print the result document instead of the answer block.")
  var json = false

  @Option(help: "Progress on standard error.")
  var progress: ProgressStyle = .auto

  @Flag(name: [.short, .long], help: "No progress, no remarks.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Remarks of methods and engines as well.")
  var verbose = false

  func validate() throws {
    if threads < 0 { throw ValidationError("--threads: found \(threads), expected 0 or more") }
    if !(gap >= 0) { throw ValidationError("--gap: found \(gap), expected 0 or more") }
    if let workLimit, workLimit < 1 {
      throw ValidationError("--work-limit: found \(workLimit), expected 1 or more")
    }
    if let memoryLimit, memoryLimit < 1 {
      throw ValidationError("--memory-limit: found \(memoryLimit), expected 1 or more")
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
  var threadCount: Int { threads > 0 ? threads : coreCount() }
}

/// The cores that are there.
func coreCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// How progress is shown on standard error.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case auto, plain, json, none
}
