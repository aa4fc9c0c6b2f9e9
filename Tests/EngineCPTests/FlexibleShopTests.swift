import EngineCP
import Modeling
import OptCore
import Testing

@Suite("Flexible job shops")
struct FlexibleShopTests {
  @Test("The optimum is what trying all schedules finds", arguments: [false, true])
  func optimum(hasDuration: Bool) throws {
    var random = RandomStream(seed: 61)
    for trial in 0..<modelCount {
      let shop = FlexibleShop.draw(
        jobs: random.integer(in: 2...4), operations: 1...2, machines: random.integer(in: 2...3),
        durations: trial % 5 == 0 ? 0...3 : 1...9, &random)
      let model = shop.model(horizon: 80, hasDuration: hasDuration)
      let result = try CPEngine().solve(model)
      guard result.termination == .optimal, result.objective == Double(shop.optimum) else {
        Issue.record(
          "shop \(trial): \(result.termination), \(String(describing: result.objective)), expected \(shop.optimum)"
        )
        return
      }
    }
  }

  @Test(
    "One unit of time less than the optimum is refuted, and the optimum found, by a start from it")
  func cutoffs() throws {
    var random = RandomStream(seed: 62)
    for trial in 0..<200 {
      let shop = FlexibleShop.draw(
        jobs: 3, operations: 2...2, machines: 3, durations: 1...6, &random)
      let optimum = shop.optimum
      let tight = shop.model(horizon: optimum, hasDuration: trial % 2 == 0)
      #expect(try CPEngine().solve(tight).termination == .optimal)
      let refuted = shop.model(horizon: optimum - 1, hasDuration: trial % 2 == 0)
      #expect(try CPEngine().solve(refuted).termination == .infeasible)
    }
  }

  @Test("Bounds lose no solution, and every one has a reason that implies it")
  func explanations() throws {
    var random = RandomStream(seed: 63)
    for trial in 0..<60 {
      let shop = FlexibleShop.draw(
        jobs: 3, operations: 1...1, machines: 2, durations: 1...4, &random)
      let horizon = shop.optimum + trial % 2
      let model = shop.model(horizon: horizon, hasDuration: false)
      if let fault = try ExplanationTests.check(model, UInt64(trial)) {
        Issue.record("shop \(trial): \(fault)")
        return
      }
    }
  }
}
