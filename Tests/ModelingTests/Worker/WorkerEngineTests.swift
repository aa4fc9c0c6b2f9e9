import Foundation
import Modeling
import OptCore
import Synchronization
import TestSupport
import Testing

/// The built program that serves `ScriptedEngine` in a process of its own.
let fixture: String = {
  let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  return own.deletingLastPathComponent().appendingPathComponent("worker-fixture").path
}()

@Suite("An engine in a worker process")
struct WorkerEngineTests {
  let engine = WorkerEngine(ScriptedEngine(), executable: fixture, arguments: [])

  /// min x1 + ... + xn over 0...10 with x1 + ... + xn >= 2n; the point of all 3 costs 3n.
  static func model(_ count: Int = 4) -> Model {
    var model = Model("worker")
    let x = model.variables(.integer, count, upper: 10, name: "x")
    model.require(sum(0..<count) { x[$0] } >= 2 * count)
    model.minimize(sum(0..<count) { x[$0] })
    return model
  }

  final class Record: Sendable {
    let objectives = Mutex<[Double]>([])
    let bounds = Mutex<[Double]>([])
    let lines = Mutex<[String]>([])
    let cancellation = Cancellation()
    var observer: EngineObserver {
      EngineObserver(
        cancellation: cancellation,
        incumbent: { _, value in self.objectives.withLock { $0.append(value) } },
        bound: { value in self.bounds.withLock { $0.append(value) } },
        log: { line in self.lines.withLock { $0.append(line) } })
    }
  }

  @Test("Incumbents, bounds and log lines arrive in order, and the answer is complete")
  func streams() throws {
    let record = Record()
    let options = EngineOptions(settings: [
      "log=hello", "point=5", "bound=1.5", "point=2", "bound=8", "optimal",
    ])
    let result = try engine.solve(
      WorkerEngineTests.model(), options: options, observer: record.observer)
    #expect(result.termination == .optimal)
    #expect(result.point == [2, 2, 2, 2])
    #expect(result.objective == 8)
    #expect(result.bound == 8)
    #expect(result.engineStatus == "end of the script")
    #expect(record.objectives.withLock { $0 } == [20, 8])
    #expect(record.bounds.withLock { $0 } == [1.5, 8])
    #expect(record.lines.withLock { $0 } == ["hello"])
  }

  @Test("An engine in a worker process is not given points from elsewhere")
  func elsewhere() throws {
    for (engine, answer) in [(ScriptedEngine() as any Engine, "a point"), (engine, "nothing")] {
      let lines = Mutex<[String]>([])
      let observer = EngineObserver(
        log: { line in lines.withLock { $0.append(line) } }, elsewhere: { _ in [2, 2, 2, 2] })
      _ = try engine.solve(
        WorkerEngineTests.model(), options: EngineOptions(settings: ["ask"]), observer: observer)
      #expect(lines.withLock { $0 } == [answer])
    }
  }

  @Test("The worker sees the same model and options as an engine in this process")
  func transport() throws {
    var model = Model("all kinds")
    let x = model.variable(.continuous, lower: -.infinity, upper: 1e300, name: "x")
    let y = model.variable(.integer, lower: -3, upper: 4.5)
    let z = model.variable(.continuous, lower: 0.1)
    model.require(0.1 * x - 3 * y >= -1, lazily: true)
    model.require(LinearRelation(-5, x + z, 5))
    model.require(LinearRelation(-.infinity, LinearExpression(), .infinity))
    model.maximize(x + 2 * y + 7.25)
    let options = EngineOptions(
      nodeLimit: 12, gap: 0.25, threads: 3, cutoff: -1.5, target: 8.5, start: [1, .nan, -0.0],
      objectiveStep: 0.5, seed: -9, memoryLimit: 512, settings: ["echo"])
    let (here, there) = (Record(), Record())
    _ = try ScriptedEngine().solve(model, options: options, observer: here.observer)
    _ = try engine.solve(model, options: options, observer: there.observer)
    #expect(there.lines.withLock { $0 } == here.lines.withLock { $0 })
    #expect(here.lines.withLock { $0.count } == 1)
  }

  @Test("A point that breaks the model is never reported, even when the engine calls it optimal")
  func wrongPoint() throws {
    let record = Record()
    let result = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["point=1", "optimal"]),
      observer: record.observer)
    #expect(result.point == nil)
    #expect(result.objective == nil)
    #expect(result.termination == .numericalTrouble)
    #expect(record.objectives.withLock { $0 }.isEmpty)
  }

  @Test("A proof of infeasibility is dropped when a checked point contradicts it")
  func contradiction() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["point=2", "infeasible"]))
    #expect(result.termination == .numericalTrouble)
    #expect(result.objective == 8)
    let infeasible = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["infeasible"]))
    #expect(infeasible.termination == .infeasible)
  }

  @Test("Refusals have the caller's names, which the worker does not know")
  func namedRefusal() throws {
    var model = Model("named")
    let x = model.variables(.integer, 2, upper: 4, name: "x")
    model.require(x[0] + x[1] <= 5, "first")
    model.require(x[0] - x[1] <= 5)
    model.require(.noOverlap([Interval(start: x[0], duration: 1)]), "machine", 3)
    func options(_ setting: String) -> EngineOptions {
      EngineOptions(start: [1, 1], settings: [setting])
    }
    do throws(EngineError) {
      let setting = "refuse=variable C2|found a bound (row R1), K1.before; R2, R3, C0, C, C2x, xC2"
      _ = try engine.solve(model, options: options(setting), observer: EngineObserver())
      Issue.record("not refused")
    } catch {
      #expect(
        error
          == .model(
            .badShape(
              where: "variable x_1",
              reason: "found a bound (row first), machine_3.before; R2, R3, C0, C, C2x, xC2")))
    }
    #expect(throws: EngineError.failed("x_0 is odd")) {
      try engine.solve(model, options: options("fail=C1 is odd"), observer: EngineObserver())
    }
    let result = try engine.solve(
      model, options: options("reject=C1 = 2.5 is not whole"), observer: EngineObserver())
    #expect(result.start == .rejected(reason: "x_0 = 2.5 is not whole"))
  }

  @Test("A core has the caller's names, which the worker does not know")
  func coreNames() throws {
    var model = WorkerEngineTests.model()
    model.requireAny([model.binary("p")], "choice", 3)
    let result = try engine.solve(
      model,
      options: EngineOptions(settings: [
        "core=R1|K1|C2 >= 0|C2 <= 10|R7|C9 >= 1|odd", "infeasible",
      ]))
    #expect(
      result.core == ["R1", "choice_3", "x_1 >= 0", "x_1 <= 10", "R7", "C9 >= 1", "odd"])
  }

  @Test(
    "A crash without an incumbent is an error that names the signal",
    arguments: [(6, "SIGABRT"), (11, "SIGSEGV"), (4, "SIGILL")])
  func crash(signal: Int, name: String) {
    #expect(throws: EngineError.failed("the worker process was ended by \(name): last words")) {
      try engine.solve(
        WorkerEngineTests.model(),
        options: EngineOptions(settings: ["complain=last words", "crash=\(signal)"]))
    }
  }

  @Test("A crash with an incumbent keeps the incumbent and the bound")
  func crashWithIncumbent() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(settings: ["bound=4", "point=3", "crash=11"]))
    #expect(result.termination == .numericalTrouble)
    #expect(result.objective == 12)
    #expect(result.bound == 4)
    #expect(result.engineStatus == "the worker process was ended by SIGSEGV")
  }

  @Test("A worker killed by the system counts as out of memory")
  func killedBySystem() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["point=3", "crash=9"]))
    #expect(result.termination == .memoryLimit)
    #expect(result.objective == 12)
  }

  @Test("A worker that exits without an answer is an error")
  func exits() {
    #expect(throws: EngineError.failed("the worker process exited with code 3")) {
      try engine.solve(WorkerEngineTests.model(), options: EngineOptions(settings: ["exit=3"]))
    }
  }

  @Test("An engine's own failure keeps its words; with an incumbent it is a result")
  func failure() throws {
    #expect(throws: EngineError.failed("no luck")) {
      try engine.solve(
        WorkerEngineTests.model(), options: EngineOptions(settings: ["fail=no luck"]))
    }
    let result = try engine.solve(
      WorkerEngineTests.model(), options: EngineOptions(settings: ["point=3", "fail=no luck"]))
    #expect(result.termination == .numericalTrouble)
    #expect(result.engineStatus == "no luck")
  }

  @Test("What an engine prints on standard output does not disturb its answers")
  func printing() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(),
      options: EngineOptions(settings: ["print=noise", "point=2", "bound=8", "optimal"]))
    #expect(result.objective == 8)
  }

  @Test("A model and points much larger than a pipe's buffer pass without a deadlock")
  func large() throws {
    let result = try engine.solve(
      WorkerEngineTests.model(200_000),
      options: EngineOptions(settings: ["point=5", "point=4", "point=3", "point=2", "optimal"]))
    #expect(result.objective == 400_000)
  }

  @Test("Several workers at once do not disturb each other")
  func parallel() async throws {
    try await withThrowingTaskGroup(of: Double?.self) { group in
      for index in 0..<8 {
        group.addTask {
          try engine.solve(
            WorkerEngineTests.model(4 + index),
            options: EngineOptions(settings: ["point=3", "point=2", "optimal"])
          ).objective
        }
      }
      var found: [Double] = []
      for try await value in group { found.append(value ?? -1) }
      let expected: [Double] = [8, 10, 12, 14, 16, 18, 20, 22]
      #expect(found.sorted() == expected)
    }
  }

  @Test("A missing program, an unknown engine and a faulty model are errors, not crashes")
  func misuse() throws {
    #expect(throws: EngineError.self) {
      try WorkerEngine(ScriptedEngine(), executable: "/nowhere/at-all").solve(
        WorkerEngineTests.model())
    }
    let unknown = EngineIdentity(
      id: "unknown", name: "", version: "", usesThreads: false, separatesLazyRows: false)
    #expect(throws: EngineError.unavailable("engine unknown is not built in")) {
      try WorkerEngine(unknown, executable: fixture, arguments: []).solve(
        WorkerEngineTests.model())
    }
    var faulty = WorkerEngineTests.model()
    faulty.minimize(LinearExpression(.nan))
    #expect(throws: EngineError.model(.notFinite(where: "the objective"))) {
      try engine.solve(faulty)
    }
  }
}
