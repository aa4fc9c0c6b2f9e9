import Foundation
import Glibc
import OptCore
import Synchronization
import TestSupport
import Testing

@Suite("bench shares studies out", .serialized)
struct ShardTests {
  private static func deterministic(_ store: String, _ folder: URL) throws -> String {
    let run = try BuiltBinary.run(
      ["bench", "export", store, "-o", "-", "--columns", "deterministic"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  private static func bench(_ words: String..., in folder: URL, path: String? = nil) throws
    -> Finished
  {
    try BuiltBinary.run(
      ["bench"] + words, in: folder, environment: path.map { ["PATH": $0] } ?? [:])
  }

  /// An executable file that stands for a program of a cluster.
  private static func fake(_ name: String, _ script: String, _ folder: URL) throws {
    let bin = folder.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try Executable.script(script, at: bin.appendingPathComponent(name).path)
  }

  private static func path(_ folder: URL) -> String { folder.path + "/bin:/usr/bin:/bin" }

  @Test("shards that anybody carries out give the table of a local run")
  func folder() throws {
    try BenchTests.withStudy { folder in
      let local = try Self.bench("study.yaml", "--store", "local.sqlite", in: folder)
      try #require(local.status == 0, "\(local.errors)")
      // Each of 15 runs may take 20 s.
      let shared = try Self.bench(
        "study.yaml", "--on", "folder", "--shard-seconds", "60", in: folder)
      #expect(shared.status == 0, "\(shared.errors)")
      #expect(BenchTests.value("shards", shared) == "5, up to 60 s each")
      #expect(BenchTests.value("folder", shared) == "study.shards")
      let next = try #require(BenchTests.value("next", shared))
      #expect(next.hasPrefix("seq 0 4 | parallel '"))
      #expect(next.hasSuffix("optsolve bench shard \(folder.path)/study.shards --shard {}'"))

      let before = try Self.bench("status", "study.sqlite", in: folder)
      #expect(before.status == 0, "\(before.errors)")
      #expect(BenchTests.value("missing", before) == "15")
      #expect(before.output.contains("shard 4: 3 of 3 runs missing; nobody was at work\n"))

      let first = try Self.bench("shard", "study.shards", "--shard", "1", in: folder)
      #expect(first.status == 0, "\(first.errors)")
      #expect(BenchTests.value("finished now", first) == "3")
      let partly = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(partly.status == 5)
      #expect(partly.errors == "optsolve: 12 of 15 runs are missing\n")
      #expect(BenchTests.value("new", partly) == "3")
      #expect(
        BenchTests.value("next", partly)?.hasPrefix("printf '%s\\n' 0 2 3 4 | parallel '") == true)

      // Elsewhere on the machine: paths of the study are those of where it was planned.
      for shard in 0..<5 {
        let run = try BuiltBinary.run(
          ["bench", "shard", folder.path + "/study.shards", "--shard", "\(shard)", "-q"],
          in: FileManager.default.temporaryDirectory)
        #expect(run.status == 0, "\(run.errors)")
        #expect(BenchTests.value("finished now", run) == (shard == 1 ? "0" : "3"))
      }
      let ready = try Self.bench("status", "study.sqlite", in: folder)
      #expect(BenchTests.value("finished", ready) == "15")
      #expect(BenchTests.value("in the store", ready) == "3")
      let rest = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(rest.status == 0, "\(rest.errors)")
      #expect(BenchTests.value("new", rest) == "12")
      let again = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(again.status == 0)
      #expect(BenchTests.value("new", again) == "0")
      #expect(
        try Self.deterministic("local.sqlite", folder) == Self.deterministic("study.sqlite", folder)
      )

      let nothing = try Self.bench("study.yaml", "--on", "folder", in: folder)
      #expect(nothing.status == 0)
      #expect(BenchTests.value("next", nothing) == "nothing: every run is in the store")
    }
  }

  @Test("a cluster gets a script, tells of its tasks, and gets what is missing again")
  func cluster() throws {
    try BenchTests.withStudy { folder in
      let path = Self.path(folder)
      try Self.fake("sbatch", "cp \"$2\" submitted.sh; echo \"$1\" >&2; echo '77;here'\n", folder)
      let shared = try Self.bench(
        "study.yaml", "--on", "slurm", "--partition", "long", "--at-once", "2", "--shard-seconds",
        "60", in: folder, path: path)
      #expect(shared.status == 0, "\(shared.errors)")
      #expect(BenchTests.value("submitted", shared) == "job 77, tasks 0-4")
      #expect(BenchTests.value("next", shared) == "optsolve bench status study.sqlite")
      let script = try String(contentsOfFile: folder.path + "/submitted.sh", encoding: .utf8)
      for line in ["--array=0-4%2", "--partition=long", "--cpus-per-task=1", "--job-name=tiny"] {
        #expect(script.contains("#SBATCH \(line)\n"))
      }

      // Shard 0 is carried out; 1 has died after a part of its runs, 2 is at work, 3 waits.
      let run = try Self.bench("shard", "study.shards", "--shard", "0", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let running = try Self.bench("shard", "study.shards", "--shard", "2", in: folder)
      #expect(running.status == 0)
      try "slurmstepd: error: *** JOB 77 CANCELLED DUE TO TIME LIMIT ***\n".write(
        toFile: folder.path + "/study.shards/task-1.log", atomically: true, encoding: .utf8)
      try Self.fake(
        "squeue", "echo \"$*\" > asked; echo '77|2|RUNNING|None'; echo '77|3|PENDING|Resources'\n",
        folder)
      let status = try Self.bench("status", "study.sqlite", in: folder, path: path)
      #expect(status.status == 0, "\(status.errors)")
      #expect(BenchTests.value("tasks", status) == "1 running, 1 pending")
      // Of shard 2 only what it says about itself is known, for its store is not looked into.
      #expect(BenchTests.value("finished", status) == "6")
      #expect(status.output.contains("shard 2: task 77_2 is running\n"))
      #expect(
        status.output.contains(
          "shard 1: 3 of 3 runs missing; nobody was at work; its last words: slurmstepd: error"))
      #expect(
        status.output.contains("shard 3: 3 of 3 runs missing; task 77_3 is pending (Resources)\n"))
      let asked = try String(contentsOfFile: folder.path + "/asked", encoding: .utf8)
      #expect(asked == "--noheader --array --format=%F|%K|%T|%r --jobs=77\n")

      let twice = try Self.bench("study.yaml", "--on", "slurm", in: folder, path: path)
      #expect(twice.status == 73)
      #expect(twice.errors.contains("shared out already: shard 2: task 77_2 is running"))

      let collected = try Self.bench(
        "collect", "study.sqlite", "--resubmit", in: folder, path: path)
      #expect(collected.status == 5, "\(collected.errors)")
      #expect(BenchTests.value("in the store", collected) == "3")
      #expect(BenchTests.value("submitted", collected) == "job 77, tasks 1,4")
      let second = try String(contentsOfFile: folder.path + "/submitted.sh", encoding: .utf8)
      #expect(second.contains("#SBATCH --array=1,4%2\n"))

      // The queue forgets a job after its end; then its shards can be looked into.
      try Self.fake("squeue", "echo 'slurm_load_jobs error: Invalid job id' >&2; exit 1\n", folder)
      for shard in ["1", "3", "4"] {
        let run = try Self.bench("shard", "study.shards", "--shard", shard, in: folder)
        #expect(run.status == 0)
      }
      let unknown = try Self.bench("collect", "study.sqlite", in: folder, path: path)
      #expect(unknown.status == 0)
      #expect(unknown.errors.contains("the queue is unknown: squeue refused (exit status 1)"))
      let blind = try Self.bench("study.yaml", "--on", "slurm", in: folder, path: path)
      #expect(blind.status == 69)
      #expect(blind.errors.contains("shared out already, and the queue is unknown: squeue refused"))
      let local = try Self.bench("study.yaml", "--store", "local.sqlite", "-q", in: folder)
      try #require(local.status == 0)
      #expect(
        try Self.deterministic("local.sqlite", folder) == Self.deterministic("study.sqlite", folder)
      )
    }
  }

  @Test("without a cluster, and with one that refuses, the exit status is 69")
  func noCluster() throws {
    try BenchTests.withStudy { folder in
      let none = try Self.bench("study.yaml", "--on", "slurm", in: folder, path: folder.path)
      #expect(none.status == 69)
      #expect(none.errors.contains("found no program 'sbatch' in PATH"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/study.shards"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/study.sqlite"))
      try Self.fake(
        "sbatch", "echo 'sbatch: error: invalid partition specified: long' >&2; exit 1\n", folder)
      let refused = try Self.bench(
        "study.yaml", "--on", "slurm", "--partition", "long", in: folder, path: Self.path(folder))
      #expect(refused.status == 69)
      #expect(
        refused.errors.contains(
          "sbatch refused (exit status 1): sbatch: error: invalid partition specified: long"))
      // Nothing is at work: it can be shared out anew.
      let again = try Self.bench("study.yaml", "--on", "folder", in: folder)
      #expect(again.status == 0, "\(again.errors)")
    }
  }

  @Test("a run whose data change after the plan fails, has no result, and can be repeated")
  func changedData() throws {
    let text = """
      time-limit: 20
      families:
        smtt:
          - {instances: [a.txt, b.txt], methods: edd}
          - {instances: b.txt, methods: [{method: ils, work-limit: 10, warm-start: start.json}]}
      """
    try BenchTests.withStudy(text) { folder in
      try BenchTests.write("1 0", "start.json", folder)
      let shared = try Self.bench(
        "study.yaml", "--on", "folder", "--shard-seconds", "600", in: folder)
      try #require(shared.status == 0, "\(shared.errors)")
      try BenchTests.write("2\n9 9\n4 1\n", "a.txt", folder)
      try BenchTests.write("0 1", "start.json", folder)
      let run = try Self.bench("shard", "study.shards", "--shard", "0", in: folder)
      #expect(run.status == 5)
      #expect(BenchTests.value("failed", run) == "2")
      #expect(run.errors.contains("a.txt: the instance has changed: found sha256:"))
      #expect(run.errors.contains("start.json: the warm start has changed: found sha256:"))
      let collected = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(collected.status == 5)
      #expect(BenchTests.value("failed", collected) == "2")
      #expect(collected.errors.contains("2 runs failed"))
      let table = try BuiltBinary.run(
        [
          "bench", "export", "study.sqlite", "-o", "-", "--columns",
          "instance,label,status,objective,bound",
        ],
        in: folder)
      #expect(
        table.output == """
          instance,label,status,objective,bound
          a,edd,unknown,,
          b,edd,optimal,1,1
          b,ils,unknown,,

          """)

      // As planned again: only the failed runs are repeated, once.
      try BenchTests.write("3\n2 1\n1 1\n3 3\n", "a.txt", folder)
      try BenchTests.write("1 0", "start.json", folder)
      let retry = try Self.bench("collect", "study.sqlite", "--retry-failed", in: folder)
      #expect(retry.status == 5)
      #expect(BenchTests.value("missing", retry) == "2")
      #expect(BenchTests.value("failed", retry) == "0")
      #expect(BenchTests.value("next", retry)?.contains("bench shard") == true)
      let status = try Self.bench("status", "study.sqlite", in: folder)
      #expect(BenchTests.value("missing", status) == "2")
      let again = try Self.bench("shard", "study.shards", "--shard", "0", in: folder)
      #expect(again.status == 0, "\(again.errors)")
      #expect(BenchTests.value("finished now", again) == "2")
      let last = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(last.status == 0, "\(last.errors)")
      #expect(BenchTests.value("new", last) == "2")
      #expect(BenchTests.value("failed", last) == "0")
      let idle = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(BenchTests.value("new", idle) == "0")
      let local = try Self.bench("study.yaml", "--store", "local.sqlite", "-q", in: folder)
      try #require(local.status == 0)
      #expect(
        try Self.deterministic("local.sqlite", folder) == Self.deterministic("study.sqlite", folder)
      )
    }
  }

  @Test(
    "failed runs are shared out again when that is asked for; what shards hold is not done here")
  func retryFailed() throws {
    let text = """
      time-limit: 20
      families:
        smtt:
          instances: "*.txt"
          methods: [edd, {method: mdd, warm-start: start.json}]
      """
    try BenchTests.withStudy(text) { folder in
      // A solution of b, which is none of a and c.
      try BenchTests.write("1 0", "start.json", folder)
      #expect(try Self.bench("study.yaml", in: folder).status == 5)
      let without = try Self.bench("study.yaml", "--on", "folder", in: folder)
      #expect(BenchTests.value("next", without) == "nothing: every run is in the store")
      let plan = try Self.bench(
        "study.yaml", "--on", "folder", "--retry-failed", "--dry-run", in: folder)
      #expect(BenchTests.value("finished", plan) == "4")
      #expect(BenchTests.value("finished before", plan) == "4")
      let shared = try Self.bench("study.yaml", "--on", "folder", "--retry-failed", in: folder)
      #expect(shared.status == 0, "\(shared.errors)")
      #expect(BenchTests.value("finished before", shared) == "4")
      let before = try Self.bench("status", "study.sqlite", in: folder)
      #expect(BenchTests.value("missing", before) == "2")
      #expect(BenchTests.value("failed", before) == "0")
      #expect(try Self.bench("shard", "study.shards", "--shard", "0", in: folder).status == 5)
      let after = try Self.bench("status", "study.sqlite", in: folder)
      #expect(BenchTests.value("missing", after) == "0")
      #expect(BenchTests.value("failed", after) == "2")

      // More instances, shared out and finished, but not collected: a local run takes them over.
      try BenchTests.write("2\n1 1\n1 1\n", "d.txt", folder)
      try #require(try Self.bench("study.yaml", "--on", "folder", in: folder).status == 0)
      try #require(
        try Self.bench("shard", "study.shards", "--shard", "0", in: folder).status == 0)
      let local = try Self.bench("study.yaml", in: folder)
      #expect(local.errors.contains("2 runs are taken over from study.shards"))
      #expect(BenchTests.value("finished before", local) == "8")
      #expect(BenchTests.value("finished now", local) == "0")
    }
  }

  @Test("a store in use is left for later, and so told")
  func inUse() throws {
    let slow = """
      families:
        smtt:
          - {instances: b.txt, methods: edd, time-limit: 20}
          - {instances: wide.txt, methods: ils, time-limit: 60}
      """
    try BenchTests.withStudy(slow) { folder in
      try BenchTests.write(InterruptTests.wide, "wide.txt", folder)
      let shared = try Self.bench("study.yaml", "--on", "folder", in: folder)
      #expect(BenchTests.value("shards", shared) == "1, up to 80 s each")
      let seen = Mutex<[Finished]>([])
      let run = try BuiltBinary.run(
        ["bench", "shard", "study.shards", "--shard", "0"], in: folder
      ) { process in
        for _ in 0..<500 where !Self.log(folder).contains("\"finished\":1") { usleep(20_000) }
        for words in [["collect", "study.sqlite"], ["study.yaml"]] {
          guard let meanwhile = try? BuiltBinary.run(["bench"] + words, in: folder) else { return }
          seen.withLock { $0.append(meanwhile) }
        }
        // Who ends a task signals its processes one by one: the run first, its parent a moment later.
        for child in Self.children(of: process) { kill(child, SIGTERM) }
        usleep(100_000)
        kill(process, SIGTERM)
      }
      #expect(run.status == 143, "\(run.errors)")
      let early = try #require(seen.withLock { $0.first })
      #expect(early.status == 5)
      // What is left to the shard is not carried out here as well.
      let local = try #require(seen.withLock { $0.dropFirst().first })
      #expect(local.status == 73)
      #expect(local.errors.contains("study.shards: shared out: shard 0: "), "\(local.errors)")
      #expect(local.errors.contains("in use: process"))
      #expect(early.output.contains("shard 0: 1 of 2 runs missing; in use: process"))
      #expect(BenchTests.value("finished now", run) == "1")
      #expect(BenchTests.value("failed", run) == "0")
      let collected = try Self.bench("collect", "study.sqlite", in: folder)
      #expect(BenchTests.value("in the store", collected) == "1")
      #expect(BenchTests.value("missing", collected) == "1")
      #expect(collected.errors == "optsolve: 1 of 2 runs are missing\n")
    }
  }

  /// What the task of the first shard says about itself.
  private static func log(_ folder: URL) -> String {
    (try? String(contentsOfFile: folder.path + "/study.shards/shard-0.state", encoding: .utf8))
      ?? ""
  }

  private static func children(of process: pid_t) -> [pid_t] {
    let tasks = "/proc/\(process)/task/"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return threads.flatMap { thread in
      let text = (try? String(contentsOfFile: tasks + thread + "/children", encoding: .utf8)) ?? ""
      return text.split(separator: " ").compactMap { pid_t($0) }
    }
  }

  @Test("each refusal has its exit status and says where")
  func refusals() throws {
    try BenchTests.withStudy { folder in
      let none = try Self.bench("status", "study.sqlite", in: folder)
      #expect(none.status == 66)
      #expect(none.errors.contains("study.sqlite: "))
      try #require(
        try Self.bench("a.txt", "--methods", "edd,mdd", "--store", "l.sqlite", in: folder).status
          == 0)
      let local = try Self.bench("status", "l.sqlite", in: folder)
      #expect(local.status == 0, "\(local.errors)")
      #expect(BenchTests.value("shards", local) == "none: it was not shared out with --on")
      #expect(BenchTests.value("planned", local) == "2")
      #expect(BenchTests.value("in the store", local) == "2")
      let collected = try Self.bench("collect", "l.sqlite", in: folder)
      #expect(collected.status == 66)
      #expect(
        collected.errors.contains(
          "l.sqlite: not shared out, for there is no l.shards/manifest.jsonl"))
      #expect(try Self.bench("study.yaml", "--on", "folder", in: folder).status == 0)
      let cases: [([String], Int32, String)] = [
        (["shard", "study.shards", "--shard", "9"], 64, "--shard: found 9, expected 0 to"),
        (["shard", "nowhere", "--shard", "0"], 66, "nowhere/manifest.jsonl: cannot read"),
        (["study.yaml", "--on", "moon"], 64, "moon"),
        (["study.yaml", "--partition", "x"], 64, "--partition: expected --on slurm"),
        (["study.yaml", "--at-once", "3"], 64, "--at-once: expected --on slurm or --on folder"),
        (["study.yaml", "--on", "folder", "--at-once", "0"], 64, "--at-once: found 0"),
        (["study.yaml", "--on", "folder", "-j", "2"], 64, "--jobs: found with --on"),
      ]
      for (words, status, message) in cases {
        let run = try BuiltBinary.run(["bench"] + words, in: folder)
        #expect(run.status == status, "\(words): \(run.errors)")
        #expect(run.errors.contains(message), "\(words): \(run.errors)")
      }
      let file = folder.path + "/study.shards/manifest.jsonl"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let broken: [(String, String, String)] = [
        ("\"seed\":1", "\"seed\":-1", "manifest.jsonl:2:"),
        ("\"version\":\"", "\"version\":\"9", "manifest.jsonl:1:1: planned by version 9"),
      ]
      for (from, to, message) in broken {
        let changed = text.replacingOccurrences(of: from, with: to)
        #expect(changed != text)
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        let run = try Self.bench("shard", "study.shards", "--shard", "0", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains(message), "\(run.errors)")
      }
      try "{}\n".write(toFile: file, atomically: true, encoding: .utf8)
      let besides = try Self.bench("study.yaml", in: folder)
      #expect(besides.status == 0, "\(besides.errors)")
      #expect(
        besides.errors.contains("the shards are not looked into: study.shards/manifest.jsonl:1:1: ")
      )
    }
  }
}
