import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("heuristics for mappings")
struct MappingSearchTests {
  private func searched(
    _ instance: MappingInstance, seed: UInt64, work: Int
  ) throws -> MappingLocalSearch {
    var search = MappingLocalSearch(MappingUnits(instance), seed: seed)
    let state = search.state
    try search.run(isStopped: { state.evaluations >= work }) { (mapping) throws(SolveError) in
      #expect(mapping.violations(in: instance).isEmpty)
    }
    return search
  }

  @Test("local search is never better than brute force, and mostly as good", arguments: 0..<10)
  func bruteForce(part: Int) throws {
    var (equal, all) = (0, 0)
    for seed in part * 20..<(part + 1) * 20 {
      let instance = try #require(RandomProgram.program(1000 + seed, instructions: 5, tensors: 4))
      var brute = try BruteForceMapping(instance)
      guard brute.combinations <= 30_000 else { continue }
      brute.solve()
      let best = try searched(instance, seed: 1, work: 20_000).best
      let saved = MappingCost(of: best, in: instance).saved
      #expect(saved <= brute.best, "program \(seed)")
      all += 1
      if saved == brute.best { equal += 1 }
    }
    #expect(equal * 10 >= all * 9, "\(equal) of \(all)")
  }

  @Test("the same seed gives the same mapping")
  func isDeterministic() throws {
    let instance = try #require(RandomProgram.program(3, instructions: 20, tensors: 15))
    let first = try searched(instance, seed: 5, work: 30_000).best
    #expect(try searched(instance, seed: 5, work: 30_000).best == first)
  }

  private static let programs = [
    ("unet-5level", 148_374_925, 172_765_609), ("mixer-b16-8L", 62_380_499, 62_656_966),
    ("resnet50-b8", 241_515_145, 264_033_707), ("mobilenetv2-edge", 424_988_329, 457_404_761),
    ("transformer-train-3L", 132_000_000, 148_000_000),
    ("transformer-fwd-6L", 92_814_414, 92_814_414), ("gpt-decode-12L", 53_000_000, 55_000_000),
    ("strassen-2level-4096", 1_000_000_000, 1_080_000_000), ("tiny1", 24, 24), ("tiny2", 20, 20),
    ("tiny3", 52, 52),
  ]

  @Test(
    "reference programs", .enabled(if: SharedData.root != nil), arguments: programs.indices)
  func referencePrograms(row: Int) throws {
    let (name, greedyLeast, searchLeast) = Self.programs[row]
    let path = try #require(SharedData.file("benchmarks/memory/mapping/\(name).json"))
    let read = try MemoryMappingFamily().instance(at: path, settings: [])
    let instance = try #require(read.mapping)
    let greedy = XLAGreedy.best(MappingUnits(instance))
    #expect(greedy.mapping.violations(in: instance).isEmpty)
    #expect(MappingCost(of: greedy.mapping, in: instance).saved >= greedyLeast)
    let best = try searched(instance, seed: 1, work: 150_000).best
    #expect(MappingCost(of: best, in: instance).saved >= searchLeast)
  }

  @Test("static instances are refused")
  func refusesAllocation() throws {
    let instance = MemoryInstance.allocation(
      try AllocationInstance(
        name: "a", buffers: [Buffer(id: "b", lower: 0, upper: 1, size: 1)], capacity: 2))
    #expect(XLAGreedyMethod().obstacle(on: instance) != nil)
    #expect(GameMethod.beam.obstacle(on: instance) != nil)
  }
}
