import ArgumentParser
import Experiments
import OptCore

/// The options of `bench` that say what a study file says otherwise.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Methods, such as edd,mip/f2@cbc:cuts=false,auto.",
      discussion: "method[/formulation][@engine][:key=value,...], joined by commas."))
  var methods: String?

  @Option(
    help: "The family; default: the one that reads such files.", completion: Completions.families)
  var family: String?

  @Option(help: "Seeds, such as 1..5 or 1,3,7. Default: 1.")
  var seeds: String?

  @Option(
    name: [.customShort("t"), .long], parsing: .unconditional,
    help: "Wall time of a run: 90 (seconds), 10s, 500ms, 1.5m, 1h30m.", transform: Duration.parse)
  var timeLimit: Duration?

  @Option(
    parsing: .unconditional,
    help: "Units of work of a run instead of time: a reproducible limit.")
  var workLimit: Int?

  @Option(parsing: .unconditional, help: "Mebibytes of memory of a run.")
  var memoryLimit: Int?

  @Option(
    parsing: .unconditional, help: "Stop a run at this relative gap, such as 0.01 or 1%.",
    transform: Gap.parse)
  var gap: Double?

  @Option(name: [.customShort("p"), .long], parsing: .unconditional, help: "Threads of a run.")
  var threads: Int?

  @Option(
    help: "Start runs from a method's result, a solution file ({instance} is the name), or none.",
    completion: .file())
  var warmStart: String?

  @Option(
    name: [.customShort("P"), .long], help: "Setting of the family's reader, key=value; repeatable."
  )
  var parameter: [String] = []

  @Option(
    help: "CSV file of reference values (columns instance, lower, upper, source); repeatable.",
    completion: .file())
  var reference: [String] = []

  func validate() throws {
    if let workLimit, workLimit < 1 { throw expected("work-limit", workLimit, "1 or more") }
    if let memoryLimit, memoryLimit < 1 { throw expected("memory-limit", memoryLimit, "1 or more") }
    if let threads, threads < 1 { throw expected("threads", threads, "1 or more") }
    if let timeLimit, timeLimit.seconds <= 0 {
      throw expected("time-limit", timeLimit.seconds, "more than 0")
    }
  }

  private func expected(_ option: String, _ found: some Any, _ text: String) -> ValidationError {
    ValidationError("--\(option): found \(found), expected \(text)")
  }

  /// The options that were given, which a study file does not go together with.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--methods", methods != nil), ("--family", family != nil), ("--seeds", seeds != nil),
      ("--time-limit", timeLimit != nil), ("--work-limit", workLimit != nil),
      ("--memory-limit", memoryLimit != nil), ("--gap", gap != nil),
      ("--threads", threads != nil), ("--warm-start", warmStart != nil),
      ("--parameter", !parameter.isEmpty), ("--reference", !reference.isEmpty),
    ]
    return options.filter(\.1).map(\.0)
  }

  /// The study that the command line asks for.
  func study(of instances: [String], _ planner: StudyPlanner) throws -> Study {
    guard let methods else {
      throw Failure(.usage, "found no --methods, expected methods such as --methods mdd,auto")
    }
    guard let seeds = SeedList.parse(self.seeds ?? "1") else {
      throw Failure(
        .usage, "--seeds: found \(quoted(self.seeds ?? "")), expected \(SeedList.expected)")
    }
    let settings: [MethodSetting]
    do {
      settings = try MethodShortForm.parse(methods)
    } catch {
      throw Failure(
        .usage,
        "--methods: found \(quoted(error.found)), expected \(MethodShortForm.expected)")
    }
    let family = try self.family ?? guessed(instances, planner)
    return Study(
      name: "bench",
      parts: [
        Study.Part(
          family: Located(family), instances: instances.map { InstanceSelection(Located($0)) },
          parameters: parameter.map { Located($0) },
          methods: settings.map { method($0, seeds) }, references: reference.map { Located($0) })
      ])
  }

  private func guessed(_ instances: [String], _ planner: StudyPlanner) throws -> String {
    do {
      return try planner.family(ofFiles: instances)
    } catch {
      throw Failure(error)
    }
  }

  private func method(_ setting: MethodSetting, _ seeds: [UInt64]) -> StudyMethod {
    var setting = setting
    setting.threads = threads ?? 1
    setting.warmStart = warmStart
    return StudyMethod(
      setting, seeds: seeds,
      limits: SolveLimits(
        time: timeLimit?.seconds, work: workLimit, memory: memoryLimit, gap: gap ?? 0))
  }
}
