import MemoryMapping
import OptCore
import Testing

@Suite("incremental state of a mapping")
struct MappingStateTests {
  @Test("totals and loads are those of the definition after every move", arguments: 0..<300)
  func agreesWithDefinition(seed: Int) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 12, tensors: 9))
    let units = MappingUnits(instance)
    let state = MappingState(units)
    #expect(state.base == MappingCost.base(of: instance))
    #expect(state.total == state.base)
    var search = MappingAnnealing(
      units, state: state, random: RandomStream(seed: UInt64(seed)))
    var placement = MappingPlacement(units, random: RandomStream(seed: 1))
    for _ in 0..<40 {
      _ = search.step(temperature: 20)
      #expect(search.current == state.total)
      #expect(state.isAdmissible)
      guard let offsets = placement.offsets(of: state, attempts: 50) else { continue }
      let mapping = state.mapping(offsets: offsets)
      try #require(mapping.violations(in: instance).isEmpty)
      #expect(MappingCost(of: mapping, in: instance).total == state.total)
    }
  }

  @Test("plans come back as they were", arguments: 0..<100)
  func plansAreRestored(seed: Int) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 12, tensors: 9))
    let units = MappingUnits(instance)
    let state = MappingState(units)
    var search = MappingAnnealing(
      units, state: state, random: RandomStream(seed: UInt64(seed)))
    for _ in 0..<30 { _ = search.step(temperature: 50) }
    let (plans, total) = (MappingPlans(of: state), state.total)
    let blocks = state.blocks().blocks
    for _ in 0..<30 { _ = search.step(temperature: 50) }
    plans.restore(state)
    #expect(state.total == total)
    #expect(state.blocks().blocks == blocks)
  }

  @Test("what a plan is ranked at is what it gives", arguments: 0..<100)
  func rankingIsExact(seed: Int) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 8, tensors: 5))
    let units = MappingUnits(instance)
    let state = MappingState(units)
    for (index, unit) in units.units.enumerated() {
      let before = state.total
      let ranking = state.ranking(
        of: index, PlanSearch.all(of: unit, units), below: state.total)
      #expect(state.total == before)
      for (total, plan) in ranking.prefix(3).reversed() {
        state.set(index, to: plan)
        #expect(state.total == total)
        #expect(total < before)
      }
    }
  }
}
