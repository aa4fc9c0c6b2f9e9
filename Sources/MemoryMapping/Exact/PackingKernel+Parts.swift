extension PackingKernel {
  /// Opens all buffers.
  func reset() {
    for section in 0..<sectionCount {
      (floor[section], total[section], lowest[section], crossing[section]) = (0, 0, -1, 0)
    }
    for index in 0..<count {
      raisedAt[index] = 0
      minOffset[index] = max(0, fixed[index])
      // Buffers that never occupy anything are in no part.
      offset[index] = minOffset[index]
      for place in Int(spanStart[index])..<Int(spanStart[index + 1]) {
        for section in span[place].first..<span[place].end {
          total[section] += span[place].top - span[place].bottom
        }
      }
      var section = Int(first[index])
      while section < Int(end[index]) - 1 {
        crossing[section] += 1
        section += 1
      }
    }
    clock = 0
    for section in 0..<sectionCount {
      let (buffer, bottom) = findLowest(in: section)
      lowest[section] = buffer
      floor[section] = buffer < 0 ? 0 : bottom
    }
    (offsetTrailCount, floorTrailCount, lowestTrailCount) = (0, 0, 0)
    (candidateCount, poolCount) = (0, 0)
  }

  /// The unplaced buffer with the least bottom in a section, and that bottom; -1 when nothing is unplaced.
  @inline(__always)
  func findLowest(in section: Int) -> (buffer: Int32, bottom: Int) {
    var least = Int.max
    var found: Int32 = -1
    var place = occupantStart[section]
    let stop = occupantStart[section &+ 1]
    while place < stop {
      let buffer = occupant[place]
      let bottom = minOffset[Int(buffer)]
      if bottom < least {
        least = bottom
        found = buffer
      }
      place &+= 1
    }
    guard !data.isPlain, found >= 0 else { return (found, least) }
    return findLowestWindow(in: section)
  }

  /// The same where buffers may occupy less than the whole of them.
  private func findLowestWindow(in section: Int) -> (buffer: Int32, bottom: Int) {
    var least = Int.max
    var found: Int32 = -1
    for place in occupantStart[section]..<occupantStart[section + 1] {
      let buffer = occupant[place]
      guard minOffset[Int(buffer)] != .max else { continue }
      let bottom = minOffset[Int(buffer)] + occupantBottom[place]
      if bottom < least { (least, found) = (bottom, buffer) }
    }
    return (found, least)
  }

  /// Splits the unplaced buffers of a part where none lives on into the next section, and searches each piece from the start of the
  /// canonical order: a piece without completion refutes the whole.
  ///
  /// - Parameters:
  ///   - place: where the part begins in the pool; `length`: how many buffers it has there.
  ///   - sections: what the part lives in.
  func searchParts(_ place: Int, _ length: Int, _ sections: Range<Int>) -> Outcome {
    let mark = poolCount
    defer { poolCount = mark }
    var parts: [(place: Int, length: Int, sections: Range<Int>)] = []
    var begin = sections.lowerBound
    for section in sections where section == sections.upperBound - 1 || crossing[section] == 0 {
      let start = poolCount
      for index in place..<place + length {
        let buffer = Int(pool[index])
        guard minOffset[buffer] != .max, begin...section ~= Int(first[buffer]) else { continue }
        guard poolCount < PackingKernel.stackSize(count) else { return .limit }
        pool[poolCount] = Int32(buffer)
        poolCount += 1
      }
      if poolCount > start { parts.append((start, poolCount - start, begin..<section + 1)) }
      begin = section + 1
    }
    parts.sort { $0.length < $1.length }
    for (number, part) in parts.enumerated() {
      sortByRank(part.place, part.length)
      let outcome = search(
        part.place, part.length, part.sections, leastOffset: 0, leastRank: 0)
      if outcome == .found { continue }
      for solved in parts[..<number] { reopen(solved.place, solved.length) }
      return outcome
    }
    return .found
  }

  /// Makes the buffers of a solved part unplaced; offsets and floors are on the trails of whoever split it off.
  private func reopen(_ place: Int, _ length: Int) {
    for index in place..<place + length {
      let buffer = Int(pool[index])
      guard minOffset[buffer] == .max else { continue }
      minOffset[buffer] = offset[buffer]
      addToTotals(buffer, sign: 1)
    }
  }

  /// Adds the heights of a buffer to the totals of its sections, or takes them off.
  @inline(__always)
  func addToTotals(_ buffer: Int, sign: Int) {
    var place = Int(spanStart[buffer])
    let stop = Int(spanStart[buffer + 1])
    while place < stop {
      let part = span[place]
      let height = (part.top &- part.bottom) &* sign
      var section = part.first
      while section < part.end {
        total[section] &+= height
        section &+= 1
      }
      place &+= 1
    }
  }

  /// Sorts a part of the pool by the preorder, and numbers it.
  private func sortByRank(_ place: Int, _ length: Int) {
    var keys: [(a: Double, b: Double, c: Double, buffer: Int32)] = []
    keys.reserveCapacity(length)
    for index in place..<place + length {
      let buffer = Int(pool[index])
      var greatest = 0
      var section = Int(first[buffer])
      while section < Int(end[buffer]) {
        greatest = max(greatest, total[section])
        section += 1
      }
      let factor = 1 + noise[buffer]
      let (w, a, t) = (
        Double(width[buffer]) * factor, area[buffer] * factor, Double(greatest) * factor
      )
      switch order {
      case .widthAreaTotal: keys.append((w, a, t, Int32(buffer)))
      case .totalAreaWidth: keys.append((t, a, w, Int32(buffer)))
      case .totalWidthArea: keys.append((t, w, a, Int32(buffer)))
      }
    }
    keys.sort {
      $0.a != $1.a
        ? $0.a > $1.a
        : $0.b != $1.b ? $0.b > $1.b : $0.c != $1.c ? $0.c > $1.c : $0.buffer < $1.buffer
    }
    for (number, key) in keys.enumerated() {
      pool[place + number] = key.buffer
      rank[Int(key.buffer)] = Int32(number)
    }
  }
}
