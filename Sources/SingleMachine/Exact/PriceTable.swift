import Glibc
import OptCore
import Synchronization

/// Price bounds prepared for the search: any sub-problem is bounded by one pass over its jobs.
///
/// For a potential M (see `MachinePrices`), a set S processed without idle time in `[s, e]` costs at least
///
///     sum over j in S of v[j](s, e)  -  (M(e) - M(s)),
///
/// where v[j](s, e) is the least `max(0, C - d[j]) + M(C) - M(C - p[j])` over `s + p[j] <= C <= e`. It is
/// bounded by the larger of two one-sided minima, tabulated by job for rounded-out s and e; a row holds all
/// jobs of one time, so a pass over a list reads two rows.
struct PriceTable<Value: FixedWidthInteger & SignedInteger> {
  /// Fixed-point factor of prices and bounds.
  static var scale: Int { 16 }

  let jobCount: Int
  let horizon: Int
  /// `scale * M(x)` for x in `0...horizon`.
  let potential: UnsafeMutablePointer<Value>
  /// Row r, rank j: least cost with `C <= r << shift`.
  private let upTo: UnsafeMutablePointer<Value>
  /// Row r, rank j: least cost with `C >= (r << shift) + p[j]`.
  private let from: UnsafeMutablePointer<Value>
  private let shift: Value

  /// - Parameters:
  ///   - p: processing times by rank.
  ///   - d: due dates by rank.
  ///   - potential: `scale * M(x)`.
  ///   - byteLimit: cap on the tables by job; fewer rows keep it.
  ///   - threads: how many share the jobs; the table does not depend on it.
  ///   - shouldStop: asked every few milliseconds, on the calling thread.
  /// - Returns: nil when told to stop, and when the system has no memory for it.
  init?(
    p: UnsafePointer<Value>, d: UnsafePointer<Value>, count: Int, potential values: [Int],
    byteLimit: Int, threads: Int, shouldStop: () -> Bool
  ) {
    jobCount = count
    horizon = values.count - 1
    var shift = 0
    let rowBytes = 2 * count * MemoryLayout<Value>.stride
    while horizon >> shift > 1024 || (shift < 20 && (horizon >> shift + 2) * rowBytes > byteLimit) {
      shift += 1
    }
    self.shift = Value(shift)
    let rows = horizon >> shift + 2
    let tables = (
      Storage.zeroed(values.count, Value.self), Storage.zeroed(rows * count, Value.self),
      Storage.zeroed(rows * count, Value.self)
    )
    guard let potential = tables.0, let upTo = tables.1, let from = tables.2 else {
      free(tables.0)
      free(tables.1)
      free(tables.2)
      return nil
    }
    (self.potential, self.upTo, self.from) = (potential, upTo, from)
    // Any function is a valid potential: clamping only keeps differences from overflowing.
    let largest = Int(Value.max / 4)
    for (x, value) in values.enumerated() {
      potential[x] = Value(max(-largest, min(largest, value)))
    }
    let shareCount = max(1, min(threads, count / 50))
    let isStopped = UnsafeMutablePointer<Atomic<Bool>>.allocate(capacity: 1)
    isStopped.initialize(to: Atomic(false))
    defer { isStopped.deallocate() }
    let table = self
    func fill(_ share: Int, _ isOver: () -> Bool) {
      let ranks = (share * count / shareCount)..<((share + 1) * count / shareCount)
      if !table.fill(ranks, p, d, rows, isOver) {
        isStopped.pointee.store(true, ordering: .relaxed)
      }
    }
    ThreadTeam.run(shareCount, stackBytes: 1 << 20) { share in
      fill(share) { isStopped.pointee.load(ordering: .relaxed) }
    } lead: {
      fill(0, shouldStop)
    }
    if isStopped.pointee.load(ordering: .relaxed) {
      deallocate()
      return nil
    }
  }

  /// Fills the columns of some ranks.
  ///
  /// - Parameter isOver: asked every few milliseconds.
  /// - Returns: false when it was over, or there is no memory.
  private func fill(
    _ ranks: Range<Int>, _ p: UnsafePointer<Value>, _ d: UnsafePointer<Value>, _ rows: Int,
    _ isOver: () -> Bool
  ) -> Bool {
    guard let cost = Storage.zeroed(horizon + 1, Value.self) else { return false }
    defer { free(cost) }
    var work = 0
    for rank in ranks {
      work += horizon + rows
      if work > 1_000_000 {
        work = 0
        if isOver() { return false }
      }
      let length = Int(p[rank])
      fillCosts(length, d[rank], into: cost)
      fillColumns(rank, length, rows, Int(shift), cost)
    }
    return true
  }

  func deallocate() {
    free(potential)
    free(upTo)
    free(from)
  }

  private func fillCosts(_ length: Int, _ due: Value, into cost: UnsafeMutablePointer<Value>) {
    let scale = Value(Self.scale)
    var time = length
    while time <= horizon {
      let late = Value(truncatingIfNeeded: time) &- due
      cost[time] =
        scale &* (late > 0 ? late : 0) &+ potential[time] &- potential[time &- length]
      time &+= 1
    }
  }

  /// Prefix and suffix minima at the row boundaries.
  private func fillColumns(
    _ rank: Int, _ length: Int, _ rows: Int, _ shift: Int, _ cost: UnsafeMutablePointer<Value>
  ) {
    var least = Value.max
    var next = length
    var row = 0
    while row < rows {
      let end = min(row << shift, horizon) &+ 1
      least = leastCost(cost, from: next, to: end, atMost: least)
      next = max(next, end)
      upTo[row &* jobCount &+ rank] = least
      row &+= 1
    }
    least = .max
    next = horizon &+ 1
    row = rows &- 1
    while row >= 0 {
      let start = row << shift &+ length
      least = leastCost(cost, from: start, to: next, atMost: least)
      next = min(next, start)
      from[row &* jobCount &+ rank] = least
      row &-= 1
    }
  }

  /// Minimum of `cost[first..<end]` and a given value.
  @inline(__always)
  private func leastCost(
    _ cost: UnsafeMutablePointer<Value>, from first: Int, to end: Int, atMost given: Value
  ) -> Value {
    var least = given
    var time = first
    while time < end {
      least = cost[time] < least ? cost[time] : least
      time &+= 1
    }
    return least
  }

  /// Scaled least cost of one job inside a window of the machine.
  @inline(__always)
  func jobBound(_ rank: Int, from start: Value, to end: Value) -> Int {
    Int(max(row(upTo, upRow(end))[rank], row(from, Int(start >> shift))[rank]))
  }

  /// Scaled cost of a job with this tardiness and completion time.
  @inline(__always)
  func cost(_ tardiness: Value, _ length: Value, completion: Value) -> Int {
    Self.scale &* Int(tardiness)
      &+ Int(potential[Int(completion)] &- potential[Int(completion &- length)])
  }

  /// Scaled bound of a list of ranks processed in `[start, end]`.
  @inline(__always)
  func bound(_ list: UnsafePointer<Int32>, _ count: Int, from start: Value, to end: Value) -> Int {
    let upper = row(upTo, upRow(end))
    let lower = row(from, Int(start >> shift))
    var sum = Int(potential[Int(start)]) &- Int(potential[Int(end)])
    var i = 0
    while i < count {
      let rank = Int(list[i])
      sum &+= Int(max(upper[rank], lower[rank]))
      i &+= 1
    }
    return sum
  }

  /// Bound of a sub-problem in units of the objective, at least 0.
  @inline(__always)
  func bound(_ sub: SubProblem<Value>, _ arena: UnsafePointer<Int32>) -> Value {
    max(0, Self.unscaled(bound(arena + sub.base, sub.count, from: sub.start, to: sub.end)))
  }

  /// Objective values are integers: a scaled bound is rounded up.
  @inline(__always)
  static func unscaled(_ bound: Int) -> Value {
    Value(truncatingIfNeeded: (bound &+ (scale &- 1)) >> 4)
  }

  @inline(__always)
  private func upRow(_ end: Value) -> Int {
    Int((end &+ ((1 << shift) &- 1)) >> shift)
  }

  @inline(__always)
  private func row(_ table: UnsafeMutablePointer<Value>, _ row: Int) -> UnsafeMutablePointer<Value>
  {
    table + row &* jobCount
  }
}

extension PriceTable {
  /// Scaled least cost of every job anywhere on the machine, by rank.
  var rewards: [Int] {
    (0..<jobCount).map { jobBound($0, from: 0, to: Value(horizon)) }
  }

  /// Scaled bound of all jobs.
  var rootBound: Int {
    rewards.reduce(Int(potential[0]) - Int(potential[horizon]), +)
  }
}
