import Foundation
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("How a worker process ends")
struct WorkerEndTests {
  private let engine = WorkerEngine(ScriptedEngine(), executable: fixture, arguments: [])

  @Test("A deaf engine is killed at its limit plus 0.2 s with incumbent and bound kept")
  func hardLimit() throws {
    let start = MonotonicClock.now
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(timeLimit: 0.3, settings: ["point=3", "bound=2", "sleep=30"]))
    let elapsed = MonotonicClock.now - start
    #expect(result.termination == .timeLimit)
    #expect(result.objective == 12)
    #expect(result.bound == 2)
    #expect(elapsed >= 0.3)
    #expect(elapsed < 20)
  }

  @Test("An engine that obeys a polite request at the limit still gives its own last words")
  func politeLimit() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(timeLimit: 0.1, settings: ["point=3", "wait", "bound=7", "gap"]))
    #expect(result.bound == 7 || result.termination == .timeLimit)
    #expect(result.objective == 12)
  }

  @Test("An engine that stops because its limit is over reports the limit, not an interruption")
  func politeLimitIsALimit() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(timeLimit: 0.1, settings: ["point=3", "wait", "interrupted"]))
    #expect(result.termination == .timeLimit)
    #expect(result.objective == 12)
  }

  @Test("A cancellation lets an obedient engine finish")
  func cancelObedient() throws {
    let record = WorkerEngineTests.Record()
    let observer = EngineObserver(
      cancellation: record.cancellation,
      incumbent: { _, _ in record.cancellation.cancel() })
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(settings: ["point=3", "wait", "bound=7", "interrupted"]),
      observer: observer)
    #expect(result.termination == .interrupted)
    #expect(result.objective == 12)
    #expect(result.bound == 7 || result.engineStatus == "stopped by force")
  }

  @Test("A cancellation kills a deaf engine with the incumbent kept")
  func cancelDeaf() throws {
    let record = WorkerEngineTests.Record()
    let observer = EngineObserver(
      cancellation: record.cancellation,
      incumbent: { _, _ in record.cancellation.cancel() })
    let start = MonotonicClock.now
    let result = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["point=3", "sleep=30"]),
      observer: observer)
    #expect(result.termination == .interrupted)
    #expect(result.objective == 12)
    #expect(MonotonicClock.now - start < 20)
  }

  @Test("A memory cap ends a greedy engine, with the incumbent kept")
  func memory() throws {
    let options = EngineOptions(
      timeLimit: 60, memoryLimit: 256, settings: ["point=3", "allocate"])
    let result = try engine.solve(WorkerEngineTests.model(), options: options)
    #expect(result.termination == .memoryLimit)
    #expect(result.objective == 12)
  }

  @Test("The memory of this process does not make a worker's crash a death by memory")
  func largeParent() throws {
    // The kernel counts what this process had in use as the worker's.
    let block = [UInt8](repeating: 1, count: 300 << 20)
    let options = EngineOptions(memoryLimit: 256, settings: ["point=3", "crash=11"])
    let crash = try engine.solve(WorkerEngineTests.model(), options: options)
    #expect(crash.termination == .numericalTrouble && crash.objective == 12)
    let greedy = EngineOptions(
      timeLimit: 60, memoryLimit: 256, settings: ["point=3", "allocate"])
    #expect(
      try engine.solve(WorkerEngineTests.model(), options: greedy).termination == .memoryLimit)
    #expect(block.last == 1)
  }

  @Test("A deaf worker ends by itself when its parent is gone")
  func orphan() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: fixture)
    let (control, answers) = (Pipe(), Pipe())
    process.standardInput = control
    process.standardOutput = answers
    try process.run()
    let request = WorkerRequest(
      engine: "scripted", options: EngineOptions(settings: ["bound=1", "sleep=60"]),
      model: WorkerEngineTests.model())
    try control.fileHandleForWriting.write(contentsOf: Data(request.encoded()))
    // The first frame shows that the engine has begun.
    #expect(try answers.fileHandleForReading.read(upToCount: 16)?.count == 16)
    let start = MonotonicClock.now
    try control.fileHandleForWriting.close()
    try answers.fileHandleForReading.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(MonotonicClock.now - start < 20)
  }
}
