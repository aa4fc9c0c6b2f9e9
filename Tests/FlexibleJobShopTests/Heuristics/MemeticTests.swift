import EngineCP
import FlexibleJobShop
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Tabu and memetic search in shops")
struct MemeticTests {
  private let family = FlexibleJobShopFamily(engines: EngineSet([CPEngine()]))

  @Test("Never better than trying everything, and nearly always as good")
  func oracle() throws {
    var random = RandomStream(seed: 611)
    var (solved, count) = (0, 0)
    for _ in 0..<400 {
      let shop = ShopOracle.random(&random, traits: [.releases, .machineReleases])
      let instance = try shop.instance(.makespan)
      guard instance.operationCount > 0 else { continue }
      let optimum = shop.optimum(.makespan)
      let result = try family.solve(
        instance, method: "memetic", limits: SolveLimits(work: 3_000),
        settings: ["patience=100"], seed: 2)
      let value = try #require(result.incumbent?.objective.asInteger)
      #expect(value >= optimum, "\(shop)")
      count += 1
      if value == optimum { solved += 1 }
    }
    #expect(solved * 100 >= count * 97, "\(solved) of \(count)")
  }

  @Test("One thread and a limit of work give the same schedule again")
  func repeats() throws {
    let instance = try FlexibleJobShopInstance.random(
      ShopRecipe(.mix, jobs: 10, machines: 4, operations: 8), seed: 4)
    try expectRepeatable("memetic", work: 60_000, on: instance)
  }

  @Test(
    "A window never makes a schedule longer, and what it leaves is one",
    arguments: [[nil], [0.1, 0.5, nil]] as [[Double?]])
  func windows(_ slacks: [Double?]) throws {
    let instance = try FlexibleJobShopInstance.random(
      ShopRecipe(.mix, jobs: 12, machines: 5, operations: 10), seed: 9)
    var random = RandomStream(seed: 9)
    let plan = randomPlan(instance, &random)
    let prices = LoadPrices(instance, heads: ShopHeads(instance))
    let search = WindowedTabu(FlatShop(instance, costs: prices.costs), seed: 5)
    search.slacks = slacks
    search.load(machines: plan.machines, order: plan.order)
    let start = search.graph.makespan
    for _ in 0..<60 {
      let before = search.graph.makespan
      let isBetter = search.improve(size: 30, goal: 0, until: { false })
      #expect(isBetter == (search.graph.makespan < before))
      #expect(search.graph.makespan <= before)
      let schedule = search.graph.schedule
      #expect(schedule.violations(in: instance).isEmpty)
      #expect(schedule.objective(in: instance) == .integer(search.graph.makespan))
    }
    #expect(search.graph.makespan * 10 < start * 8)
  }

  @Test("Iterations that take long ask more often whether to stop")
  func asksInTime() throws {
    var random = RandomStream(seed: 614)
    var conditions = ShopConditions()
    conditions.jobRelease = (0..<1500).map { _ in random.below(100_000) }
    let instance = try FlexibleJobShopInstance(
      name: "one machine", machineCount: 1,
      jobs: (0..<1500).map { _ in
        (0..<2).map { _ in
          [FlexibleJobShopInstance.Alternative(machine: 0, duration: 1 + random.below(99))]
        }
      }, conditions: conditions)
    let count = instance.operationCount
    let search = TabuSearch(FlatShop(instance), seed: 1)
    search.start(
      machines: [Int32](repeating: 0, count: count), order: (0..<count).map { Int32($0) })
    search.run(patience: 1000, goal: 0, until: { true })
    #expect(search.iterations < 16)
  }

  @Test("There is a schedule however soon the limit comes")
  func shortest() throws {
    let instance = try FlexibleJobShopInstance.random(
      ShopRecipe(.mix, jobs: 60, machines: 8, operations: 10), seed: 4)
    for method in ["memetic", "auto"] {
      let result = try family.solve(
        instance, method: method, limits: SolveLimits(time: 1e-6), threads: 2)
      #expect(result.incumbent != nil, "\(method)")
    }
  }

  @Test("Without operations there is a schedule")
  func empty() throws {
    let instance = try FlexibleJobShopInstance(name: "empty", machineCount: 1, jobs: [[], []])
    for method in ["memetic", "annealing", "rho", "rho-adaptive", "auto"] {
      let result = try family.solve(instance, method: method)
      #expect(result.incumbent?.objective == .integer(0), "\(method)")
    }
  }

  @Test("It refuses what it does not know")
  func refusals() throws {
    let instance = try FlexibleJobShopInstance(
      name: "due", machineCount: 1, jobs: [[[.init(machine: 0, duration: 1)]]],
      conditions: {
        var conditions = ShopConditions()
        conditions.jobDue = [0]
        return conditions
      }(), objective: .totalTardiness)
    #expect(
      throws: SolveError.unsupported(
        method: "memetic", reason: "it minimises the makespan only")
    ) { try family.solve(instance, method: "memetic") }
  }

  @Test("The portfolio proves small shops with one thread and with two, also without a limit")
  func portfolio() throws {
    var random = RandomStream(seed: 612)
    for round in 0..<40 {
      let shop = ShopOracle.random(&random, traits: [.releases, .machineReleases])
      let instance = try shop.instance(.makespan)
      let result = try family.solve(
        instance, limits: SolveLimits(time: round % 2 == 0 ? 60 : nil), threads: 1 + round % 3)
      #expect(result.status == .optimal, "\(shop)")
      #expect(result.incumbent?.objective == .integer(shop.optimum(.makespan)))
    }
  }

  @Test("Published optima are proven")
  func published() throws {
    for (file, optimum) in [
      ("fattahi/fattahi10.fjs", 516), ("kacem/kacem1.fjs", 11), ("brandimarte/mk01.fjs", 40),
      ("barnes/mt10xyz.fjs", 847), ("jsp/ft06.jsp", 55), ("hurink/edata/la01.fjs", 609),
    ] {
      guard let path = SharedData.file("benchmarks/fjsp/" + file) else { return }
      let instance = try family.instance(at: path)
      let result = try family.solve(instance, limits: SolveLimits(time: 120))
      #expect(result.status == .optimal, "\(file)")
      #expect(result.incumbent?.objective == .integer(optimum), "\(file)")
    }
  }
}
