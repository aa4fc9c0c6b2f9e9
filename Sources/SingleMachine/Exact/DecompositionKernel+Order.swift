/// What a look at a sub-problem says before any branching.
enum Preparation<Value: FixedWidthInteger & SignedInteger> {
  /// The clamped order is optimal; its value.
  case solved(Value)
  /// Branching is needed.
  case open
}

/// A sub-problem in clamped order with its last jobs taken off.
struct PreparedNode<Value: FixedWidthInteger & SignedInteger> {
  /// The core that is left; `base` is the place of its clamped order in the arena.
  var core: SubProblem<Value>
  /// Tardiness of the jobs taken off the end. They stand behind the core in the arena, in the order
  /// in which they are processed.
  var peeled: Value
}

extension DecompositionKernel {
  /// Puts a sub-problem into clamped due-date order and takes off jobs that may go last.
  ///
  /// The clamped due date of job j in a sub-problem starting at t is `d'[j] = max(d[j], t + p[j])`;
  /// raising the due date of a job that is late wherever it stands changes the cost by a constant.
  /// The list arrives in the clamped order of an earlier start. Jobs with `d >= t + p` therefore
  /// come sorted by d already; the others are needed sorted by rank, which one pass through a bit
  /// set gives. Both runs are merged: O(m + n / 64) instead of a sort.
  ///
  /// A job that is last in this order may go last when `d' + p >= t + P`: moving it behind any others
  /// makes each of them at least p earlier and it at most p late (its clamped tardiness cannot be paid
  /// back otherwise). Peeling repeats while it applies.
  ///
  /// - Returns: the core, with `orderP`, `orderD` filled for it.
  @inline(__always)
  mutating func prepare(_ sub: SubProblem<Value>) -> PreparedNode<Value> {
    let order = arena + arenaTop
    arenaTop += sub.count
    sortClamped(arena + sub.base, sub.count, sub.start, into: order)
    var core = sub
    core.base = arenaTop - sub.count
    var peeled: Value = 0
    while core.count > 0 {
      let last = core.count &- 1
      if orderD[last] &+ orderP[last] < core.end { break }
      let rank = Int(order[last])
      peeled &+= tardiness(core.end, rank)
      core.length &-= orderP[last]
      core.hash1 ^= word1[rank]
      core.hash2 ^= word2[rank]
      core.count = last
    }
    return PreparedNode(core: core, peeled: peeled)
  }

  /// Merges the two presorted runs of a list into clamped order, filling `orderP` and `orderD`.
  @inline(__always)
  private func sortClamped(
    _ list: Pointer<Int32>, _ count: Int, _ start: Value, into order: Pointer<Int32>
  ) {
    var aheadCount = 0
    var firstWord = wordCount
    var lastWord = -1
    var i = 0
    while i < count {
      let rank = Int(list[i])
      if d[rank] >= start &+ p[rank] {
        scratch[aheadCount] = Int32(truncatingIfNeeded: rank)
        aheadCount &+= 1
      } else {
        let word = rank >> 6
        bits[word] |= 1 << UInt64(truncatingIfNeeded: rank & 63)
        if word < firstWord { firstWord = word }
        if word > lastWord { lastWord = word }
      }
      i &+= 1
    }
    var place = 0
    var next = 0
    var word = firstWord
    while word <= lastWord {
      var left = bits[word]
      bits[word] = 0
      while left != 0 {
        let rank = (word << 6) &+ left.trailingZeroBitCount
        left &= left &- 1
        let due = start &+ p[rank]
        while next < aheadCount && d[Int(scratch[next])] < due {
          put(Int(scratch[next]), d[Int(scratch[next])], at: place, into: order)
          next &+= 1
          place &+= 1
        }
        put(rank, due, at: place, into: order)
        place &+= 1
      }
      word &+= 1
    }
    while next < aheadCount {
      put(Int(scratch[next]), d[Int(scratch[next])], at: place, into: order)
      next &+= 1
      place &+= 1
    }
  }

  @inline(__always)
  private func put(_ rank: Int, _ due: Value, at place: Int, into order: Pointer<Int32>) {
    order[place] = Int32(truncatingIfNeeded: rank)
    orderP[place] = p[rank]
    orderD[place] = due
  }

  /// Whether the clamped order of a core is optimal as it stands: at most one job is late in it, or it
  /// is also sorted by processing time (Emmons 1969).
  @inline(__always)
  func inspect(_ core: SubProblem<Value>) -> Preparation<Value> {
    let order = arena + core.base
    var time = core.start
    var lateCount = 0
    var isSorted = true
    var previous: Value = 0
    var value: Value = 0
    var i = 0
    while i < core.count {
      time &+= orderP[i]
      if time > orderD[i] { lateCount &+= 1 }
      if orderP[i] < previous { isSorted = false }
      previous = orderP[i]
      value &+= tardiness(time, Int(order[i]))
      i &+= 1
    }
    return isSorted || lateCount <= 1 ? .solved(value) : .open
  }
}
