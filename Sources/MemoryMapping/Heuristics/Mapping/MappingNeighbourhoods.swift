import OptCore

/// Large neighbourhoods: all units with an access in a window of instructions are lifted out and get their best plans in a random order.
///
/// - Source: Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing problems".
package struct MappingNeighbourhoods {
  let units: MappingUnits
  let state: MappingState
  var random: RandomStream
  private let plans: [[[Int]]]
  private var before: MappingPlans
  private var list: [Int] = []
  private var isUndone = false
  /// The total of the state.
  package private(set) var current: Int

  package init(_ state: MappingState, random: RandomStream) {
    units = state.units
    self.state = state
    self.random = random
    let units = state.units
    plans = units.units.map {
      $0.accesses.count <= 4 ? PlanSearch.all(of: $0, units) : PlanSearch.intervals(of: $0, units)
    }
    before = MappingPlans(of: state)
    current = state.total
  }

  /// One window; whether the total fell. It is undone when the total rose.
  package mutating func step() -> Bool {
    begin()
    for unit in list {
      let ranking = state.ranking(of: unit, plans[unit], below: state.total)
      if let first = ranking.first { state.set(unit, to: first.plan) }
    }
    return end()
  }

  /// One window like `step`, but only plans for which there are holes between all else.
  ///
  /// - Parameters:
  ///   - memory: the addresses of all stays.
  ///   - offsets: the same by stay.
  package mutating func step(_ memory: inout ChunkPacker, _ offsets: inout [Int]) -> Bool {
    let old = (memory, offsets)
    begin { unit, state in
      for stay in state.stays(of: unit) {
        var block = state.block(stay, of: unit)
        block.offset = offsets[stay]
        memory.remove(block)
      }
    }
    for unit in list {
      let ranking = state.ranking(of: unit, plans[unit], below: state.total)
      var isPlaced = false
      for (_, plan) in ranking.prefix(12) where !isPlaced {
        state.set(unit, to: plan)
        isPlaced = memory.place(unit, of: state, &offsets)
      }
      if !isPlaced, !ranking.isEmpty { state.clear(unit) }
    }
    let isBetter = end()
    if isUndone { (memory, offsets) = old }
    return isBetter
  }

  /// Lifts out the units of a window and shuffles them.
  private mutating func begin(_ lift: (Int, MappingState) -> Void = { _, _ in }) {
    current = state.total
    before.update(from: state)
    let width = 2 + random.below(min(11, max(1, units.count)))
    let first = random.below(max(1, units.count - width + 1))
    list = units.units.indices.filter { unit in
      units.units[unit].highest >= 0
        && units.units[unit].accesses.contains {
          first <= units.accesses[$0].time && units.accesses[$0].time < first + width
        }
    }
    for unit in list {
      lift(unit, state)
      state.clear(unit)
    }
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, random.below(last + 1))
    }
  }

  /// Keeps what is not worse; whether the total fell.
  private mutating func end() -> Bool {
    let total = state.total
    isUndone = total > current
    if isUndone {
      before.restore(state)
      return false
    }
    let isBetter = total < current
    current = total
    return isBetter
  }
}
