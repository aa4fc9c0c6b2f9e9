extension PackingKernel {
  /// Opens all buffers.
  func reset() {
    for section in 0..<sectionCount {
      (floor[section], total[section], low[section], crossing[section]) = (0, 0, 0, 0)
    }
    for index in 0..<count {
      isPlaced[index] = false
      minOffset[index] = max(0, fixed[index])
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
    for section in 0..<sectionCount {
      low[section] = lowest(in: section)
      floor[section] = low[section] == .max ? 0 : low[section]
    }
    (offsetTrailCount, floorTrailCount, lowTrailCount) = (0, 0, 0)
    (candidateCount, poolCount) = (0, 0)
  }

  /// The least bottom of what is unplaced in a section; `Int.max` when nothing is.
  @inline(__always)
  func lowest(in section: Int) -> Int {
    var least = Int.max
    var place = occupantStart[section]
    let stop = occupantStart[section + 1]
    while place < stop {
      let entry = occupant[place]
      let buffer = Int(entry.buffer)
      if !isPlaced[buffer] { least = min(least, minOffset[buffer] &+ entry.bottom) }
      place &+= 1
    }
    return least
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
        guard !isPlaced[buffer], begin...section ~= Int(first[buffer]) else { continue }
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
      guard isPlaced[buffer] else { continue }
      isPlaced[buffer] = false
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
    rankClock &+= 1
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
