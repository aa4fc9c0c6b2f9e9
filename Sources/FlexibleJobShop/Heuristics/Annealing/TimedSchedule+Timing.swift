extension TimedSchedule {
  /// When an operation can start with the ends of its predecessors.
  @inline(__always)
  func earliestStart(_ i: Int) -> Int {
    let k = Int(machine[i])
    var time = max(shop.flat.release[i], shop.flat.machineRelease[k])
    time = max(time, end[Int(shop.flat.jobBefore[i])])
    let back = Int(before[i])
    if back < count { time = max(time, freed(back, i, k)) }
    return shop.firstDown[k] == shop.firstDown[k &+ 1]
      ? time : shop.clear(time, self.time[i], on: k)
  }

  /// When a machine is ready for i after the operation just before it.
  @inline(__always)
  func freed(_ back: Int, _ i: Int, _ k: Int) -> Int {
    guard shop.hasSetup else { return end[back] }
    var setup = shop.setupTime(k, from: back, to: i)
    // Two operations of no length at one time have no order but that of their numbers.
    if setup == 0, i < back, time[i] == 0, time[back] == 0,
      shop.setupTime(k, from: i, to: back) > 0
    {
      setup = 1
    }
    return end[back] &+ setup
  }

  /// The cost of an operation where it is.
  @inline(__always)
  func costNow(_ i: Int) -> Int {
    shop.weight[i] &* max(0, (shop.countsEnds ? end[i] : start[i]) &- shop.due[i])
  }

  /// The makespan.
  func latestEnd() -> Int {
    var latest = 0
    var n = 0
    while n < shop.costly.count {
      latest = max(latest, end[Int(shop.costly[n])])
      n &+= 1
    }
    return latest
  }

  /// Asks for the start of an operation to be computed again, perhaps to an earlier one.
  @inline(__always)
  func mark(_ i: Int) {
    guard i < count else { return }
    let (word, bit) = (place[i] >> 6, UInt64(1) << UInt64(place[i] & 63))
    pending[word] |= bit
    falling[word] |= bit
  }

  /// Computes starts from marked operations on, in order, as far as they change.
  ///
  /// - Parameter limit: the objective allowed. Once no operation can come earlier any more, costs only grow.
  /// - Returns: false where the objective is above the limit; some operations are not timed then, and `restoreTimes` must follow.
  /// - Complexity: O(what changes + count / 64).
  func retime(limit: Int) -> Bool {
    timedCount = 0
    var (value, word, left, down) = (total, 0, 0, 0)
    while word < words {
      left &+= pending[word].nonzeroBitCount
      word &+= 1
    }
    down = left
    word = 0
    let isMakespan = shop.isMakespan
    while left > 0 {
      guard pending[word] != 0 else {
        word &+= 1
        continue
      }
      let shift = pending[word].trailingZeroBitCount
      let bit: UInt64 = 1 << UInt64(shift)
      pending[word] &= ~bit
      left &-= 1
      if falling[word] & bit != 0 {
        falling[word] &= ~bit
        down &-= 1
      }
      let i = Int(order[word << 6 &+ shift])
      let start = earliestStart(i)
      let end = start &+ time[i]
      let isEarlier = end < self.end[i]
      let isMoved = end != self.end[i]
      guard isMoved || start != self.start[i] else {
        if down == 0, !isMakespan, value > limit { return abandon(from: word) }
        continue
      }
      timed[timedCount] = Int32(i)
      oldStart[timedCount] = self.start[i]
      oldEnd[timedCount] = self.end[i]
      oldCost[timedCount] = cost[i]
      timedCount &+= 1
      self.start[i] = start
      self.end[i] = end
      let now = costNow(i)
      value &+= now &- cost[i]
      cost[i] = now
      if isMoved {
        spread(Int(shop.flat.jobAfter[i]), isEarlier, &left, &down)
        spread(Int(after[i]), isEarlier, &left, &down)
      }
      if down == 0, (isMakespan ? end : value) > limit { return abandon(from: word) }
    }
    total = isMakespan ? latestEnd() : value
    return total <= limit
  }

  @inline(__always)
  private func spread(_ i: Int, _ isEarlier: Bool, _ left: inout Int, _ down: inout Int) {
    guard i < count else { return }
    let (word, bit) = (place[i] >> 6, UInt64(1) << UInt64(place[i] & 63))
    if pending[word] & bit == 0 {
      pending[word] |= bit
      left &+= 1
    }
    if isEarlier, falling[word] & bit == 0 {
      falling[word] |= bit
      down &+= 1
    }
  }

  private func abandon(from first: Int) -> Bool {
    var word = first
    while word < words {
      pending[word] = 0
      falling[word] = 0
      word &+= 1
    }
    return false
  }

  /// Gives all operations that were timed their old starts.
  func restoreTimes() {
    var n = 0
    while n < timedCount {
      let i = Int(timed[n])
      start[i] = oldStart[n]
      end[i] = oldEnd[n]
      cost[i] = oldCost[n]
      n &+= 1
    }
  }
}
