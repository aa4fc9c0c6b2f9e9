extension PackingKernel {
  /// What follows from a placement: floors of its sections, least offsets of what it meets, floors of the sections of these.
  ///
  /// - Parameter sections: what the part lives in that is searched.
  /// - Returns: Whether no section is too full; the trails hold what changed in any case.
  @inline(__always)
  func push(_ buffer: Int, at least: Int, _ sections: Range<Int>) -> Bool {
    clock &+= 1
    if clock == .max { resetClock() }
    raisedAt[buffer] = clock
    var place = Int(spanStart[buffer])
    let stop = Int(spanStart[buffer &+ 1])
    while place < stop {
      let part = span[place]
      let (top, height) = (least &+ part.top, part.top &- part.bottom)
      var section = part.first
      while section < part.end {
        if top > floor[section] { setFloor(of: section, to: top) }
        total[section] &-= height
        section &+= 1
      }
      place &+= 1
    }
    let mayGoOn =
      data.isPlain
      ? raiseConflicts(of: buffer, to: least &+ size[buffer])
      : raiseSeparated(of: buffer, at: least)
    return mayGoOn && raiseFloors(sections)
  }

  @inline(__always)
  private func setFloor(of section: Int, to height: Int) {
    floorTrail[floorTrailCount] = Change(
      place: Int32(truncatingIfNeeded: section), old: floor[section])
    floorTrailCount &+= 1
    floor[section] = height
  }

  /// Raises the least offsets of what a placed buffer meets; false when a fixed one is passed.
  @inline(__always)
  private func raiseConflicts(of buffer: Int, to top: Int) -> Bool {
    var place = conflictStart[buffer]
    let stop = conflictStart[buffer &+ 1]
    while place < stop {
      let other = Int(conflict[place])
      place &+= 1
      let old = minOffset[other]
      if old < top, !raise(other, from: old, to: top) { return false }
    }
    return true
  }

  /// The same where buffers may occupy less than the whole of them.
  private func raiseSeparated(of buffer: Int, at least: Int) -> Bool {
    var place = conflictStart[buffer]
    let stop = conflictStart[buffer &+ 1]
    while place < stop {
      let other = Int(conflict[place])
      let top = least &+ separation[place]
      place &+= 1
      let old = minOffset[other]
      if old < top, !raise(other, from: old, to: top) { return false }
    }
    return true
  }

  @inline(__always)
  private func raise(_ other: Int, from old: Int, to top: Int) -> Bool {
    let step = alignment[other]
    let raised = step == 1 ? top : (top &+ step &- 1) / step &* step
    offsetTrail[offsetTrailCount] = Change(place: Int32(truncatingIfNeeded: other), old: old)
    offsetTrailCount &+= 1
    minOffset[other] = raised
    raisedAt[other] = clock
    return fixed[other] < 0 || raised <= fixed[other]
  }

  /// Finds the lowest unplaced buffer anew where the one before was raised or placed; false when a section is too full above it.
  @inline(__always)
  private func raiseFloors(_ sections: Range<Int>) -> Bool {
    var section = sections.lowerBound
    while section < sections.upperBound {
      let old = lowest[section]
      if old >= 0, raisedAt[Int(old)] == clock {
        let (buffer, bottom) = findLowest(in: section)
        lowestTrail[lowestTrailCount] = Change(
          place: Int32(truncatingIfNeeded: section), old: Int(old))
        lowestTrailCount &+= 1
        lowest[section] = buffer
        if buffer >= 0, bottom > floor[section] {
          setFloor(of: section, to: bottom)
          if bottom &+ total[section] > capacity { return false }
        }
      }
      section &+= 1
    }
    return true
  }

  /// Takes a placement back.
  @inline(__always)
  func takeBack(_ buffer: Int, _ marks: (offsets: Int, floors: Int, lowest: Int)) {
    while lowestTrailCount > marks.lowest {
      lowestTrailCount &-= 1
      let change = lowestTrail[lowestTrailCount]
      lowest[Int(change.place)] = Int32(truncatingIfNeeded: change.old)
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
    minOffset[buffer] = offset[buffer]
    addToTotals(buffer, sign: 1)
  }

  private func resetClock() {
    for buffer in 0..<count { raisedAt[buffer] = 0 }
    clock = 1
  }
}
