extension PackingKernel {
  /// What follows from a placement: floors of its sections, least offsets of what it meets, floors of the sections of these.
  ///
  /// - Returns: Whether no section is too full; the trails hold what changed in any case.
  @inline(__always)
  func push(_ buffer: Int, at least: Int) -> Bool {
    clock &+= 1
    if clock == .max { resetStamps() }
    var count = 0
    var place = Int(spanStart[buffer])
    let stop = Int(spanStart[buffer &+ 1])
    while place < stop {
      let part = span[place]
      let (top, height) = (least &+ part.top, part.top &- part.bottom)
      var section = part.first
      while section < part.end {
        if top > floor[section] {
          floorTrail[floorTrailCount] = Change(place: Int32(section), old: floor[section])
          floorTrailCount &+= 1
          floor[section] = top
        }
        total[section] &-= height
        if low[section] >= least &+ part.bottom, stamp[section] != clock {
          stamp[section] = clock
          touched[count] = Int32(section)
          count &+= 1
        }
        section &+= 1
      }
      place &+= 1
    }
    return raiseConflicts(of: buffer, at: least, &count) && raiseFloors(count)
  }

  /// Raises the least offsets of what a placed buffer meets; false when a fixed one is passed.
  @inline(__always)
  private func raiseConflicts(of buffer: Int, at least: Int, _ count: inout Int) -> Bool {
    let isPlain = data.isPlain
    let plainTop = least &+ size[buffer]
    var place = conflictStart[buffer]
    let stop = conflictStart[buffer &+ 1]
    while place < stop {
      let other = Int(conflict[place])
      let top = isPlain ? plainTop : least &+ separation[place]
      place &+= 1
      if isPlaced[other] || minOffset[other] >= top { continue }
      let old = minOffset[other]
      let step = alignment[other]
      let raised = step == 1 ? top : (top &+ step &- 1) / step &* step
      offsetTrail[offsetTrailCount] = Change(place: Int32(other), old: old)
      offsetTrailCount &+= 1
      minOffset[other] = raised
      if fixed[other] >= 0, raised > fixed[other] { return false }
      var part = Int(spanStart[other])
      while part < Int(spanStart[other &+ 1]) {
        let bottom = old &+ span[part].bottom
        var section = span[part].first
        while section < span[part].end {
          if low[section] == bottom, stamp[section] != clock {
            stamp[section] = clock
            touched[count] = Int32(section)
            count &+= 1
          }
          section &+= 1
        }
        part &+= 1
      }
    }
    return true
  }

  /// Finds the lowest unplaced buffer of the touched sections anew; false when one is too full.
  @inline(__always)
  private func raiseFloors(_ count: Int) -> Bool {
    var index = 0
    while index < count {
      let section = Int(touched[index])
      index &+= 1
      let least = lowest(in: section)
      if least == low[section] { continue }
      lowTrail[lowTrailCount] = Change(place: Int32(section), old: low[section])
      lowTrailCount &+= 1
      low[section] = least
      if least == .max || least <= floor[section] { continue }
      floorTrail[floorTrailCount] = Change(place: Int32(section), old: floor[section])
      floorTrailCount &+= 1
      floor[section] = least
      if least &+ total[section] > capacity { return false }
    }
    return true
  }

  /// Takes a placement back.
  @inline(__always)
  func takeBack(_ buffer: Int, _ marks: (offsets: Int, floors: Int, lows: Int)) {
    while lowTrailCount > marks.lows {
      lowTrailCount &-= 1
      let change = lowTrail[lowTrailCount]
      low[Int(change.place)] = change.old
    }
    while offsetTrailCount > marks.offsets {
      offsetTrailCount &-= 1
      let change = offsetTrail[offsetTrailCount]
      minOffset[Int(change.place)] = change.old
    }
    while floorTrailCount > marks.floors {
      floorTrailCount &-= 1
      let change = floorTrail[floorTrailCount]
      floor[Int(change.place)] = change.old
    }
    addToTotals(buffer, sign: 1)
    isPlaced[buffer] = false
  }

  private func resetStamps() {
    for section in 0..<sectionCount { stamp[section] = 0 }
    clock = 1
  }
}
