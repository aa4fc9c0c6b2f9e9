import FlexibleJobShop
import OptCore
import Testing

@Suite("Preemptive schedules of one machine")
struct JacksonScheduleTests {
  /// The largest `least head + work + least tail` over all subsets, which the preemptive optimum equals.
  private func largestSet(_ items: [(head: Int, duration: Int, tail: Int)]) -> Int {
    (1..<max(1, 1 << items.count)).reduce(0) { best, set in
      let chosen = items.indices.filter { set >> $0 & 1 == 1 }.map { items[$0] }
      let head = chosen.map(\.head).min() ?? 0
      let tail = chosen.map(\.tail).min() ?? 0
      return max(best, head + tail + chosen.reduce(0) { $0 + $1.duration })
    }
  }

  /// The preemptive optimum by trying every choice in every unit of time.
  private func everyChoice(_ items: [(head: Int, duration: Int, tail: Int)], at time: Int = 0)
    -> Int
  {
    var value = Int.max
    let open = items.filter { $0.duration > 0 }
    if open.isEmpty { return 0 }
    for k in items.indices where items[k].duration > 0 && items[k].head <= time {
      var rest = items
      rest[k].duration -= 1
      let end = rest[k].duration == 0 ? time + 1 + rest[k].tail : 0
      value = min(value, max(end, everyChoice(rest, at: time + 1)))
    }
    return value < .max ? value : everyChoice(items, at: open.map(\.head).min() ?? time + 1)
  }

  @Test("The rule is optimal, and names a set that says so", arguments: 0..<4)
  func optimal(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<1000 {
      let items = (0..<random.below(7)).map { _ in
        (head: random.below(12), duration: random.below(6), tail: random.below(12))
      }
      let schedule = JacksonSchedule(
        items.map {
          .init(head: Double($0.head), duration: Double($0.duration), tail: Double($0.tail))
        })
      #expect(Int(schedule.value) == largestSet(items), "\(items)")
      let critical = items.filter {
        Double($0.head) >= schedule.criticalHead && Double($0.tail) >= schedule.criticalTail
      }
      let work = critical.reduce(0) { $0 + $1.duration }
      #expect(schedule.criticalHead + Double(work) + schedule.criticalTail == schedule.value)
    }
  }

  @Test("The rule against every choice in every unit of time")
  func everyUnit() {
    var random = RandomStream(seed: 9)
    for _ in 0..<300 {
      let items = (0..<3).map { _ in
        (head: random.below(5), duration: 1 + random.below(3), tail: random.below(6))
      }
      let schedule = JacksonSchedule(
        items.map {
          .init(head: Double($0.head), duration: Double($0.duration), tail: Double($0.tail))
        })
      #expect(Int(schedule.value) == everyChoice(items), "\(items)")
    }
  }
}
