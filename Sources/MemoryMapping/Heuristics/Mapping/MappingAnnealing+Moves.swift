extension MappingAnnealing {
  /// Changes the plan of a unit at random; it is not applied yet.
  mutating func change(_ unit: Int) {
    let data = units.units[unit]
    if data.isGroup { return changeGroup(unit, data) }
    if data.isParameter, units.instance.preloadLimit > 0, random.below(8) == 0 {
      state.preloaded[unit].toggle()
      return
    }
    state.preloaded[unit] = false
    switch random.below(16) {
    case 0..<9: changeAccess(data.accesses.lowerBound + random.below(data.accesses.count), data)
    case 9..<13: changeWindow(data)
    case 13:
      state.tail[unit] = data.definition + 1 + random.below(min(16, units.count))
    case 14:
      for access in data.accesses { state.mode[access] = MappingState.slow }
    default:
      for access in data.accesses { state.mode[access] = MappingState.kept }
      if data.isParameter { copyIn(data.accesses.lowerBound, data) }
    }
  }

  private mutating func changeGroup(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    if state.mode[first] == MappingState.slow || random.below(2) == 0 {
      state.mode[first] = MappingState.kept
      state.wish[first] = windowStart(before: data.need, data)
      state.tail[unit] = data.end + (random.below(2) == 0 ? 0 : random.below(16))
    } else {
      state.mode[first] = MappingState.slow
    }
  }

  private mutating func changeAccess(_ access: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    let isWrite = units.accesses[access].isWrite
    if state.mode[access] == MappingState.slow {
      if isWrite {
        state.mode[access] = MappingState.kept
        if random.below(2) == 0, access + 1 < data.accesses.upperBound {
          state.mode[access + 1] = MappingState.kept
        }
        return
      }
      guard access > first, random.below(3) > 0 else { return copyIn(access, data) }
      state.mode[access] = MappingState.kept
      if state.mode[access - 1] == MappingState.slow {
        if units.accesses[access - 1].isWrite {
          state.mode[access - 1] = MappingState.kept
        } else {
          copyIn(access - 1, data)
        }
      }
      return
    }
    let next = access + 1
    if state.mode[access] == MappingState.kept, !isWrite, random.below(3) == 0 {
      return copyIn(access, data)
    }
    if state.mode[access] == MappingState.copied, access > first, random.below(3) == 0,
      state.mode[access - 1] != MappingState.slow
    {
      state.mode[access] = MappingState.kept
      return
    }
    state.mode[access] = MappingState.slow
    if next < data.accesses.upperBound, state.mode[next] == MappingState.kept,
      random.below(2) == 0
    {
      copyIn(next, data)
    }
  }

  /// Other windows for the copies of a unit.
  private mutating func changeWindow(_ data: MappingUnits.Unit) {
    for access in data.accesses where state.mode[access] == MappingState.copied {
      guard random.below(2) == 0 else { continue }
      if random.below(2) == 0 {
        state.wish[access] = max(0, state.wish[access] + random.below(7) - 3)
      } else {
        copyIn(access, data)
      }
    }
  }

  private mutating func copyIn(_ access: Int, _ data: MappingUnits.Unit) {
    state.mode[access] = MappingState.copied
    state.wish[access] = windowStart(before: units.accesses[access].time, data)
  }

  /// A start of a window that is empty, wide enough for its volume once to three times, or short.
  private mutating func windowStart(before time: Int, _ data: MappingUnits.Unit) -> Int {
    switch random.below(8) {
    case 0: return time
    case 1: return max(0, time - 1 - random.below(6))
    default:
      let wanted = data.copyTime / 8 * (8 + random.below(8 << random.below(4)))
      var (start, idle) = (time, 0)
      while idle < wanted, start > data.definition + 1, start > 0 {
        start -= 1
        idle += max(state.compute[start] - state.slowTime[start], state.fastTime[start])
      }
      return start
    }
  }

  /// Shortens other stays until the loads are within the capacity; whether that worked.
  mutating func makeRoom(for unit: Int) -> Bool {
    var attempts = 400
    if state.preloadedBytes > units.instance.preloadLimit {
      while state.preloadedBytes > units.instance.preloadLimit, attempts > 0 {
        attempts -= 1
        let other = movable[random.below(movable.count)]
        guard other != unit, state.preloaded[other] else { continue }
        touch(other)
        state.preloaded[other] = false
        state.apply(other)
      }
      if state.preloadedBytes > units.instance.preloadLimit { return false }
    }
    while state.overloads > 0 {
      attempts -= 1
      guard attempts > 0, let time = overload(in: unit),
        let (other, stay) = victim(at: time, not: unit)
      else { return false }
      touch(other)
      evict(other, stay, at: time)
      state.apply(other)
    }
    return true
  }

  /// An overloaded instruction; the stays of the unit that moved cover all of them.
  private func overload(in unit: Int) -> Int? {
    for stay in state.stays(of: unit) {
      for time in state.stayLower[stay]..<state.stayUpper[stay]
      where state.load[time] > units.capacity { return time }
    }
    return nil
  }

  /// A stay of another unit at a time: ends of windows first, else any.
  private mutating func victim(at time: Int, not unit: Int) -> (unit: Int, stay: Int)? {
    var (best, bestStay, weight) = (-1, -1, 0)
    for word in 0..<state.words {
      var bits = state.present[time * state.words + word]
      while bits != 0 {
        let stay = word * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        let other = state.unitOfAccess[stay]
        guard other != unit else { continue }
        let share = time < state.stayReady[stay] ? 3 : 1
        weight += share
        if random.below(weight) < share { (best, bestStay) = (other, stay) }
      }
    }
    return best < 0 ? nil : (best, bestStay)
  }

  /// Changes a plan so that a stay does not hold an instruction any more.
  private mutating func evict(_ unit: Int, _ stay: Int, at time: Int) {
    let data = units.units[unit]
    let first = data.accesses.lowerBound
    if state.preloaded[unit] || data.isGroup {
      state.preloaded[unit] = false
      if data.isGroup, time < state.stayReady[stay] {
        state.wish[first] = time + 1
      } else if data.isGroup, time >= data.end {
        state.tail[unit] = time
      } else {
        for access in data.accesses { state.mode[access] = MappingState.slow }
      }
      return
    }
    if time < state.stayReady[stay] {
      for access in data.accesses where units.accesses[access].time == state.stayReady[stay] {
        state.wish[access] = time + 1
      }
      return
    }
    // The first fast access at or after the instruction in this stay.
    for access in data.accesses
    where units.accesses[access].time >= time && units.accesses[access].time < state.stayUpper[stay]
    {
      guard state.isFast[access] else { break }
      let isAt = units.accesses[access].time == time
      if isAt { state.mode[access] = MappingState.slow }
      let next = isAt ? access + 1 : access
      if next < data.accesses.upperBound, units.accesses[next].time < state.stayUpper[stay],
        state.mode[next] == MappingState.kept
      {
        if random.below(2) == 0 {
          copyIn(next, data)
          state.wish[next] = max(state.wish[next], time + 1)
        } else {
          state.mode[next] = MappingState.slow
        }
      }
      // What is copied back must leave in time.
      if state.tail[unit] > time { state.tail[unit] = time }
      return
    }
    state.tail[unit] = min(state.tail[unit], time)
  }
}
