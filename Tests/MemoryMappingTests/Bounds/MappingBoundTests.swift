import Foundation
import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("upper bounds on the time a mapping saves")
struct MappingBoundTests {
  @Test("no mapping of a small program saves more than a bound", arguments: 0..<60)
  func small(seed: Int) throws {
    let instance = try SmallProgram.instance(seed: UInt64(seed), count: 3, tensors: 3)
    guard let best = SmallProgram.best(of: instance) else { return }
    #expect(InfiniteMemoryBound.saving(of: instance) >= best)
    var prices = PriceImprovement(instance)
    #expect(prices.saving >= best)
    for _ in 0..<200 {
      prices.step(target: Double(prices.lagrangian.base - best))
      #expect(prices.saving >= best)
    }
  }

  @Test("every price gives a bound", arguments: 100..<160)
  func anyPrice(seed: Int) throws {
    let instance = try SmallProgram.instance(seed: UInt64(seed), count: 3, tensors: 3)
    guard let best = SmallProgram.best(of: instance) else { return }
    var lagrangian = MappingLagrangian(instance)
    var stream = RandomStream(seed: UInt64(seed))
    for _ in 0..<50 {
      let prices = SmallProgram.prices(lagrangian, &stream)
      let usage = lagrangian.usage(under: prices)
      #expect(lagrangian.saving(lagrangian.bound(usage, under: prices)) >= best)
    }
  }

  @Test(
    "what walks use is a subgradient: no other prices prove more than along it", arguments: 0..<100)
  func subgradient(seed: Int) throws {
    let instance = try SmallProgram.instance(seed: UInt64(seed), count: 12, tensors: 8)
    var lagrangian = MappingLagrangian(instance)
    var stream = RandomStream(seed: UInt64(seed))
    for _ in 0..<20 {
      let here = SmallProgram.prices(lagrangian, &stream)
      let there = SmallProgram.prices(lagrangian, &stream)
      let usage = lagrangian.usage(under: here)
      var most = lagrangian.bound(usage, under: here)
      for (time, instruction) in instance.instructions.enumerated() {
        most +=
          (there.memory[time] - here.memory[time]) * (usage.memory[time] - instruction.compute)
        most += (there.port[time] - here.port[time]) * (usage.port[time] - instruction.compute)
      }
      let count = instance.instructions.count
      for (place, row) in lagrangian.room.rows.enumerated() {
        for time in 0..<count {
          var used = place == 0 ? -lagrangian.room.free[time] : -row.limit
          for (sizeClass, weight) in row.weights.enumerated() {
            used += weight * usage.space[sizeClass * count + time]
          }
          most += (there.space[place * count + time] - here.space[place * count + time]) * used
        }
      }
      most += (there.preload - here.preload) * (usage.preload - instance.preloadLimit)
      #expect(lagrangian.bound(lagrangian.usage(under: there), under: there) <= most)
    }
  }

  @Test("rows of space hold for every set that fits", arguments: 0..<60)
  func rows(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed))
    let capacity = 2 + Int(stream.next() % 30)
    let sizes = (1...capacity).filter { _ in stream.next() % 3 == 0 }
    let rows = SpaceRow.rows(sizes: sizes, capacity: capacity)
    func check(_ first: Int, _ left: Int, _ weights: [Int]) {
      for (row, weight) in zip(rows, weights) { #expect(weight <= row.limit) }
      for place in first..<max(first, sizes.count) where sizes[place] <= left {
        check(place, left - sizes[place], zip(rows, weights).map { $1 + $0.weights[place] })
      }
    }
    check(0, capacity, rows.map { _ in 0 })
    #expect(rows.first?.weights == sizes)
  }

  @Test("two of three tensors above half of the memory do not fit: the row of halves says so")
  func halves() {
    let rows = SpaceRow.rows(sizes: [6], capacity: 10)
    #expect(rows.contains { 2 * $0.weights[0] > $0.limit })
  }

  @Test(
    "bounds of reference programs lie between the best mapping known and infinite memory",
    .enabled(if: SharedData.root != nil),
    arguments: ["unet-5level", "transformer-fwd-6L", "resnet50-b8", "tiny1", "tiny2", "tiny3"])
  func reference(name: String) throws {
    let row = try ReferenceMapping(name)
    let family = MemoryMappingFamily()
    let result = try family.solve(
      try family.instance(at: row.path, settings: []), method: "lagrangian",
      limits: SolveLimits(work: 600))
    let bound = try #require(result.bound?.asInteger)
    #expect(bound >= row.best)
    #expect(bound <= row.infinite)
    #expect(bound - row.best <= row.base / 50)
  }

  @Test(
    "the bound of infinite memory is that of the reference", .enabled(if: SharedData.root != nil),
    arguments: ["gpt-decode-12L", "transformer-train-3L", "strassen-2level-4096", "mixer-b16-8L"])
  func infinite(name: String) throws {
    let row = try ReferenceMapping(name)
    let instance = try MemoryMappingFamily().instance(at: row.path, settings: [])
    let mapping = try #require(instance.mapping)
    #expect(InfiniteMemoryBound.saving(of: mapping) == row.infinite)
    #expect(MappingCost.base(of: mapping) == row.base)
  }
}

/// A line of the reference table.
struct ReferenceMapping {
  let path: String
  let best: Int
  let base: Int
  let infinite: Int

  init(_ name: String) throws {
    path = try #require(SharedData.file("benchmarks/memory/mapping/\(name).json"))
    let table = try #require(SharedData.file("benchmarks/memory/expected.csv"))
    let text = try String(contentsOfFile: table, encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("mapping/\(name).json,") })
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    best = try #require(Int(cells[5]))
    let words = try #require(cells.last).split(whereSeparator: { $0 == " " || $0 == "=" })
    base = try #require(Int(words[1]))
    infinite = try #require(Int(words[3]))
  }
}
