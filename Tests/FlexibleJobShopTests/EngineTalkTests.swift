import FlexibleJobShop
import Glibc
import Modeling
import OptCore
import Synchronization
import Testing

/// An engine that finds nothing: it notes what it is told, and asks for plans of others until it is cancelled, or for some seconds.
private final class AskingEngine: Engine {
  let identity = EngineIdentity(
    id: "asking", name: "Asking", version: "1", usesThreads: false, separatesLazyRows: false)
  /// How long it asks at most.
  let seconds: Double
  let memory = Mutex<[Int?]>([])
  let wasCancelled = Mutex(false)

  init(seconds: Double) { self.seconds = seconds }

  func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    memory.withLock { $0.append(options.memoryLimit) }
    let end = MonotonicClock.now + seconds
    while !observer.cancellation.isCancelled, MonotonicClock.now < end {
      _ = observer.elsewhere(nil)
      usleep(1000)
    }
    wasCancelled.withLock { $0 = observer.cancellation.isCancelled }
    return ModelResult(termination: .interrupted, engineStatus: "nothing found")
  }
}

@Suite("What engines are told")
struct EngineTalkTests {
  private func shop() throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance.random(
      ShopRecipe(.mix, jobs: 4, machines: 3, operations: 4), seed: 2)
  }

  @Test("An engine that asks for plans is told when the run is over")
  func over() throws {
    let engine = AskingEngine(seconds: 60)
    let family = FlexibleJobShopFamily(engines: EngineSet([engine]))
    let result = try family.solve(
      try shop(), method: "cp", engine: "asking", limits: SolveLimits(time: 0.2))
    #expect(result.incumbent != nil)
    let wasCancelled = engine.wasCancelled.withLock { $0 }
    #expect(wasCancelled)
  }

  @Test("Engines of windows have the memory limit")
  func memory() throws {
    let engine = AskingEngine(seconds: 0)
    let family = FlexibleJobShopFamily(engines: EngineSet([engine]))
    _ = try family.solve(
      try shop(), method: "rho", engine: "asking", limits: SolveLimits(memory: 123))
    let told = engine.memory.withLock { $0 }
    #expect(!told.isEmpty && told.allSatisfy { $0 == 123 })
  }
}
