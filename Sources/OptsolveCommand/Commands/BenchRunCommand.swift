import ArgumentParser
import Experiments
import Modeling
import OptCore

/// `optsolve bench run`, the default of `bench`: carries a study out, or goes on with it.
struct BenchRunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: "Carry out a study, or go on with it.",
      discussion: """
        The arguments are one study file (.yaml), or instance files with --methods. An
        instance is a file, a pattern in quotes, or FILE#PICK for one instance of a
        set; of a set without a pick all are taken. Results go to a store beside the
        study, or to bench.sqlite here when there is no study file. Finished runs are
        skipped.

        Examples:
          optsolve bench study.yaml -j 2
          optsolve bench study.yaml --dry-run -v
          optsolve bench *.txt --methods edd,mip/f2@cbc:cuts=false,auto --seeds 1..5
          optsolve bench study.yaml --retry-failed
          optsolve bench study.yaml --on slurm --partition long --at-once 50
        """)
  }

  @Argument(help: "A study file (.yaml, .yml), or instances.", completion: .file())
  var study: [String]

  @Option(
    help: "Result store. Default: the study's path with .sqlite; bench.sqlite without a study.",
    completion: .file())
  var store: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: "Runs at once; 0 = as many as cores. Default: as the study says, or 1.")
  var jobs: Int?

  @Flag(help: "Print the plan and its worst-case duration; run nothing, write nothing.")
  var dryRun = false

  @Flag(help: "Repeat the runs in the store that failed.")
  var retryFailed = false

  @OptionGroup var options: StudyOptions

  @OptionGroup var shards: ShardOptions

  @Option(help: "Progress on standard error: auto, plain, none.")
  var progress: StudyProgressStyle = .auto

  @Flag(name: [.short, .long], help: "No progress, no remarks.")
  var quiet = false

  @Flag(
    name: [.short, .long],
    help: "With --dry-run: a line for each run. Else: refused instances one by one.")
  var verbose = false

  func validate() throws {
    if let jobs, jobs < 0 { throw ValidationError("--jobs: found \(jobs), expected 0 or more") }
    guard shards.on != nil else { return }
    if jobs != nil { throw ValidationError("--jobs: found with --on, expected --at-once") }
  }

  func run() throws {
    let store = self.store ?? standardStore
    try refuseOverwriting(self.study, by: [store])
    let planner = StudyPlanner(
      families: registrations.map { $0.family(engines: .inProcess) }, version: Tool.version)
    let study = try readStudy(planner)
    var plan: StudyPlan
    do {
      plan = try planner.plan(study)
    } catch {
      throw Failure(error)
    }
    plan.header.directory = ShardFolder.absolute(".")
    let scope: ResultStore.PlanScope = file == nil ? .addition : .whole
    if let place = shards.on {
      let sharing = StudySharing(
        plan: plan, store: store, scope: scope, place: place, options: shards,
        retriesFailed: retryFailed, isQuiet: quiet, isVerbose: verbose)
      return dryRun ? try sharing.list() : try sharing.share()
    }
    let count = jobs ?? study.jobs ?? 1
    let run = StudyRun(
      plan: plan, store: store, jobs: OptionRules.threadCount(count),
      retriesFailed: retryFailed, scope: scope, progress: quiet ? .none : progress, isQuiet: quiet,
      isVerbose: verbose)
    if dryRun { try run.list() } else { try run.carryOut() }
  }

  private var file: String? {
    study.count == 1 && (study[0].hasSuffix(".yaml") || study[0].hasSuffix(".yml")) ? study[0] : nil
  }

  /// Beside the study and called like it.
  private var standardStore: String {
    guard let file else { return "bench.sqlite" }
    let stem = file.hasSuffix(".yaml") ? file.dropLast(5) : file.dropLast(4)
    return stem + ".sqlite"
  }

  private func readStudy(_ planner: StudyPlanner) throws -> Study {
    guard let file else {
      if let other = study.first(where: { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }) {
        throw Failure(
          .usage, "found study \(quoted(other)) among other arguments, expected it alone")
      }
      return try options.study(of: study, planner)
    }
    if let option = options.given.first {
      throw Failure(.usage, "found \(option) with a study file, expected it in the study file")
    }
    do {
      return try StudyReader.read(try readFile(file))
    } catch let error as InstanceError {
      throw Failure(error)
    }
  }
}

/// How a study's progress is shown on standard error.
enum StudyProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case auto, plain, none
}
