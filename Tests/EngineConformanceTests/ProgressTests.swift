import Modeling
import OptCore
import Synchronization
import TestSupport
import Testing

@Suite("An engine tells what it finds while it runs")
struct ProgressTests {
  @Test("incumbents and bounds improve towards the optimum", arguments: EngineUnderTest.all)
  func minimisation(_ tested: EngineUnderTest) throws {
    for seed in 0..<3 {
      let positional = PositionalTardinessModel.random(tested.quickJobs, seed: UInt64(seed))
      let optimum = Double(positional.optimum)
      let log = RunLog(positional.model)
      let result = try tested.solve(positional.model, observer: log.observer)
      #expect(result.objective == optimum)
      log.check(against: .optimal(optimum))
      #expect(log.incumbents.last == optimum)
      #expect(abs((log.bounds.last ?? 0) - optimum) < 1e-6)
    }
  }

  @Test("the same for maximisation", arguments: EngineUnderTest.mip)
  func maximisation(_ tested: EngineUnderTest) throws {
    var random = RandomStream(seed: 21)
    var model = Model("knapsack")
    let take = model.binaries(40)
    let weights = (0..<40).map { _ in random.integer(in: 10...99) }
    for part in 0..<3 {
      let items = (0..<40).filter { $0 % 3 != part }
      let total = items.reduce(0) { $0 + weights[$1] }
      model.require(sum(items) { weights[$0] * take[$0] } <= total / 3)
    }
    model.maximize(sum(0..<40) { (weights[$0] + $0 % 7) * take[$0] } - 100)
    let log = RunLog(model)
    let result = try tested.solve(model, observer: log.observer)
    let objective = try #require(result.objective)
    #expect(result.termination == .optimal)
    #expect(!log.incumbents.isEmpty)
    #expect(!log.bounds.isEmpty)
    log.check(against: .optimal(objective))
  }

  @Test("log lines arrive when they are wanted", arguments: EngineUnderTest.all)
  func log(_ tested: EngineUnderTest) throws {
    let positional = PositionalTardinessModel.random(6, seed: 1)
    let lines = Mutex(0)
    let observer = EngineObserver(log: { line in
      #expect(!line.contains("\n"))
      lines.withLock { $0 += 1 }
    })
    _ = try tested.solve(positional.model, observer: observer)
    #expect(lines.withLock { $0 } > 0)
  }

  @Test("the engines agree on a model with general integers", arguments: [1, 2, 3, 4, 5])
  func agreement(_ seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed))
    let model = RandomModel.draw(&random, columns: 12, rows: 10)
    let results = try EngineUnderTest.mip.map { try $0.solve(model) }
    let first = try #require(results.first)
    for result in results {
      #expect(result.termination == first.termination)
      #expect(abs((result.objective ?? 0) - (first.objective ?? 0)) < 1e-5)
    }
  }
}
