import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Bounds of shops against trying everything")
struct ShopBoundTests {
  @Test("No bound on the makespan is above the optimum", arguments: 0..<8)
  func makespan(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var (sum, best) = (0, 0)
    for _ in 0..<500 {
      let shop = ShopOracle.random(&random, traits: .random(&random))
      let (instance, optimum) = (try shop.instance(), shop.optimum())
      let heads = ShopHeads(instance)
      #expect(JobBound.makespan(heads) <= optimum, "\(shop)")
      #expect(OneMachineBound.makespan(heads, of: instance) <= optimum, "\(shop)")
      #expect(PoolBound.makespan(heads, of: instance) <= optimum, "\(shop)")
      for rounds in [0, 1, 10] {
        let prices = LoadPrices(instance, heads: heads, rounds: rounds)
        #expect(prices.bound <= optimum, "\(shop)")
      }
      let bound = ShopBounds(instance).best()
      #expect(bound.value <= optimum, "\(shop) \(bound.source)")
      sum += optimum
      best += bound.value
    }
    #expect(Double(best) > 0.9 * Double(sum), "bounds lost their strength: \(best) of \(sum)")
  }

  @Test(
    "No bound on tardiness or start delay is above the optimum",
    arguments: [ShopObjective.totalTardiness, .startDelay])
  func sums(objective: ShopObjective) throws {
    var random = RandomStream(seed: 77)
    for _ in 0..<2000 {
      let shop = ShopOracle.random(&random, operations: 5, traits: .random(&random))
      let bound = ShopBounds(try shop.instance(objective)).best()
      #expect(bound.value <= shop.optimum(objective), "\(shop) \(bound.source)")
    }
  }

  @Test(
    "The capacity of machines bounds start delay better than jobs do, often strictly, and never too much"
  )
  func startDelay() throws {
    var random = RandomStream(seed: 78)
    var better = 0
    for _ in 0..<1000 {
      let shop = ShopOracle.random(&random, traits: .random(&random))
      let instance = try shop.instance(.startDelay)
      let heads = ShopHeads(instance)
      let value = StartDelayBound.value(heads, of: instance)
      let trivial = JobBound.startDelay(heads, of: instance)
      #expect(trivial <= value && value <= shop.optimum(.startDelay), "\(shop)")
      if value > trivial { better += 1 }
    }
    #expect(better > 100, "\(better)")
  }

  @Test("Thousands of late machines are no overflow")
  func manyLateMachines() throws {
    let count = 8200
    var conditions = ShopConditions()
    conditions.jobRelease = Array(repeating: (1 << 50) - 2 * count, count: count)
    let instance = try FlexibleJobShopInstance(
      name: "late", machineCount: count,
      jobs: (0..<count).map { j in
        [[.init(machine: j, duration: 1), .init(machine: (j + 1) % count, duration: 1)]]
      }, conditions: conditions)
    let heads = ShopHeads(instance)
    #expect(PoolBound.makespan(heads, of: instance) <= JobBound.makespan(heads))
  }

  @Test(
    "No bound is above the optimum with machines down from the beginning and released after all work"
  )
  func lateMachines() throws {
    var random = RandomStream(seed: 79)
    for _ in 0..<1000 {
      var shop = ShopOracle.random(&random, operations: 5, traits: .random(&random))
      shop.machineRelease = (0..<shop.machineCount).map { _ in random.below(2) * 60 }
      for k in 0..<shop.machineCount where random.below(2) == 0 {
        shop.downtimes.append((k, 0, random.below(9)))
      }
      for objective in ShopObjective.allCases {
        let instance = try shop.instance(objective)
        let bound = ShopBounds(instance).best(shaving: true)
        #expect(bound.value <= shop.optimum(objective), "\(shop) \(bound.source)")
      }
    }
  }

  @Test("Bounds are reported as they rise")
  func reports() throws {
    var random = RandomStream(seed: 5)
    for _ in 0..<300 {
      let instance = try ShopOracle.random(&random, traits: .random(&random)).instance()
      var values: [Int] = []
      let best = ShopBounds(instance).best(shouldStop: { false }) {
        values.append($0.value)
      }
      #expect(values == values.sorted() && values.last == best.value)
    }
  }
}
