import Experiments
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("Slurm")
struct SlurmTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func cluster(_ name: String, _ script: String) throws -> Slurm {
    try Executable.script(script, at: folder.path(name))
    return Slurm(searchPath: "/nowhere:" + folder.url.path)
  }

  private func failure(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("A job's number is taken from what sbatch prints", arguments: ["12", "12;cluster\\n"])
  func submit(answer: String) throws {
    let slurm = try cluster("sbatch", "printf '\(answer)'\n")
    #expect(try slurm.submit("x.sh") == "12")
  }

  @Test("A refusal carries the cluster's words; no number is no job")
  func refusal() throws {
    let refusing = try cluster("sbatch", "echo 'error: a' >&2; echo 'error: b' >&2; exit 3\n")
    #expect(
      failure { _ = try refusing.submit("x") }
        == "sbatch refused (exit status 3): error: a; error: b")
    let silent = try cluster("sbatch", "exit 0\n")
    #expect(failure { _ = try silent.submit("x") } == "sbatch refused (exit status 0): no reason")
    let none = Slurm(searchPath: "/nowhere")
    #expect(failure { try none.requireSubmission() }?.contains("'sbatch' in PATH") == true)
    #expect(failure { _ = try none.tasks(of: ["1"]) }?.contains("'squeue' in PATH") == true)
    #expect(try none.tasks(of: []) == [])
  }

  @Test("The queue's tasks are read; those that have ended are none")
  func queue() throws {
    let lines = "12|3|PENDING|(Job|s) \\n12|4|RUNNING|None\\n12|5|COMPLETED|None\\n"
    let tasks = try cluster("squeue", "printf '\(lines)'\n").tasks(of: ["12", "13"])
    #expect(tasks.map(\.shard) == [3, 4])
    #expect(tasks.map(\.isPending) == [true, false])
    #expect(
      tasks.map(\.description) == ["task 12_3 is pending ((Job|s) )", "task 12_4 is running"])
    let gone = try cluster("squeue", "echo 'error: Invalid job id specified' >&2; exit 1\n")
    #expect(try gone.tasks(of: ["12"]) == [])
    let down = try cluster("squeue", "echo 'Unable to contact controller' >&2; exit 1\n")
    #expect(failure { _ = try down.tasks(of: ["12"]) }?.contains("Unable to contact") == true)
    let odd = try cluster("squeue", "echo hello\n")
    #expect(failure { _ = try odd.tasks(of: ["12"]) }?.contains("'hello'") == true)
  }

  @Test(
    "The list of submissions and a task's state are read back; broken ones are refused at their place"
  )
  func files() throws {
    let list = folder.path("submissions.jsonl")
    #expect(try Submission.readAll(list) == [])
    let submissions = [
      Submission(job: "1", shards: [0, 1, 2]), Submission(job: "7", shards: [1]),
    ]
    for submission in submissions { try submission.append(to: list) }
    #expect(try Submission.readAll(list) == submissions)
    try "{\"job\":\"1\",\"shards\":[]}\n{\"job\":\"1\",\"shards\":[\"a\"]}\n".write(
      toFile: list, atomically: true, encoding: .utf8)
    #expect(
      failure { _ = try Submission.readAll(list) }
        == "\(list):2:21: 'shards': expected an array of shard numbers")
    let path = folder.path("shard-0.state")
    let state = ShardState(finished: 3, failed: 1)
    try state.write(to: path)
    #expect(try ShardState.read(path) == state)
    try "{\"schema\":\"x\"}".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(failure { _ = try ShardState.read(path) }?.hasPrefix("\(path):1:11: ") == true)
  }

  @Test("A task asks for what its runs may need, or for nothing where nobody knows")
  func work() {
    func run(_ time: Double?, _ memory: Int?, threads: Int = 1) -> PlannedRun {
      var specification = plainRecord("k").specification
      specification.limits = SolveLimits(time: time, memory: memory)
      specification.method.threads = threads
      return PlannedRun(specification, key: "k")
    }
    let work = ShardWork([[run(100, 200), run(20, 3000, threads: 4)], [run(10, 10)]])
    #expect(work.cores == 4)
    // The larger of 64 MiB and a twentieth more than the limit, and 128 MiB for the task itself.
    #expect(work.memory == 3000 + 150 + 128)
    // Limits with grace 105 and 22 s, 3 s for each end; a fifth and a minute more.
    #expect(work.seconds == 1.2 * (105 + 3 + 22 + 3) + 60)
    #expect(ShardWork([[run(100, nil)], [run(nil, 5)]]).memory == nil)
    #expect(ShardWork([[run(100, nil)], [run(nil, 5)]]).seconds == nil)
  }

  @Test("Experience is the mean of the runs of each method")
  func experience() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    #expect(try store.experience().meanSeconds == [:])
    for (key, label, wall) in [("a", "x", 1.0), ("b", "x", 2.0), ("c", "y", 5.0)] {
      var record = plainRecord(key, label: label)
      record.usage.wall = wall
      try store.append(record)
    }
    var experience = try store.experience()
    #expect(experience.meanSeconds == ["x": 1.5, "y": 5])
    experience.add("y", runs: 3, seconds: 3)
    #expect(experience.meanSeconds == ["x": 1.5, "y": 2])
  }
}
