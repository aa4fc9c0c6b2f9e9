/// Finds a good plan of one unit while all others stay as they are: plans of a list are tried, each evaluated exactly.
package struct PlanSearch {
  /// A plan: for each access how it is served, and how wide windows of copies are.
  package struct Plan: Sendable, Hashable {
    /// By access of the unit; empty = preloaded.
    package var modes: [Int]
    /// Copies get windows in which slow memory is idle for this many eighths of their volume.
    package var width: Int
  }

  /// Window widths that are tried, in eighths of the volume.
  static let widths = [0, 8, 12, 24]

  /// Plans with one stay: made or copied in for one access and kept up to a later one.
  package static func intervals(of unit: MappingUnits.Unit, _ units: MappingUnits) -> [[Int]] {
    let count = unit.accesses.count
    if unit.isGroup { return [[Int](repeating: MappingState.kept, count: count)] }
    var plans: [[Int]] = []
    // Of many accesses only some begins, and lengths that double.
    let isLong = count > 16
    for first in stride(from: 0, to: count, by: isLong ? count / 12 : 1) {
      for last in first..<count {
        let length = last - first + 1
        guard !isLong || last == count - 1 || length & (length - 1) == 0 else { continue }
        var modes = [Int](repeating: MappingState.slow, count: count)
        for access in first...last { modes[access] = MappingState.kept }
        if !units.accesses[unit.accesses.lowerBound + first].isWrite {
          modes[first] = MappingState.copied
        }
        plans.append(modes)
      }
    }
    return plans
  }

  /// All ways to serve the accesses, for units of at most six; else those with one stay.
  package static func all(of unit: MappingUnits.Unit, _ units: MappingUnits) -> [[Int]] {
    let count = unit.accesses.count
    guard !unit.isGroup, count <= 6 else { return intervals(of: unit, units) }
    var plans: [[Int]] = [[]]
    for access in unit.accesses {
      let isWrite = units.accesses[access].isWrite
      plans = plans.flatMap { plan in
        var next = [plan + [MappingState.slow]]
        if isWrite || (plan.last ?? MappingState.slow) != MappingState.slow {
          next.append(plan + [MappingState.kept])
        }
        if !isWrite { next.append(plan + [MappingState.copied]) }
        return next
      }
    }
    return Array(plans.dropFirst())
  }
}

extension MappingState {
  /// Makes a unit slow.
  package func clear(_ unit: Int) {
    for access in units.units[unit].accesses { mode[access] = Self.slow }
    preloaded[unit] = false
    tail[unit] = 0
    apply(unit)
  }

  /// Sets a plan, with windows as wide as it says as far as the memory is free.
  package func set(_ unit: Int, to plan: PlanSearch.Plan) {
    let data = units.units[unit]
    clear(unit)
    if plan.modes.isEmpty {
      preloaded[unit] = true
    } else {
      for (access, mode) in zip(data.accesses, plan.modes) {
        self.mode[access] = mode
        guard mode != Self.slow else { continue }
        let time = data.isGroup ? data.need : units.accesses[access].time
        if data.isGroup ? access == data.accesses.lowerBound : mode == Self.copied {
          wish[access] = start(before: time, unit: data, width: plan.width)
        }
      }
      tail[unit] = end(
        after: data.isGroup ? data.end : data.definition + 1, unit: data, width: plan.width)
    }
    apply(unit)
  }

  /// The latest start of a window up to `time` with enough idle time; earlier instructions must have room for the unit.
  package func start(before time: Int, unit: MappingUnits.Unit, width: Int) -> Int {
    let wanted = unit.copyTime / 8 * width
    var (time, idle) = (time, 0)
    while idle < wanted, time > 0, time > unit.definition + 1,
      load[time - 1] + unit.size <= units.capacity
    {
      time -= 1
      idle += max(compute[time] - slowTime[time], fastTime[time])
    }
    return time
  }

  /// The earliest end of a window from `time` on with enough idle time.
  package func end(after time: Int, unit: MappingUnits.Unit, width: Int) -> Int {
    let wanted = unit.copyTime / 8 * width
    var (time, idle) = (time, 0)
    while idle < wanted, time < count, load[time] + unit.size <= units.capacity {
      idle += max(compute[time] - slowTime[time], fastTime[time])
      time += 1
    }
    return time
  }

  /// Evaluates plans of a unit and leaves it as it was; those that are admissible and better than `limit`, best first.
  package func ranking(
    of unit: Int, _ plans: [[Int]], below limit: Int
  ) -> [(total: Int, plan: PlanSearch.Plan)] {
    let data = units.units[unit]
    var found: [(total: Int, plan: PlanSearch.Plan)] = []
    func consider(_ plan: PlanSearch.Plan) {
      set(unit, to: plan)
      guard isAdmissible else { return }
      let total = self.total
      if total < limit { found.append((total, plan)) }
    }
    guard data.highest >= 0 else { return [] }
    let saved = data.accesses.map { (mode[$0], wish[$0]) }
    let (savedTail, wasPreloaded) = (tail[unit], preloaded[unit])
    for modes in plans {
      for width in PlanSearch.widths { consider(PlanSearch.Plan(modes: modes, width: width)) }
    }
    if data.isParameter, !data.isGroup,
      preloadedBytes + (wasPreloaded ? 0 : data.bytes) <= units.instance.preloadLimit
    {
      consider(PlanSearch.Plan(modes: [], width: 0))
    }
    for (access, old) in zip(data.accesses, saved) { (mode[access], wish[access]) = old }
    tail[unit] = savedTail
    preloaded[unit] = wasPreloaded
    apply(unit)
    // Equal totals: what stands earlier in the list.
    return found.enumerated().sorted {
      ($0.element.total, $0.offset) < ($1.element.total, $1.offset)
    }.map(\.element)
  }
}
