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
  ///
  /// - Parameter isAccepted: whether the state may be as it is; asked after each plan, the next best ones are taken instead.
  package mutating func step(isAccepted: () -> Bool = { true }) -> Bool {
    current = state.total
    before.update(from: state)
    let width = 2 + random.below(min(11, max(1, units.count)))
    let first = random.below(max(1, units.count - width + 1))
    var list = units.units.indices.filter { unit in
      units.units[unit].highest >= 0
        && units.units[unit].accesses.contains {
          first <= units.accesses[$0].time && units.accesses[$0].time < first + width
        }
    }
    for unit in list { state.clear(unit) }
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, random.below(last + 1))
    }
    for unit in list {
      let ranking = state.ranking(of: unit, plans[unit], below: state.total)
      var isPlaced = false
      for (_, plan) in ranking.prefix(12) where !isPlaced {
        state.set(unit, to: plan)
        isPlaced = isAccepted()
      }
      if !isPlaced, !ranking.isEmpty { state.clear(unit) }
    }
    let total = state.total
    if total > current {
      before.restore(state)
      return false
    }
    let isBetter = total < current
    current = total
    return isBetter
  }
}
