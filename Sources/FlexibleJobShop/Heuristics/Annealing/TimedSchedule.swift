/// A schedule under all conditions in which operations can be moved: sequences of machines, an order of all operations in
/// which every arc points forward, starts without needless idle time, and the objective, all kept right.
///
/// Operations are `0..<count`; `count` is nobody and ends at 0. Not safe to use from two threads at once.
package final class TimedSchedule {
  /// What is scheduled.
  package let shop: TimedShop
  /// The number of operations.
  package let count: Int
  /// The machine of an operation, and how long it takes there.
  package let machine: UnsafeMutablePointer<Int32>
  let time: UnsafeMutablePointer<Int>
  /// The operation before and after on the machine, or nobody.
  let before: UnsafeMutablePointer<Int32>
  let after: UnsafeMutablePointer<Int32>
  /// When an operation starts.
  package let start: UnsafeMutablePointer<Int>
  /// `start + time`.
  package let end: UnsafeMutablePointer<Int>
  /// What an operation adds to the sum that is minimised.
  let cost: UnsafeMutablePointer<Int>
  /// All operations, every one behind its predecessors, and the place of each in it.
  package let order: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int>
  /// The operations of machine k from `flat.offset[k]` on, in their order.
  package let sequence: UnsafeMutablePointer<Int32>
  /// By machine how many operations it has.
  package let length: UnsafeMutablePointer<Int>
  /// The number of an operation in the sequence of its machine, from 0.
  package let index: UnsafeMutablePointer<Int>
  /// The objective.
  package internal(set) var total = 0

  // What a move needs: marks, operations set aside, the part of the order that changes and what was there.
  let marked: UnsafeMutablePointer<Bool>
  let held: UnsafeMutablePointer<Int32>
  let savedOrder: UnsafeMutablePointer<Int32>
  var savedFrom = 0
  var savedCount = 0
  // Places to be timed again, and those of them that may come earlier, as bits; what was timed, with old values.
  let words: Int
  let pending: UnsafeMutablePointer<UInt64>
  let falling: UnsafeMutablePointer<UInt64>
  let timed: UnsafeMutablePointer<Int32>
  let oldStart: UnsafeMutablePointer<Int>
  let oldEnd: UnsafeMutablePointer<Int>
  let oldCost: UnsafeMutablePointer<Int>
  var timedCount = 0
  private let storage = FlatStorage()

  /// Prepares buffers; `load` makes it a schedule.
  package init(_ shop: TimedShop) {
    self.shop = shop
    count = shop.flat.count
    let nodes = count + 1
    let storage = self.storage
    machine = storage.filled(-1, nodes)
    time = storage.filled(0, nodes)
    before = storage.filled(Int32(count), nodes)
    after = storage.filled(Int32(count), nodes)
    start = storage.filled(0, nodes)
    end = storage.filled(0, nodes)
    cost = storage.filled(0, nodes)
    order = storage.filled(0, nodes)
    place = storage.filled(-1, nodes)
    sequence = storage.filled(0, shop.flat.offset[shop.flat.machineCount])
    length = storage.filled(0, shop.flat.machineCount)
    index = storage.filled(-1, nodes)
    marked = storage.filled(false, nodes)
    held = storage.filled(0, nodes)
    savedOrder = storage.filled(0, nodes)
    words = nodes / 64 + 1
    pending = storage.filled(0, words)
    falling = storage.filled(0, words)
    timed = storage.filled(0, nodes)
    oldStart = storage.filled(0, nodes)
    oldEnd = storage.filled(0, nodes)
    oldCost = storage.filled(0, nodes)
  }

  /// Takes over machines and an order.
  ///
  /// - Parameters:
  ///   - machines: of every operation one it can run on.
  ///   - order: all operations, those of a job in their order; every machine runs its operations in this order.
  /// - Complexity: O(A).
  package func load(machines: [Int32], order newOrder: [Int32]) {
    for k in 0..<shop.flat.machineCount { length[k] = 0 }
    total = 0
    for (position, next) in newOrder.enumerated() {
      let (i, k) = (Int(next), Int(machines[Int(next)]))
      order[position] = next
      place[i] = position
      machine[i] = Int32(k)
      time[i] = shop.flat.duration(of: i, on: k)
      let (n, first) = (length[k], shop.flat.offset[k])
      sequence[first + n] = next
      index[i] = n
      before[i] = n == 0 ? Int32(count) : sequence[first + n - 1]
      if n > 0 { after[Int(before[i])] = next }
      after[i] = Int32(count)
      length[k] = n + 1
      start[i] = earliestStart(i)
      end[i] = start[i] + time[i]
      cost[i] = costNow(i)
      total += cost[i]
    }
    if shop.isMakespan { total = latestEnd() }
  }

  /// Takes over a schedule without violations; nobody starts later than in it.
  package func load(_ schedule: ShopSchedule) {
    let machines = schedule.machines.map { Int32($0 ?? 0) }
    let starts = schedule.starts
    let ends = starts.indices.map {
      starts[$0] + shop.flat.duration(of: $0, on: Int(machines[$0]))
    }
    // Of operations that start together on a machine all but one have duration 0 and stand before it.
    let order = starts.indices.map { Int32($0) }.sorted { x, y in
      let (a, b) = (Int(x), Int(y))
      return (starts[a], ends[a], a) < (starts[b], ends[b], b)
    }
    load(machines: machines, order: order)
  }

  /// What is there now.
  package var schedule: ShopSchedule {
    ShopSchedule(
      machines: (0..<count).map { Int(machine[$0]) }, starts: (0..<count).map { start[$0] })
  }

  /// Machines and order, for `load`.
  package var plan: (machines: [Int32], order: [Int32]) {
    ((0..<count).map { machine[$0] }, (0..<count).map { order[$0] })
  }
}
