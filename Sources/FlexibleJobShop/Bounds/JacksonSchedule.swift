/// The preemptive schedule of one machine that always runs the available operation with the longest tail.
///
/// Its makespan (tails included) is the smallest of all preemptive schedules, and equals `head + work + tail` of a critical set:
/// the operations that start at or after `head` and have at least `tail`. Times may be fractions of operations; integers
/// below 2^53 are computed exactly.
///
/// - Source: Jackson (1955), "Scheduling a production line to minimize maximum tardiness"; Carlier (1982), "The one-machine
///   sequencing problem".
/// - Complexity: O(n log n).
package struct JacksonSchedule: Sendable {
  /// One thing the machine has to do.
  package struct Item: Sendable {
    var head: Double
    var duration: Double
    var tail: Double

    /// It does not start before `head`, takes `duration`, and `tail` must follow its end; all at least 0.
    package init(head: Double, duration: Double, tail: Double) {
      self.head = head
      self.duration = duration
      self.tail = tail
    }
  }

  /// The makespan with tails; 0 without items.
  package private(set) var value = 0.0
  /// The smallest head of the critical set.
  package private(set) var criticalHead = 0.0
  /// The smallest tail of the critical set.
  package private(set) var criticalTail = 0.0

  /// Runs the rule. Items of duration 0 count with head plus tail.
  package init(_ items: [Item]) {
    let order = items.sorted { $0.head < $1.head }
    var waiting = TailHeap()
    var runs: [(start: Double, tail: Double)] = []
    runs.reserveCapacity(2 * order.count)
    var (clock, next, critical) = (0.0, 0, 0)
    while next < order.count || !waiting.isEmpty {
      if waiting.isEmpty, order[next].head > clock {
        clock = order[next].head
        runs.append((clock, -1))
      }
      while next < order.count, order[next].head <= clock {
        waiting.push(order[next])
        next += 1
      }
      guard var item = waiting.pop() else { continue }
      runs.append((clock, item.tail))
      let end = clock + item.duration
      if next < order.count, order[next].head < end {
        item.duration = end - order[next].head
        clock = order[next].head
        waiting.push(item)
        continue
      }
      clock = end
      if end + item.tail > value {
        value = end + item.tail
        critical = runs.count - 1
        criticalTail = item.tail
      }
    }
    while critical > 0, runs[critical - 1].tail >= criticalTail { critical -= 1 }
    if !runs.isEmpty { criticalHead = runs[critical].start }
  }
}

/// Items by tail, longest on top.
private struct TailHeap {
  private var items: [JacksonSchedule.Item] = []

  var isEmpty: Bool { items.isEmpty }

  mutating func push(_ item: JacksonSchedule.Item) {
    var hole = items.count
    items.append(item)
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard items[parent].tail < item.tail else { break }
      items[hole] = items[parent]
      hole = parent
    }
    items[hole] = item
  }

  mutating func pop() -> JacksonSchedule.Item? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    var hole = 0
    while 2 * hole + 1 < items.count {
      var child = 2 * hole + 1
      if child + 1 < items.count, items[child].tail < items[child + 1].tail { child += 1 }
      guard items[child].tail > last.tail else { break }
      items[hole] = items[child]
      hole = child
    }
    if !items.isEmpty { items[hole] = last }
    return top
  }
}
