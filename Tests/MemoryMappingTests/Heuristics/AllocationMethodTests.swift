import MemoryMapping
import OptCore
import TestSupport
import Testing

/// What all heuristics of static allocation have in common.
@Suite("heuristics of static allocation")
struct AllocationMethodTests {
  private let family = MemoryMappingFamily()
  private static let methods = [
    "first-fit", "best-fit", "greedy", "local-search", "squeaky-wheel",
  ]

  @Test("no peak is below the least one, and the status is sound", arguments: methods)
  func peaks(method: String) throws {
    var random = RandomAllocation(seed: 5)
    for number in 0..<120 {
      var shape = RandomAllocation.Shape.number(number)
      (shape.most, shape.times, shape.largest) = (5, 6, 4)
      guard let instance = try random.instance(shape) else { continue }
      let least = RandomAllocation.leastPeak(instance.buffers)
      let result = try family.solve(
        .allocation(instance), method: method, limits: SolveLimits(work: 300))
      let peak = try #require(result.incumbent?.objective.asInteger)
      #expect(peak >= least)
      if result.status == .optimal { #expect(peak == least) }
    }
  }

  @Test("what does not fit is not offered; what fits ends the run", arguments: methods)
  func fit(method: String) throws {
    var random = RandomAllocation(seed: 6)
    for number in 0..<120 {
      var shape = RandomAllocation.Shape.number(number)
      (shape.most, shape.times, shape.largest) = (5, 6, 4)
      guard let free = try random.instance(shape) else { continue }
      let least = RandomAllocation.leastPeak(free.buffers)
      for capacity in [least - 1, least, 100] {
        let instance = try AllocationInstance(
          name: "fit", buffers: free.buffers, capacity: max(0, capacity), goal: .fit)
        let result = try family.solve(
          .allocation(instance), method: method, limits: SolveLimits(work: 200))
        if capacity < least { #expect(result.incumbent == nil) }
        if capacity == 100 { #expect(result.incumbent != nil) }
        if result.status == .infeasible { #expect(capacity < least) }
      }
    }
  }

  @Test("a seed gives the same result again", arguments: ["local-search", "squeaky-wheel"])
  func seeds(method: String) throws {
    var random = RandomAllocation(seed: 8)
    var shape = RandomAllocation.Shape()
    (shape.most, shape.times, shape.largest) = (60, 30, 50)
    let instance = try #require(try random.instance(shape))
    let results = try (0..<2).map { _ in
      try family.solve(
        .allocation(instance), method: method, limits: SolveLimits(work: 2000), seed: 4)
    }
    #expect(results[0].incumbent?.solution == results[1].incumbent?.solution)
  }

  @Test("reference instances reach what is known of greedy allocations")
  func references() throws {
    guard
      let path = SharedData.file("benchmarks/memory/static/iopddl-G1.csv"),
      let other = SharedData.file("benchmarks/memory/static/somas-resnet50.csv")
    else { return }
    let easy = try family.solve(try family.instance(at: path, settings: []), method: "greedy")
    #expect(easy.status == .optimal)
    #expect(easy.incumbent?.objective == .integer(3_030_937_746))
    let hard = try family.solve(
      try family.instance(at: other, settings: []), method: "squeaky-wheel",
      limits: SolveLimits(work: 100), seed: 1)
    let peak = try #require(hard.incumbent?.objective.asInteger)
    #expect(peak >= 1_515_472_556 && peak < 1_517_500_000)
  }
}
