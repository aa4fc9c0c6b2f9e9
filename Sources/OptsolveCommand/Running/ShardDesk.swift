import Experiments
import Glibc
import OptCore

/// The shards of a store: how they are submitted, taken over, put away.
struct ShardDesk {
  let store: String
  let folder: ShardFolder
  let manifest: ShardManifest

  init(store: String, folder: ShardFolder, manifest: ShardManifest) {
    self.store = store
    self.folder = folder
    self.manifest = manifest
  }

  /// The shards that a manifest beside the store tells of.
  init(store: String) throws {
    let folder = ShardFolder(beside: store)
    guard folder.hasManifest else {
      throw Failure(
        .noInput,
        "\(store): not shared out, for there is no \(folder.manifest); `optsolve bench STUDY --on "
          + "slurm|folder` shares a study out")
    }
    try self.init(store: store, folder: folder, manifest: withStore { try folder.readManifest() })
  }

  /// A look at all shards; says so when the cluster's queue cannot be asked.
  func survey(_ slurm: Slurm = Slurm()) throws -> ShardSurvey {
    let (tasks, fault) = try withStore { try folder.queuedTasks(slurm) }
    if let fault { say("the queue is unknown: \(fault)") }
    return ShardSurvey(folder, manifest, tasks: tasks)
  }

  /// Takes over what the shards hold.
  ///
  /// - Parameter forgettingFailures: whether the shards forget the failed runs then, so that their tasks repeat them.
  /// - Returns: how many runs were taken over, and the keys of those that the shards hold.
  func merge(
    _ survey: inout ShardSurvey, into results: ResultStore, forgettingFailures: Bool = false
  ) throws -> (count: Int, held: Set<String>) {
    var count = 0
    var held: Set<String> = []
    try withStore {
      try survey.visit(besides: results.path) { (_, shard) throws(StoreError) in
        count += try results.merge(shard)
        if forgettingFailures { _ = try shard.removeFailures() }
        held.formUnion(try shard.finishedKeys())
      }
    }
    return (count, held)
  }

  /// Takes over what the shards hold, and removes them, so that the study can be dealt out anew.
  ///
  /// - Throws: `Failure` when somebody is, will be or may be at work on them, or one cannot be read.
  func retire(into results: ResultStore, _ slurm: Slurm) throws {
    let (tasks, fault) = try withStore { try folder.queuedTasks(slurm) }
    if let fault {
      throw Failure(
        .engine, "\(folder.path): shared out already, and the queue is unknown: \(fault)")
    }
    var survey = ShardSurvey(folder, manifest, tasks: tasks)
    _ = try merge(&survey, into: results)
    let finished = try withStore { try results.finishedKeys() }
    for report in survey.reports(finished: finished, failed: []) {
      guard report.task != nil || report.occupant != nil || report.fault != nil else { continue }
      throw Failure(
        .cannotCreate,
        "\(folder.path): shared out already: \(report.text ?? "shard \(report.shard)"); "
          + "wait for it, or end it, then try again")
    }
    folder.removeShards(manifest.shards.count)
  }

  /// Submits shards; tasks that need the same number of cores are one job.
  ///
  /// - Parameters:
  ///   - missing: by shard, the runs that its task has to carry out.
  ///   - block: gets a line for each job, also where a later one is refused.
  func submit(
    _ shards: [Int], missing: [[PlannedRun]], _ slurm: Slurm, telling block: inout AnswerBlock
  ) throws {
    let groups = Dictionary(grouping: shards) { ShardWork([missing[$0]]).cores }
    for (cores, shards) in groups.sorted(by: { $0.key < $1.key }) {
      let work = ShardWork(shards.map { missing[$0] })
      let script = SlurmScript(
        name: manifest.header.name, executable: executable,
        folder: ShardFolder.absolute(folder.path), shards: shards, partition: manifest.partition,
        atOnce: manifest.atOnce, cores: cores, memory: work.memory, seconds: work.seconds)
      do {
        let path = folder.script(threads: cores)
        try FileOutput.write(Array(script.text.utf8), to: path)
        let job = try slurm.submit(ShardFolder.absolute(path))
        block.add("submitted", "job \(job), tasks \(SlurmScript.ranges(shards))")
        try Submission(job: job, shards: shards).append(to: folder.submissions)
      } catch let error as Slurm.Failure {
        throw Failure(.engine, error.description)
      } catch let error as FileError {
        throw Failure(error)
      } catch let error as StudyError {
        throw Failure(error)
      }
    }
  }

  /// How GNU parallel carries shards out, here and on other machines.
  func parallel(_ shards: [Int]) -> [(key: String, value: String)] {
    let numbers =
      shards.count > 1 && shards == Array(shards[0]...shards[shards.count - 1])
      ? "seq \(shards[0]) \(shards[shards.count - 1])"
      : "printf '%s\\n' " + shards.map { "\($0)" }.joined(separator: " ")
    let place = SlurmScript.word(ShardFolder.absolute(folder.path))
    let task = SlurmScript.quoted(
      "\(SlurmScript.word(executable)) bench shard \(place) --shard {}")
    let jobs = manifest.atOnce.map { " -j \($0)" } ?? ""
    return [
      ("next", "\(numbers) | parallel\(jobs) \(task)"),
      ("or over ssh", "\(numbers) | parallel\(jobs) --sshlogin HOST1,HOST2 \(task)"),
    ]
  }

  /// The command that goes on with the shards.
  func command(_ verb: String, _ option: String? = nil) -> String {
    "optsolve bench \(verb) \(SlurmScript.word(store))" + (option.map { " " + $0 } ?? "")
  }

  /// This program under a name that holds on other machines, too.
  private var executable: String {
    guard let path = Console.current.executable, let real = realpath(path, nil) else {
      return "optsolve"
    }
    defer { free(real) }
    return String(cString: real)
  }
}
