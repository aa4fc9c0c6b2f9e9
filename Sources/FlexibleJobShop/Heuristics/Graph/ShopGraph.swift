/// A schedule as a graph: every machine with its sequence, heads and tails of all operations, and an order in which all arcs
/// point forward.
///
/// `head[i]` is the earliest start of operation i, `tail[i]` the longest way from its end to the end of the schedule; an
/// operation is critical where head + duration + tail is the makespan. Operations are `0..<count`; `count` is nobody, with head,
/// tail and duration 0. `opening(k) = count + 1 + k` stands before the first operation of machine k and ends when the machine is
/// released, `closing(k)` stands behind its last one, with what must follow as its rest. The graph has no cycle at any time.
package final class ShopGraph {
  /// What is scheduled.
  package let shop: FlatShop
  /// The number of operations.
  package let count: Int
  /// The machine of an operation.
  package let machine: UnsafeMutablePointer<Int32>
  /// The duration there.
  package let time: UnsafeMutablePointer<Int>
  /// The operation before on the machine, or its opening.
  package let before: UnsafeMutablePointer<Int32>
  /// The operation after on the machine, or its closing.
  package let after: UnsafeMutablePointer<Int32>
  /// The earliest start of an operation.
  package let head: UnsafeMutablePointer<Int>
  /// `head + time`.
  package let end: UnsafeMutablePointer<Int>
  /// The longest way from the end of an operation to the end of the schedule.
  package let tail: UnsafeMutablePointer<Int>
  /// `tail + time`.
  package let rest: UnsafeMutablePointer<Int>
  /// All operations, every one behind its predecessors.
  package let order: UnsafeMutablePointer<Int32>
  /// The place of an operation in `order`.
  package let place: UnsafeMutablePointer<Int>
  /// `sequence[offset[k] + n]`: operation number n on machine k.
  package let sequence: UnsafeMutablePointer<Int32>
  /// By machine how many operations it has.
  package let length: UnsafeMutablePointer<Int>
  /// The number of an operation in the sequence of its machine, from 0.
  package let index: UnsafeMutablePointer<Int>
  /// Scratch of `reorder`.
  let marked: UnsafeMutablePointer<Bool>
  let held: UnsafeMutablePointer<Int32>
  /// The end of the whole schedule.
  package private(set) var makespan = 0

  /// Prepares buffers; `load` makes it a schedule.
  ///
  /// - Complexity: O(A + machines) space.
  package init(_ shop: FlatShop) {
    self.shop = shop
    count = shop.count
    let nodes = count + 1 + 2 * shop.machineCount
    machine = .allocate(capacity: nodes)
    time = .allocate(capacity: nodes)
    before = .allocate(capacity: nodes)
    after = .allocate(capacity: nodes)
    head = .allocate(capacity: nodes)
    end = .allocate(capacity: nodes)
    tail = .allocate(capacity: nodes)
    rest = .allocate(capacity: nodes)
    order = .allocate(capacity: nodes)
    place = .allocate(capacity: nodes)
    sequence = .allocate(capacity: max(1, shop.offset[shop.machineCount]))
    length = .allocate(capacity: shop.machineCount)
    index = .allocate(capacity: nodes)
    marked = .allocate(capacity: nodes)
    held = .allocate(capacity: nodes)
    for i in 0..<nodes {
      machine[i] = -1
      time[i] = 0
      before[i] = Int32(count)
      after[i] = Int32(count)
      head[i] = 0
      end[i] = 0
      tail[i] = 0
      rest[i] = 0
      place[i] = -1
      index[i] = -1
      marked[i] = false
    }
    for k in 0..<shop.machineCount {
      end[opening(k)] = shop.machineRelease[k]
      rest[closing(k)] = shop.machineGoal[k]
    }
  }

  /// What stands before the first operation of a machine.
  @inline(__always)
  func opening(_ k: Int) -> Int { count &+ 1 &+ k }

  /// What stands behind the last operation of a machine.
  @inline(__always)
  func closing(_ k: Int) -> Int { count &+ 1 &+ shop.machineCount &+ k }

  deinit {
    machine.deallocate()
    time.deallocate()
    before.deallocate()
    after.deallocate()
    head.deallocate()
    end.deallocate()
    tail.deallocate()
    rest.deallocate()
    order.deallocate()
    place.deallocate()
    sequence.deallocate()
    length.deallocate()
    index.deallocate()
    marked.deallocate()
    held.deallocate()
  }

  /// Takes over a schedule.
  ///
  /// - Parameters:
  ///   - machines: of every operation one it can run on.
  ///   - order: all operations, those of a job in their order; every machine runs its operations in this order.
  /// - Complexity: O(A + machines).
  package func load(machines: UnsafePointer<Int32>, order newOrder: UnsafePointer<Int32>) {
    for k in 0..<shop.machineCount { length[k] = 0 }
    for position in 0..<count {
      let i = Int(newOrder[position])
      let k = Int(machines[i])
      order[position] = Int32(i)
      place[i] = position
      machine[i] = Int32(k)
      time[i] = shop.duration(of: i, on: k)
      let n = length[k]
      let first = shop.offset[k]
      sequence[first + n] = Int32(i)
      index[i] = n
      before[i] = n == 0 ? Int32(opening(k)) : sequence[first + n - 1]
      if n > 0 { after[Int(before[i])] = Int32(i) }
      after[i] = Int32(closing(k))
      length[k] = n + 1
    }
    updateHeads(from: 0, all: true)
    updateTails(from: count - 1, all: true)
  }

  /// Takes over a schedule.
  package func load(machines: [Int32], order: [Int32]) {
    machines.withUnsafeBufferPointer { machines in
      order.withUnsafeBufferPointer { order in
        guard let machines = machines.baseAddress, let order = order.baseAddress else { return }
        load(machines: machines, order: order)
      }
    }
  }

  /// Sorts the order by heads, where it nearly is already; equal ones stay as they are.
  ///
  /// - Complexity: O(count + pairs out of order).
  func sortOrderByHead() {
    var p = 1
    while p < count {
      let i = order[p]
      let key = head[Int(i)]
      var q = p
      while q > 0, head[Int(order[q &- 1])] > key {
        order[q] = order[q &- 1]
        place[Int(order[q])] = q
        q &-= 1
      }
      order[q] = i
      place[Int(i)] = q
      p &+= 1
    }
  }

  /// Recomputes heads behind a place where something may have changed, and the makespan.
  ///
  /// - Parameter all: whether every head must be computed; else only what follows from changes.
  func updateHeads(from start: Int, all: Bool = false, through last: Int = -1) {
    var bound = all ? count - 1 : max(start, last)
    var position = start
    while position <= bound {
      let i = Int(order[position])
      let a = end[Int(shop.jobBefore[i])]
      let b = end[Int(before[i])]
      let value = max(shop.release[i], max(a, b))
      let ended = value &+ time[i]
      if ended != end[i] || all {
        bound = max(bound, max(place[Int(shop.jobAfter[i])], place[Int(after[i])]))
        end[i] = ended
      }
      head[i] = value
      position &+= 1
    }
    var latest = 0
    for i in shop.lastOperations { latest = max(latest, end[i] &+ shop.goal[i]) }
    var k = 0
    while k < shop.machineCount {
      if length[k] > 0 {
        let i = Int(sequence[shop.offset[k] &+ length[k] &- 1])
        latest = max(latest, end[i] &+ shop.machineGoal[k])
      }
      k &+= 1
    }
    makespan = latest
  }

  /// Recomputes tails before a place where something may have changed.
  func updateTails(from start: Int, all: Bool = false, through first: Int = Int.max) {
    var bound = all ? 0 : min(start, first)
    var position = start
    while position >= bound {
      let i = Int(order[position])
      let value = max(shop.goal[i], max(rest[Int(shop.jobAfter[i])], rest[Int(after[i])]))
      let whole = value &+ time[i]
      if whole != rest[i] || all {
        let j = Int(shop.jobBefore[i])
        let k = Int(before[i])
        if j < count { bound = min(bound, place[j]) }
        if k < count { bound = min(bound, place[k]) }
        rest[i] = whole
      }
      tail[i] = value
      position &-= 1
    }
  }

  /// The schedule: every operation at its head.
  package var schedule: ShopSchedule {
    ShopSchedule(
      machines: (0..<count).map { Int(machine[$0]) }, starts: (0..<count).map { head[$0] })
  }
}
