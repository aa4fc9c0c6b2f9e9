extension MallocGame {
  /// What an action does.
  enum Change {
    /// Nothing but the next access: what a group does was decided at its first one.
    case follow
    /// The whole group during these instructions at this offset.
    case group(unit: Int, lower: Int, upper: Int, offset: Int)
    /// A new stay for an access.
    case stay(unit: Int, access: Int, Mapping.Residency)
    /// One more access for the open stay.
    case extend(unit: Int, access: Int, end: Int)
    /// A slow access; a stay made by the producer is copied out until `end`.
    case drop(unit: Int, access: Int, end: Int?)
  }

  /// The change that an action makes; nil = it is not legal.
  func change(for action: Action) -> Change? {
    guard !isOver else { return nil }
    let decision = decisions[cursor]
    let unit = units.units[decision.unit]
    let access = units.accesses[decision.access]
    if unit.isGroup {
      return decision.isFirstOfUnit
        ? groupChange(action, decision.unit)
        : action == (isGroupFast[decision.unit] ? .noCopy : .drop) ? .follow : nil
    }
    switch action {
    case .noCopy where access.isWrite:
      guard let offset = offset(unit, access.time, access.time + 1) else { return nil }
      return .stay(
        unit: decision.unit, access: decision.access,
        Mapping.Residency(
          tensor: unit.tensors[0], lower: access.time, upper: access.time + 1, offset: offset,
          entry: .define,
          copyOut: unit.isOutput ? Mapping.CopyWindow(access.time + 1, access.time + 1) : nil))
    case .noCopy:
      guard open[decision.unit] >= 0, case let stay = stays[open[decision.unit]],
        isFree(unit, stay.upper, access.time + 1, at: stay.offset)
      else { return nil }
      return .extend(unit: decision.unit, access: decision.access, end: access.time + 1)
    case .copy:
      guard !access.isWrite, slowFrom[decision.unit] <= access.time,
        let stay = copyStay(decision.unit, ready: access.time, end: access.time + 1)
      else { return nil }
      return .stay(
        unit: decision.unit, access: decision.access,
        Mapping.Residency(
          tensor: unit.tensors[0], lower: stay.lower, upper: access.time + 1,
          offset: stay.offset, entry: .copy(ready: access.time)))
    case .drop:
      guard !access.isWrite, slowFrom[decision.unit] > access.time else {
        return .drop(unit: decision.unit, access: decision.access, end: nil)
      }
      return .drop(
        unit: decision.unit, access: decision.access, end: endOfCopy(decision.unit, access.time))
    }
  }

  private func groupChange(_ action: Action, _ index: Int) -> Change? {
    let unit = units.units[index]
    guard action != .drop else {
      return .drop(unit: index, access: unit.accesses.lowerBound, end: nil)
    }
    guard unit.isParameter == (action == .copy) else { return nil }
    if unit.isParameter {
      return copyStay(index, ready: unit.need, end: unit.end).map {
        .group(unit: index, lower: $0.lower, upper: unit.end, offset: $0.offset)
      }
    }
    return offset(unit, unit.definition, unit.end).map {
      .group(unit: index, lower: unit.definition, upper: unit.end, offset: $0)
    }
  }

  /// The latest start with enough idle time left for the copy, else the earliest for which there is space; nil = there is no space.
  private func copyStay(_ index: Int, ready: Int, end: Int) -> (lower: Int, offset: Int)? {
    let unit = units.units[index]
    let earliest = max(slowFrom[index], unit.definition + 1, lastEnd[index])
    guard earliest <= ready, offset(unit, ready, end) != nil else { return nil }
    let idle = idleLeft()
    var (lower, found) = (ready, 0)
    while found < unit.copyTime, lower > earliest {
      lower -= 1
      found += idle[lower]
    }
    if found >= unit.copyTime, let offset = offset(unit, lower, end) { return (lower, offset) }
    for lower in earliest...ready {
      if let offset = offset(unit, lower, end) { return (lower, offset) }
    }
    return nil
  }

  /// The end of the copy out of what the producer wrote: as late as it needs idle time and its space is free, by `time`.
  private func endOfCopy(_ index: Int, _ time: Int) -> Int? {
    guard defined[index] >= 0 else { return nil }
    let (unit, stay) = (units.units[index], stays[defined[index]])
    let idle = idleLeft()
    var end = stay.upper
    var found = idle[min(unit.definition + 1, end)..<end].reduce(0, +)
    while end < time, found < unit.copyTime, open[index] >= 0,
      isFree(unit, end, end + 1, at: stay.offset)
    {
      found += idle[end]
      end += 1
    }
    return end
  }

  private func block(_ unit: MappingUnits.Unit, _ lower: Int, _ upper: Int, _ offset: Int)
    -> AddressBlock
  {
    AddressBlock(
      lower: lower, upper: upper, offset: offset, size: unit.size, bytes: unit.bytes,
      highest: unit.highest)
  }

  private func offset(_ unit: MappingUnits.Unit, _ lower: Int, _ upper: Int) -> Int? {
    memory.hole(for: block(unit, lower, upper, -1), by: rule)
  }

  private func isFree(
    _ unit: MappingUnits.Unit, _ lower: Int, _ upper: Int, at offset: Int
  ) -> Bool {
    lower >= upper || memory.isFree(block(unit, lower, upper, offset))
  }

  /// Makes a change.
  mutating func apply(_ change: Change) {
    switch change {
    case .follow: break
    case .group(let index, let lower, let upper, let offset): takeGroup(index, lower, upper, offset)
    case .stay(let index, let access, let stay):
      serveFast(access)
      open[index] = stays.count
      if stay.entry == .define { defined[index] = stays.count }
      memory.insert(block(units.units[index], stay.lower, stay.upper, stay.offset))
      stays.append(stay)
      lastEnd[index] = stay.upper
      if let copyOut = stay.copyOut { slowFrom[index] = copyOut.end }
    case .extend(let index, let access, let end):
      serveFast(access)
      lengthen(open[index], of: index, to: end)
    case .drop(let index, let access, let end):
      if let end, defined[index] >= 0 {
        let stay = defined[index]
        if end > stays[stay].upper { lengthen(stay, of: index, to: end) }
        stays[stay].copyOut = Mapping.CopyWindow(units.units[index].definition + 1, end)
        slowFrom[index] = end
      }
      if units.accesses[access].isWrite { slowFrom[index] = units.accesses[access].time + 1 }
      open[index] = -1
    }
  }

  private mutating func takeGroup(_ index: Int, _ lower: Int, _ upper: Int, _ offset: Int) {
    let unit = units.units[index]
    isGroupFast[index] = true
    for access in unit.accesses { serveFast(access) }
    memory.insert(block(unit, lower, upper, offset))
    groups.append((index, lower, upper, offset))
  }

  private mutating func lengthen(_ stay: Int, of index: Int, to end: Int) {
    let unit = units.units[index]
    memory.insert(block(unit, stays[stay].upper, end, stays[stay].offset))
    stays[stay].upper = end
    lastEnd[index] = end
    // The copy of an output takes all the time there is.
    if stays[stay].copyOut != nil {
      stays[stay].copyOut?.end = end
      slowFrom[index] = end
    }
  }

  private mutating func serveFast(_ access: Int) {
    let data = units.accesses[access]
    slowTime[data.time] -= data.slow
    fastTime[data.time] += data.fast
  }
}
