import Experiments
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("A run in a process of its own")
struct RunExecutorTests {
  @Test("The document becomes the record")
  func document() throws {
    let record = try RunFixture.record("say=a remark;document")
    #expect(record.ending == .exited(0, message: nil))
    #expect(record.status == .feasible)
    #expect(record.termination == .completed)
    #expect(record.objective == .integer(12))
    #expect(record.bound == .integer(7))
    #expect(record.time == 0.25)
    #expect(
      record.trajectory == [
        TrajectoryPoint(time: 0.125, objective: .integer(12), bound: nil),
        TrajectoryPoint(time: 0.25, objective: nil, bound: .integer(7)),
      ])
    #expect(record.version == "1.2.3")
    #expect(record.usage.wall > 0 && record.usage.cpu > 0 && record.usage.peakMemory > 0)
    #expect(abs(record.started - Date().timeIntervalSince1970) < 60)
    #expect(record.document?.contains("\n") == false)
  }

  @Test("The words of the run are complete, and no value passes for an option")
  func words() throws {
    var run = RunFixture.run(
      "-document",
      limits: SolveLimits(time: 1e-05, work: 7, memory: 512, gap: 0.5, target: .integer(-3)),
      method: MethodSetting(
        "mip", formulation: "f2", engine: "cbc", parameters: ["--b=2", "a=-1"],
        warmStart: "-/s.json", warmStartDigest: "sha256:01", threads: 2), seed: .max)
    run.specification.instance.pick = "-1"
    run.specification.instance.parameters = ["x=y"]
    #expect(
      run.specification.arguments == [
        "smtt", "./-document", "--method=mip", "--pick=-1", "--formulation=f2", "--engine=cbc",
        "--parameter=x=y", "--parameter=--b=2", "--parameter=a=-1", "--warm-start=-/s.json",
        "--warm-start-digest=sha256:01", "--instance-digest=sha256:00",
        "--seed=18446744073709551615", "--threads=2", "--time-limit=1e-05", "--work-limit=7",
        "--memory-limit=512", "--gap=0.5", "--target=-3", "--json", "--progress=json",
      ])
    let record = try RunFixture.record("document", limits: SolveLimits(work: 5))
    #expect(
      record.document?.contains(
        #""smtt","document","--method=edd","--instance-digest=sha256:00","--seed=1""#) == true)
  }

  @Test("Every exit status is told with the last words", arguments: [1, 3, 4, 64, 70, 130, 255])
  func statuses(status: Int32) throws {
    let record = try RunFixture.record("say=first;say=optsolve: the reason;exit=\(status)")
    #expect(record.ending == .exited(status, message: "first\noptsolve: the reason"))
    #expect(record.ending.isOrderly == [3, 4].contains(status))
    #expect(record.document == nil)
    #expect(record.status == .unknown)
    #expect(record.termination == nil)
  }

  @Test(
    "An orderly status without an answer is a failure", arguments: ["exit=0", "print=1", "say=x"])
  func garbage(steps: String) throws {
    let record = try RunFixture.record(steps)
    guard case .exited(0, let message) = record.ending else {
      Issue.record("\(record.ending)")
      return
    }
    #expect(message?.hasPrefix("standard output is no result document") == true)
    #expect(!record.ending.isOrderly)
  }

  @Test("Answers about other data than planned do not count")
  func changedInstance() throws {
    let output = Array(
      #"{"schema":"optsolve.result/1","status":"optimal","termination":"proved","digest":"sha256:11"}"#
        .utf8)
    let specification = RunFixture.run("x").specification
    #expect(throws: RunAnswer.Fault.self) { try RunAnswer(output, of: specification) }
    // What was said on the way is about the other data, too.
    let record = try RunFixture.record("incumbent=20;bound=3;digest=sha256:11;document")
    #expect(
      record.ending
        == .exited(
          0,
          message: "incumbent=20;bound=3;digest=sha256:11;document: the instance has changed since "
            + "the study was planned: found sha256:11, expected sha256:00"))
    #expect(record.status == .unknown)
    #expect(record.objective == nil && record.bound == nil && record.trajectory.isEmpty)
    let same = try RunFixture.record("incumbent=20;digest=sha256:00;document")
    #expect(same.ending.isOrderly && same.objective == .integer(12))
  }

  @Test("A run that fails right before a cancellation has not failed: there is no record of it")
  func failureBeforeCancellation() {
    let cancellation = Cancellation()
    onOwnThread(after: 0.25) { cancellation.cancel() }
    let run = RunFixture.run("crash=\(SIGTERM)")
    #expect(RunFixture.executor.execute(run, cancellation: cancellation) == nil)
  }

  @Test("The wait for a cancellation is not the run's time", arguments: ["exit=65", "crash=11"])
  func failureTime(steps: String) throws {
    let start = MonotonicClock.now
    let record = try RunFixture.record(steps)
    // What came after the end of the process: at least the half second, however slow the machine.
    #expect(MonotonicClock.now - start - record.usage.wall >= 0.4)
    #expect(record.time == record.usage.wall)
  }

  @Test("A crash keeps the trajectory", arguments: [SIGSEGV, SIGABRT, SIGKILL])
  func crash(signal: Int32) throws {
    let record = try RunFixture.record("incumbent=20;bound=3;incumbent=15;crash=\(signal)")
    #expect(record.ending == .signalled(signal))
    #expect(record.status == .feasible)
    #expect(record.objective == .integer(15))
    #expect(record.bound == .integer(3))
    #expect(record.trajectory.map(\.time) == [0.5, 0.75, 0.5])
    #expect(record.trajectory[1] == TrajectoryPoint(time: 0.75, objective: nil, bound: .integer(3)))
  }

  @Test("A program that is missing or none is told")
  func notStarted() throws {
    for path in ["/nowhere/optsolve", "/etc/passwd"] {
      let executor = RunExecutor(executable: path, version: "1")
      let record = try #require(executor.execute(RunFixture.run("document")))
      guard case .notStarted(let reason) = record.ending else {
        Issue.record("\(record.ending)")
        return
      }
      #expect(reason.hasPrefix("cannot start \(path): "))
      #expect(record.usage == ProcessUsage(wall: 0, cpu: 0, peakMemory: 0))
    }
    let core = try #require(
      RunFixture.executor.execute(RunFixture.run("document"), cores: [100_000]))
    guard case .notStarted = core.ending else {
      Issue.record("\(core.ending)")
      return
    }
  }

  @Test("It runs on the cores it is given, and nowhere else")
  func cores() throws {
    let allowed = ProcessorCores.allowed()
    let core = try #require(allowed.last)
    let record = try RunFixture.record("document", cores: [core])
    #expect(record.document?.contains("\"cores\":[\(core)]") == true)
    #expect(ProcessorCores.allowed() == allowed)
    let free = try RunFixture.record("document")
    let list = allowed.sorted().map { String($0) }.joined(separator: ",")
    #expect(free.document?.contains("\"cores\":[\(list)]") == true)
  }

  @Test("Floods are read to their end and forgotten")
  func floods() throws {
    let record = try RunFixture.record("complain=300;say=;say=the end;print=70;exit=9")
    guard case .exited(9, let message?) = record.ending else {
      Issue.record("\(record.ending)")
      return
    }
    #expect(message.utf8.count <= RunEvents.longestLastWords)
    #expect(message.hasSuffix("the end"))
  }

  @Test("Closed streams do not end a run")
  func closedStreams() throws {
    let record = try RunFixture.record("close;sleep=0.4;exit=5")
    #expect(
      record.ending
        == .exited(
          5,
          message: "standard output is no result document: "
            + "<stdout>:1:1: found the end of the document, expected a JSON value"))
    #expect(record.usage.wall >= 0.4)
  }

  @Test("What this process has in use is not counted as the run's")
  func peakMemory() throws {
    let ballast = [UInt8](repeating: 1, count: 400 << 20)
    // Long enough that its own memory is looked at while it runs.
    let small = try RunFixture.record("sleep=1;document")
    #expect(small.usage.peakMemory < 200)
    let large = try RunFixture.record("eat=600;document")
    #expect((600..<900).contains(large.usage.peakMemory))
    #expect(ballast.last == 1)
  }

  @Test("The machine is described")
  func machine() {
    let machine = Machine.current()
    #expect(!machine.host.isEmpty && !machine.processor.isEmpty)
    #expect(machine.cores >= 1 && machine.memory > 100)
    #expect(machine.system.hasPrefix("Linux "))
  }
}
