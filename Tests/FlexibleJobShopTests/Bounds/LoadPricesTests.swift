import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Prices of machine time")
struct LoadPricesTests {
  /// Single operations on every machine with uniform durations.
  private func parallel(_ count: Int, _ machines: Int, seed: UInt64) throws
    -> FlexibleJobShopInstance
  {
    var random = RandomStream(seed: seed)
    return try FlexibleJobShopInstance(
      name: "parallel", machineCount: machines,
      jobs: (0..<count).map { _ in
        [(0..<machines).map { .init(machine: $0, duration: random.integer(in: 1...99)) }]
      })
  }

  @Test("Value and ceiling meet, and the bound is the value rounded up", arguments: 0..<6)
  func meets(seed: UInt64) throws {
    let instance = try parallel(200, 2 + Int(seed), seed: seed)
    let prices = LoadPrices(instance, heads: ShopHeads(instance), rounds: 0)
    #expect(prices.ceiling - prices.value <= 1e-5 * prices.value)
    #expect(prices.ceiling >= prices.value * (1 - 1e-9))
    #expect(abs(Double(prices.bound) - prices.value.rounded(.up)) <= 1)
    #expect(abs(prices.prices.reduce(0, +) - 1) < 1e-9)
  }

  @Test("Shares add up, and costs and reduced costs give the value")
  func shares() throws {
    let instance = try parallel(150, 4, seed: 3)
    let prices = LoadPrices(instance, heads: ShopHeads(instance), rounds: 0)
    let reduced = prices.reducedCosts(of: instance)
    var value = 0.0
    for i in 0..<instance.operationCount {
      let alternatives = instance.alternatives(of: i)
      #expect(abs(alternatives.reduce(0) { $0 + prices.shares[$1] } - 1) < 1e-9)
      #expect(alternatives.map { reduced[$0] }.min() == 0)
      value += alternatives.map { prices.costs[$0] }.min() ?? 0
    }
    #expect(abs(value - prices.value) < 1e-6 * value)
  }

  @Test("Two machines: the relaxation by hand")
  func twoMachines() throws {
    // Sorted by the ratio of durations, machine 0 takes the first operation and a part of the second: (6, 12), (6, 6), (12, 6):
    // loads 6 + 6x and 6 + 6(1 - x) meet at x = 1/2, value 9.
    let instance = try FlexibleJobShopInstance(
      name: "two", machineCount: 2,
      jobs: [(6, 12), (6, 6), (12, 6)].map { pair in
        [[.init(machine: 0, duration: pair.0), .init(machine: 1, duration: pair.1)]]
      })
    let prices = LoadPrices(instance, heads: ShopHeads(instance), rounds: 0)
    #expect(abs(prices.value - 9) < 1e-4 && prices.bound == 9)
    #expect(LoadPrices(instance, heads: ShopHeads(instance), atLeast: 11, rounds: 0).bound == 11)
  }

  @Test("More machines than a matrix is made for")
  func manyMachines() throws {
    let instance = try FlexibleJobShopInstance(
      name: "many", machineCount: 700,
      jobs: (0..<1400).map { i in
        [[.init(machine: i % 700, duration: 10), .init(machine: (i + 1) % 700, duration: 10)]]
      })
    let prices = LoadPrices(instance, heads: ShopHeads(instance))
    #expect(prices.bound == 20)
  }

  @Test("Horizons near the largest, and work of no length")
  func extremes() throws {
    let long = 1 << 48
    let instance = try FlexibleJobShopInstance(
      name: "long", machineCount: 2,
      jobs: Array(
        repeating: [[.init(machine: 0, duration: long), .init(machine: 1, duration: long)]],
        count: 3))
    let prices = LoadPrices(instance, heads: ShopHeads(instance))
    #expect(prices.bound <= 2 * long && prices.bound > 3 * long / 2 - 1000)
    let empty = try FlexibleJobShopInstance(
      name: "empty", machineCount: 1, jobs: [[[.init(machine: 0, duration: 0)]], []])
    #expect(LoadPrices(empty, heads: ShopHeads(empty)).bound == 0)
  }

  @Test("A caller that stops at once still gets a bound that holds")
  func stopped() throws {
    let instance = try parallel(50, 3, seed: 1)
    let prices = LoadPrices(instance, heads: ShopHeads(instance), shouldStop: { true })
    let full = LoadPrices(instance, heads: ShopHeads(instance))
    #expect(prices.bound <= full.bound && full.bound > 0)
  }
}
