import EngineCP
import FlexibleJobShop
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Simulated annealing in shops")
struct AnnealingTests {
  private let family = FlexibleJobShopFamily(engines: EngineSet([CPEngine()]))

  @Test(
    "Never better than trying everything, and nearly always as good",
    arguments: ShopObjective.allCases)
  func oracle(objective: ShopObjective) throws {
    var random = RandomStream(seed: 311)
    var (solved, count) = (0, 0)
    for _ in 0..<150 {
      let shop = ShopOracle.random(&random, traits: .random(&random))
      let instance = try shop.instance(objective)
      let optimum = shop.optimum(objective)
      let result = try family.solve(
        instance, method: "annealing", limits: SolveLimits(work: 20_000), seed: 3)
      let incumbent = try #require(result.incumbent)
      let value = try #require(incumbent.objective.asInteger)
      #expect(value >= optimum, "\(shop)")
      #expect(incumbent.solution.violations(in: instance).isEmpty)
      count += 1
      if value == optimum { solved += 1 }
    }
    #expect(solved * 100 >= count * 95, "\(solved) of \(count)")
  }

  @Test("One thread and a limit of work give the same schedule again")
  func repeats() throws {
    var recipe = ShopRecipe(.mix, jobs: 8, machines: 4, operations: 5)
    recipe.setupTypes = 3
    recipe.dueFactor = 0.8
    recipe.breakdowns = .mid
    let instance = try FlexibleJobShopInstance.random(recipe, seed: 4)
    try expectRepeatable("annealing", work: 20_000, on: instance)
  }

  @Test("The portfolio proves small shops under all conditions, with one thread and with two")
  func portfolio() throws {
    var random = RandomStream(seed: 312)
    for round in 0..<24 {
      let objective = ShopObjective.allCases[round % 3]
      let shop = ShopOracle.random(&random, operations: 5, traits: .all)
      let result = try family.solve(
        try shop.instance(objective), method: "auto", limits: SolveLimits(time: 60),
        threads: 1 + round % 2)
      #expect(result.incumbent?.objective == .integer(shop.optimum(objective)), "\(shop)")
      #expect(result.status == .optimal)
    }
  }
}
