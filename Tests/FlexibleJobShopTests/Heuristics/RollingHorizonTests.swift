import EngineCBC
import EngineCP
import FlexibleJobShop
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Rolling horizon in shops")
struct RollingHorizonTests {
  private let family = FlexibleJobShopFamily(engines: EngineSet([CPEngine(), CBCEngine()]))

  private func rolled(
    _ instance: FlexibleJobShopInstance, _ settings: [String], seed: UInt64 = 1
  ) throws -> SolveResult<ShopSchedule> {
    try family.solve(
      instance, method: "rho", settings: ["window-conflicts=300"] + settings, seed: seed)
  }

  @Test("Every switch gives schedules that hold, under all conditions and objectives")
  func valid() throws {
    let switches = [
      [], ["fix=first-x"], ["fix=random"], ["fix=oracle", "trials=2"], ["fix=rule"],
      ["fix=rule", "cautious=true"], ["fix=learned"], ["window-start=none"],
      ["window-start=previous"], ["tails=true"], ["price-weight=0.5"], ["price-slack=0.3"],
      ["holes=true"], ["order=schedule", "holes=true", "repeat=true"], ["span=4"], ["repair=true"],
      ["order=schedule", "price-slack=1", "fix=rule", "holes=true", "repeat=true"],
    ]
    var random = RandomStream(seed: 11)
    for round in 0..<20 {
      let objective = ShopObjective.allCases[round % 3]
      let instance = try RandomShops.shop(
        &random, conditions: round % 2 == 0, setups: round % 5 == 0, objective: objective)
      for settings in switches {
        let result = try rolled(instance, ["window=5", "step=2"] + settings)
        let schedule = try #require(result.incumbent).solution
        #expect(schedule.violations(in: instance).isEmpty, "\(settings)")
      }
      let adaptive = try family.solve(
        instance, method: "rho-adaptive", settings: ["window-conflicts=300"])
      #expect(adaptive.incumbent != nil)
    }
  }

  @Test("One window over everything reaches the optimum that the whole model has")
  func wholeWindow() throws {
    var random = RandomStream(seed: 12)
    for round in 0..<30 {
      let instance = try RandomShops.shop(&random, conditions: round % 2 == 0)
      let exact = try family.solve(instance, method: "cp")
      let rolled = try family.solve(instance, method: "rho", settings: ["window=100"])
      #expect(exact.status == .optimal)
      #expect(rolled.incumbent?.objective == exact.incumbent?.objective)
    }
  }

  @Test("The mirrored problem gives schedules of the same length back")
  func reverse() throws {
    var random = RandomStream(seed: 13)
    for _ in 0..<20 {
      let instance = try RandomShops.shop(&random)
      let exact = try family.solve(instance, method: "cp")
      let rolled = try rolled(instance, ["window=100", "reverse=true"])
      #expect(rolled.incumbent?.objective == exact.incumbent?.objective)
    }
    var conditions = ShopConditions()
    conditions.jobRelease = [3]
    let instance = try FlexibleJobShopInstance(
      name: "one", machineCount: 1, jobs: [[[.init(machine: 0, duration: 2)]]],
      conditions: conditions)
    #expect(throws: SolveError.self) { try rolled(instance, ["reverse=true"]) }
  }

  @Test("Repair reaches the optimum of small shops, and only where it is asked for")
  func repair() throws {
    var random = RandomStream(seed: 17)
    for _ in 0..<20 {
      let instance = try RandomShops.shop(&random, shortest: 1)
      let exact = try family.solve(instance, method: "cp").incumbent?.objective
      let plain = try rolled(instance, ["window=2", "step=1"])
      let repaired = try rolled(instance, ["window=2", "step=1", "repair=true"])
      #expect(!plain.statistics.contains { $0.key == "window_rounds" })
      #expect(repaired.statistics.contains { $0.key == "window_rounds" })
      #expect(repaired.incumbent?.objective == exact)
    }
  }

  @Test("Repair makes a poor roll-out better")
  func repairImproves() throws {
    let recipe = try ParameterValues(
      ["jobs=6", "machines=4", "operations=6"], allowed: family.generatorParameters ?? [])
    let instance = try family.generate(recipe, seed: 1)
    let windows = ["window=4", "step=2"]
    let plain = try #require(try rolled(instance, windows).incumbent?.objective.asInteger)
    let repaired = try rolled(instance, windows + ["repair=true"]).incumbent?.objective.asInteger
    #expect(try #require(repaired) < plain)
  }

  @Test("Where repair cannot be, the passes go on")
  func noRepair() throws {
    var random = RandomStream(seed: 18)
    let instance = try RandomShops.shop(
      &random, shortest: 1, conditions: true, objective: .totalTardiness)
    let result = try family.solve(
      instance, method: "rho-adaptive", settings: ["window-conflicts=300", "window=2", "step=1"])
    #expect(result.statistics.contains { $0.key == "rollout_2" })
  }

  @Test("Limited by conflicts it repeats by its seed")
  func repeats() throws {
    var random = RandomStream(seed: 14)
    for _ in 0..<5 {
      let instance = try RandomShops.shop(&random, shortest: 1)
      let settings = ["window=6", "step=2", "fix=rule", "holes=true", "order=schedule"]
      let first = try rolled(instance, settings, seed: 5).incumbent?.solution
      #expect(try rolled(instance, settings, seed: 5).incumbent?.solution == first)
    }
  }

  @Test("Windows are solved by another engine as well")
  func cbc() throws {
    var random = RandomStream(seed: 15)
    let instance = try RandomShops.shop(&random, shortest: 1)
    let result = try family.solve(
      instance, method: "rho", engine: "cbc", settings: ["window=4", "step=2"])
    #expect(result.incumbent != nil)
    #expect(throws: SolveError.self) { try family.solve(instance, method: "rho", engine: "none") }
  }

  @Test("A cancelled run keeps its incumbent")
  func cancelled() throws {
    var random = RandomStream(seed: 16)
    let instance = try RandomShops.shop(&random, shortest: 1)
    let cancellation = Cancellation()
    cancellation.cancel()
    let result = try family.solve(instance, method: "rho", cancellation: cancellation)
    #expect(result.termination == .interrupted)
    #expect(instance.operationCount == 0 || result.incumbent != nil)
  }

  @Test("The threshold aims at the share, and keeps between 0.3 and 0.9")
  func threshold() {
    #expect(StabilityScore.threshold([0.8, 0.7, 0.6, 0.5, 0.4], ratio: 0.6) == 0.5)
    #expect(StabilityScore.threshold([0.1, 0.2, 0.1], ratio: 0.6) == 0.3)
    #expect(StabilityScore.threshold([0.99, 0.98, 0.95], ratio: 0.2) == 0.9)
    #expect(StabilityScore.threshold([], ratio: 0.5) == 0.5)
  }
}
