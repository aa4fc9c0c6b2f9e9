extension PackingKernel {
  /// Searches one part: places its unplaced buffers in canonical order, offsets never decreasing.
  ///
  /// - Parameters:
  ///   - place: where its buffers begin in the pool, sorted by rank; some may be placed.
  ///   - leastOffset, leastRank: no buffer is placed before this point of the order.
  /// - Returns: `found` leaves its buffers placed; everything else leaves the state as it was.
  func search(
    _ place: Int, _ length: Int, _ sections: Range<Int>, leastOffset: Int, leastRank: Int32
  ) -> Outcome {
    nodes &+= 1
    if nodes > nodeLimit || nodes & 1023 == 0 && mustStop() { return .limit }
    // Something unplaced fits below every candidate of this height or more.
    var height = Int.max
    var isDone = true
    var index = place
    let stop = place &+ length
    while index < stop {
      let buffer = Int(pool[index])
      index &+= 1
      let least = minOffset[buffer]
      if least == .max { continue }
      isDone = false
      height = min(height, least &+ size[buffer])
    }
    if isDone { return .found }
    let start = candidateCount
    guard collect(place, stop, below: height, leastOffset, leastRank) else { return .limit }
    let outcome = tryCandidates(start, place, length, sections)
    candidateCount = start
    return outcome
  }

  /// Puts the buffers that may come next onto the stack of candidates, by least offset, then rank; false when the stack is full.
  @inline(__always)
  private func collect(
    _ place: Int, _ stop: Int, below height: Int, _ leastOffset: Int, _ leastRank: Int32
  ) -> Bool {
    guard candidateCount + stop - place <= PackingKernel.stackSize(count) else { return false }
    let start = candidateCount
    var index = place
    while index < stop {
      let number = pool[index]
      index &+= 1
      let buffer = Int(number)
      let least = minOffset[buffer]
      if least >= height || least < leastOffset { continue }
      if least == leastOffset, rank[buffer] < leastRank { continue }
      var hole = candidateCount
      while hole > start, minOffset[Int(candidate[hole &- 1])] > least {
        candidate[hole] = candidate[hole &- 1]
        hole &-= 1
      }
      candidate[hole] = number
      candidateCount &+= 1
    }
    return true
  }

  private func tryCandidates(
    _ start: Int, _ place: Int, _ length: Int, _ sections: Range<Int>
  ) -> Outcome {
    let stop = candidateCount
    var index = start
    var checked = -1
    while index < stop {
      let buffer = Int(candidate[index])
      index &+= 1
      let least = minOffset[buffer]
      // From here on nothing lies below `least`: sections that are too full for this stay so for all later candidates.
      if least != checked {
        checked = least
        if !hasRoom(above: least, in: sections) { break }
      }
      let isHatless = !hasUnplacedConflict(buffer)
      if !topsFit(buffer, at: least) {
        if isHatless || fixed[buffer] >= 0 { break }
        continue
      }
      let marks = (offsetTrailCount, floorTrailCount, lowestTrailCount)
      offset[buffer] = least
      minOffset[buffer] = .max
      if push(buffer, at: least, sections) {
        let isSplit = close(buffer)
        let outcome =
          isSplit
          ? searchParts(place, length, sections)
          : search(place, length, sections, leastOffset: least, leastRank: rank[buffer])
        open(buffer)
        if outcome == .found { return .found }
        takeBack(buffer, marks)
        if outcome == .limit { return .limit }
      } else {
        takeBack(buffer, marks)
      }
      // Nothing depends on where a buffer lies that nothing unplaced meets; a fixed one cannot be placed after what lies higher.
      if isHatless || fixed[buffer] >= 0 { break }
    }
    return .refuted
  }

  @inline(__always)
  private func hasRoom(above least: Int, in sections: Range<Int>) -> Bool {
    var section = sections.lowerBound
    let room = capacity &- least
    while section < sections.upperBound {
      let sum = total[section]
      if sum > room, max(floor[section], least) &+ sum > capacity, sum > 0 { return false }
      section &+= 1
    }
    return true
  }

  /// Whether what is unplaced beside a buffer fits above it.
  @inline(__always)
  private func topsFit(_ buffer: Int, at least: Int) -> Bool {
    if least &+ size[buffer] > capacity { return false }
    var place = Int(spanStart[buffer])
    let stop = Int(spanStart[buffer &+ 1])
    while place < stop {
      let part = span[place]
      let room = capacity &- least &- part.top &+ (part.top &- part.bottom)
      var section = part.first
      while section < part.end {
        if total[section] > room { return false }
        section &+= 1
      }
      place &+= 1
    }
    return true
  }

  @inline(__always)
  private func hasUnplacedConflict(_ buffer: Int) -> Bool {
    var place = conflictStart[buffer]
    let stop = conflictStart[buffer &+ 1]
    while place < stop {
      if minOffset[Int(conflict[place])] != .max { return true }
      place &+= 1
    }
    return false
  }

  /// Counts a placed buffer off the borders of sections; whether that leaves one that nothing crosses.
  @inline(__always)
  private func close(_ buffer: Int) -> Bool {
    var isSplit = false
    var section = Int(first[buffer])
    while section < Int(end[buffer]) &- 1 {
      crossing[section] &-= 1
      if crossing[section] == 0 { isSplit = true }
      section &+= 1
    }
    return isSplit
  }

  @inline(__always)
  private func open(_ buffer: Int) {
    var section = Int(first[buffer])
    while section < Int(end[buffer]) &- 1 {
      crossing[section] &+= 1
      section &+= 1
    }
  }
}
