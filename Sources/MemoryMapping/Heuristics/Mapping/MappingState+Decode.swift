extension MappingState {
  /// Turns modes and wishes of a unit into stays, copies and served accesses; modes that mean nothing become slow.
  func decode(_ unit: Int, _ data: MappingUnits.Unit) {
    stayCount[unit] = 0
    backEnd[unit] = -1
    if data.highest < 0 { return clear(unit, data) }
    if data.isGroup { return decodeGroup(unit, data) }
    if preloaded[unit], data.isParameter { return decodePreload(unit, data) }
    decodeStays(unit, data)
    decodeCopies(unit, data)
  }

  private func clear(_ unit: Int, _ data: MappingUnits.Unit) {
    for access in data.accesses { mode[access] = Self.slow }
    preloaded[unit] = false
  }

  private func decodePreload(_ unit: Int, _ data: MappingUnits.Unit) {
    guard !data.accesses.isEmpty else {
      preloaded[unit] = false
      return
    }
    let stay = data.accesses.lowerBound
    stayCount[unit] = 1
    backEnd[unit] = -2
    stayLower[stay] = 0
    stayReady[stay] = 0
    stayUpper[stay] = count
    for access in data.accesses { serve(access, fast: true) }
  }

  private func decodeStays(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    var (stay, isOpen) = (first - 1, false)
    for access in data.accesses {
      let (time, isWrite) = (units.accesses[access].time, units.accesses[access].isWrite)
      if mode[access] == Self.copied, !isWrite {
        stay += 1
        stayReady[stay] = time
        // Cut to what is legal when all stays are known.
        stayLower[stay] = time
        isOpen = true
      } else if mode[access] != Self.slow, isWrite {
        mode[access] = Self.kept
        stay += 1
        stayLower[stay] = time
        stayReady[stay] = time
        isOpen = true
      } else if mode[access] != Self.kept || !isOpen {
        mode[access] = Self.slow
        isOpen = false
      }
      if isOpen {
        stayUpper[stay] = time + 1
        serve(access, fast: true)
      }
    }
    stayCount[unit] = stay - first + 1
  }

  private func decodeCopies(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    var earliest = data.definition + 1
    if !data.accesses.isEmpty, !data.isParameter, mode[first] == Self.kept {
      var limit = data.isOutput ? count : -1
      for access in data.accesses.dropFirst() where mode[access] != Self.kept {
        limit = units.accesses[access].time
        break
      }
      if limit >= 0 {
        let end = min(limit, max(tail[unit], stayUpper[first]))
        backEnd[unit] = end
        stayUpper[first] = max(end, stayUpper[first])
        link(unit, begin: data.definition + 1, end: end, volume: data.copyTime)
        earliest = end
      }
    }
    var stay = first
    for access in data.accesses where isFast[access] {
      if mode[access] == Self.copied {
        if stayReady[stay] != units.accesses[access].time { stay += 1 }
        stayLower[stay] = min(max(wish[access], earliest), stayReady[stay])
        link(unit, begin: stayLower[stay], end: stayReady[stay], volume: data.copyTime)
      }
      earliest = max(earliest, stayUpper[stay])
    }
  }

  private func decodeGroup(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    guard mode[first] != Self.slow else { return clear(unit, data) }
    for access in data.accesses {
      mode[access] = Self.kept
      serve(access, fast: true)
    }
    stayCount[unit] = 1
    if data.isParameter {
      stayReady[first] = data.need
      stayLower[first] = min(max(wish[first], 0), data.need)
      link(unit, begin: stayLower[first], end: data.need, volume: data.copyTime)
    } else {
      stayLower[first] = data.definition
      stayReady[first] = data.definition
    }
    stayUpper[first] = data.end
    for copy in data.innerCopies {
      link(unit, begin: copy.begin, end: copy.end, volume: copy.volume)
    }
    if data.isOutput {
      let last = units.instance.tensors[data.tensors[data.tensors.count - 1]]
      stayUpper[first] = min(count, max(data.end, tail[unit]))
      backEnd[unit] = stayUpper[first]
      link(
        unit, begin: last.definition + 1, end: stayUpper[first], volume: last.copyTime)
    }
  }

  /// The volume of copies that fits into idle time of slow memory: earliest deadline first.
  func hidden() -> Int {
    var (open, hidden) = (0, 0)
    for time in 0..<count {
      var job = firstJob[time]
      while job >= 0 {
        let end = jobEnd[job]
        if end > time, jobVolume[job] > 0 {
          var place = open
          while place > 0, openEnd[place - 1] < end {
            openEnd[place] = openEnd[place - 1]
            openLeft[place] = openLeft[place - 1]
            place -= 1
          }
          openEnd[place] = end
          openLeft[place] = jobVolume[job]
          open += 1
        }
        job = nextJob[job]
      }
      guard open > 0 else { continue }
      while open > 0, openEnd[open - 1] <= time { open -= 1 }
      var room = max(compute[time] - slowTime[time], fastTime[time])
      while room > 0, open > 0 {
        let left = openLeft[open - 1]
        if left <= room {
          hidden += left
          room -= left
          open -= 1
        } else {
          hidden += room
          openLeft[open - 1] = left - room
          room = 0
        }
      }
    }
    return hidden
  }

  /// The mapping, with addresses by stay.
  package func mapping(offsets: [Int]) -> Mapping {
    var stays: [Mapping.Residency] = []
    for (index, data) in units.units.enumerated() where stayCount[index] > 0 {
      let first = data.accesses.lowerBound
      if data.isGroup {
        stays += data.groupStays(
          lower: stayLower[first], upper: stayUpper[first], offset: offsets[first], units.instance)
        continue
      }
      for stay in first..<first + stayCount[index] {
        let isDefined = stay == first && !data.isParameter && mode[first] == Self.kept
        var residency = Mapping.Residency(
          tensor: data.tensors[0], lower: stayLower[stay], upper: stayUpper[stay],
          offset: offsets[stay],
          entry: isDefined
            ? .define : backEnd[index] == -2 ? .preload : .copy(ready: stayReady[stay]))
        if isDefined, backEnd[index] >= 0 {
          residency.copyOut = Mapping.CopyWindow(data.definition + 1, backEnd[index])
        }
        stays.append(residency)
      }
    }
    return Mapping(residencies: stays)
  }
}
