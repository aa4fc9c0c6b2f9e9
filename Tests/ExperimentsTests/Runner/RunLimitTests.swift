import Experiments
import Foundation
import OptCore
import Testing

@Suite("The hard limits of a run")
struct RunLimitTests {
  @Test("A run that overruns is asked to end and keeps its answer")
  func polite() throws {
    let record = try RunFixture.record("polite;sleep=60", limits: SolveLimits(time: 0.05))
    #expect(record.ending == .overranTime)
    #expect(record.termination == .timeLimit)
    #expect(record.objective == .integer(12))
    #expect(record.document != nil)
    // 0.05 s and 2 s of grace.
    #expect((2.05..<20).contains(record.usage.wall))
  }

  @Test("A run that is deaf as well is killed and keeps its trajectory")
  func deaf() throws {
    let record = try RunFixture.record(
      "deaf;incumbent=9;bound=2;sleep=60", limits: SolveLimits(time: 0.05))
    #expect(record.ending == .overranTime)
    #expect(record.status == .feasible)
    #expect(record.objective == .integer(9))
    #expect(record.bound == .integer(2))
    #expect(record.document == nil)
    #expect((3.05..<20).contains(record.usage.wall))
  }

  @Test("Memory is counted over all processes of the run")
  func memory() throws {
    for steps in ["incumbent=4;eat=2000;sleep=60", "incumbent=4;child=eat=2000,sleep=60;sleep=60"] {
      let record = try RunFixture.record(steps, limits: SolveLimits(memory: 100))
      #expect(record.ending == .overranMemory, "\(steps)")
      #expect(record.objective == .integer(4))
      #expect((100..<2000).contains(record.usage.peakMemory))
      #expect(record.usage.wall < 30)
    }
  }

  @Test("Memory below the limit is no fault")
  func enoughMemory() throws {
    let record = try RunFixture.record("eat=100;document", limits: SolveLimits(memory: 150))
    #expect(record.ending == .exited(0, message: nil))
  }

  @Test(
    "Nothing that a run started is left, however it ends",
    arguments: ["exit=0", "document;exit=3", "crash=9", "crash=6", "eat=2000", "sleep=60"])
  func orphans(end: String) throws {
    try RunFixture.withAnnouncements { file in
      let children =
        "announce=\(file);child=announce=\(file),deaf,sleep=60;orphan=announce=\(file),deaf,sleep=60"
      // The intermediate and the two others need a moment to announce themselves.
      let record = try RunFixture.record(
        "\(children);sleep=0.7;\(end)",
        limits: SolveLimits(
          time: end == "sleep=60" ? 0.1 : nil, memory: end == "eat=2000" ? 100 : nil))
      let ids = RunFixture.announced(file)
      #expect(ids.count == 3)
      #expect(ids.filter(RunFixture.isAlive) == [], "\(record.ending)")
    }
  }

  @Test("A cancelled run leaves neither a record nor a process", arguments: ["polite", "deaf"])
  func cancellation(manners: String) throws {
    RunFixture.withAnnouncements { file in
      let cancellation = Cancellation()
      let canceller = Thread {
        while RunFixture.announced(file).count < 2 { usleep(10_000) }
        cancellation.cancel()
      }
      canceller.start()
      let run = RunFixture.run(
        "\(manners);announce=\(file);child=announce=\(file),deaf,sleep=60;sleep=60")
      let start = MonotonicClock.now
      let record = RunFixture.executor.execute(run, cancellation: cancellation)
      #expect(record == nil)
      #expect(MonotonicClock.now - start < 20)
      #expect(RunFixture.announced(file).filter(RunFixture.isAlive) == [])
      #expect(RunFixture.executor.execute(run, cancellation: cancellation) == nil)
    }
  }

  @Test("A run dies with the process that carries it out")
  func deathOfTheRunner() throws {
    try RunFixture.withAnnouncements { file in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: RunFixture.path)
      process.arguments = ["smtt", "host=announce=\(file),deaf,sleep=60"]
      try process.run()
      let deadline = MonotonicClock.now + 20
      while RunFixture.announced(file).isEmpty, MonotonicClock.now < deadline { usleep(5000) }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let id = try #require(RunFixture.announced(file).first)
      while RunFixture.isAlive(id), MonotonicClock.now < deadline { usleep(5000) }
      #expect(!RunFixture.isAlive(id))
    }
  }

  @Test("200 runs that end in every way leak no descriptor and leave no child")
  func leaks() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: RunFixture.path)
    process.arguments = ["smtt", "study=200"]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // Of each 8 runs, `document`, `exit=3` and the one with an orphan are orderly.
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"{"finished":200,"failed":125,"leaked":0,"zombies":false}"#)
  }
}
