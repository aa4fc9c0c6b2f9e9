import Experiments
import Foundation
import OptCore
import Synchronization
import Testing

@Suite("Many runs")
struct StudyRunnerTests {
  private struct Full: Error {}

  @Test("Failing runs stop nothing; records come one at a time in the calling thread")
  func failures() {
    let scripts = ["document", "crash=11", "exit=70", "document", "print=1", "exit=4"]
    let runs = (0..<24).map { RunFixture.run(scripts[$0 % 6], seed: UInt64($0)) }
    let caller = pthread_self()
    var seeds: [UInt64] = []
    let summary = StudyRunner(executor: RunFixture.executor, jobs: 3).run(
      runs, cancellation: Cancellation()
    ) { record in
      #expect(pthread_self() == caller)
      seeds.append(record.specification.seed)
    }
    #expect(seeds.sorted() == Array(0..<24))
    #expect(summary.finished == 24)
    // Of each 6 runs the crash, the status 70 and the garbage fail.
    #expect(summary.failed == 12)
    #expect(summary.remaining == 0 && !summary.isCancelled)
  }

  @Test("Failed runs keep no place from the others")
  func failuresAtOnce() {
    let runs = (0..<60).map { RunFixture.run("exit=65", seed: UInt64($0)) }
    var seeds: [UInt64] = []
    let summary = StudyRunner(executor: RunFixture.executor).run(
      runs, cancellation: Cancellation()
    ) { record in
      seeds.append(record.specification.seed)
    }
    #expect(seeds == Array(0..<60))
    #expect(summary.failed == 60 && summary.remaining == 0)
    // One after the other, 60 waits of half a second would take 30 s besides the processes.
    #expect(summary.wall < 25)
  }

  @Test("A run that fails right before a cancellation is not finished")
  func failureBeforeCancellation() {
    let cancellation = Cancellation()
    let canceller = Thread {
      usleep(250_000)
      cancellation.cancel()
    }
    canceller.start()
    let summary = StudyRunner(executor: RunFixture.executor).run(
      [RunFixture.run("crash=\(SIGTERM)")], cancellation: cancellation
    ) { (_: RunRecord) in Issue.record("it has a record") }
    #expect(summary.finished == 0 && summary.remaining == 1 && summary.isCancelled)
  }

  @Test("With one at a time the order is kept")
  func order() {
    let runs = (0..<10).map { RunFixture.run("document", seed: UInt64($0)) }
    var seeds: [UInt64] = []
    _ = StudyRunner(executor: RunFixture.executor).run(runs, cancellation: Cancellation()) {
      seeds.append($0.specification.seed)
    }
    #expect(seeds == Array(0..<10))
  }

  @Test("Runs that go on at once share no core")
  func cores() throws {
    let allowed = ProcessorCores.allowed()
    let runs = (0..<6).map { RunFixture.run("sleep=0.1;document", seed: UInt64($0)) }
    var sets: Set<String> = []
    _ = StudyRunner(executor: RunFixture.executor, jobs: allowed.count).run(
      runs, cancellation: Cancellation()
    ) { record in
      let text = record.document ?? ""
      if let range = text.range(of: #""cores":\[[0-9,]*\]"#, options: .regularExpression) {
        sets.insert(String(text[range]))
      }
    }
    #expect(sets == Set(allowed.prefix(6).map { "\"cores\":[\($0)]" }))
  }

  @Test("A cancellation stops within a second and drops what runs")
  func cancellation() {
    let runs = (0..<8).map {
      RunFixture.run($0 < 2 ? "document" : "deaf;sleep=60", seed: UInt64($0))
    }
    let cancellation = Cancellation()
    var seeds: [UInt64] = []
    let cancelled = Mutex(0.0)
    let canceller = Thread {
      usleep(1_500_000)
      cancelled.withLock { $0 = MonotonicClock.now }
      cancellation.cancel()
    }
    canceller.start()
    let summary = StudyRunner(executor: RunFixture.executor, jobs: 2).run(
      runs, cancellation: cancellation
    ) { seeds.append($0.specification.seed) }
    #expect(seeds.sorted() == [0, 1])
    #expect(summary.isCancelled)
    #expect(summary.finished == 2 && summary.remaining == 6)
    // Half a second of patience; a busy machine may need longer.
    #expect(MonotonicClock.now - cancelled.withLock { $0 } < 10)
  }

  @Test("When a record cannot be kept, the runs that go on are ended")
  func fullDisk() {
    let runs = [RunFixture.run("document")] + (0..<4).map { RunFixture.run("sleep=60", seed: $0) }
    var count = 0
    #expect(throws: Full.self) {
      try StudyRunner(executor: RunFixture.executor, jobs: 2).run(
        runs, cancellation: Cancellation()
      ) { (_) throws(Full) in
        count += 1
        throw Full()
      }
    }
    #expect(count == 1)
  }

  @Test("Cores are dealt out without sharing, or not at all")
  func plan() {
    let plan = CorePlan(jobs: 2, threads: 2, cores: [0, 2, 1, 3, 5])
    #expect(plan.places == [[0, 2], [1, 3]])
    #expect(plan.remark == nil)
    let tight = CorePlan(jobs: 2, threads: 3, cores: [0, 2, 1, 3, 5])
    #expect(tight.places == [[], []])
    #expect(tight.remark?.contains("5") == true)
  }

  @Test("Lists of cores are read")
  func lists() {
    #expect(ProcessorCores.list("0-2,5, 7\n") == [0, 1, 2, 5, 7])
    #expect(ProcessorCores.list("") == [])
    #expect(ProcessorCores.list("x,3-1,4") == [4])
  }
}
