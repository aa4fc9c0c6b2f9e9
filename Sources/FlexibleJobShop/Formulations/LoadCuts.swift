import Modeling

/// `C >= a + work of T on machine k + b`, for sets T of operations that start at a or later and have b or more after them.
///
/// A start is that of the operation on whatever machine, so that the cut holds where none of T runs on k.
///
/// The pairs (a, b) of greatest value when every operation spreads evenly over its machines are chosen, each set once; the pair of all
/// operations is always among them.
/// Source: Jackson's preemptive bound in the form of Carlier (1982), "The one-machine sequencing problem", over operations that may run elsewhere.
struct LoadCuts {
  private struct Item {
    var head: Int
    var tail: Int
    var duration: Int
    var share: Double
    var used: LinearExpression
  }

  private let machine: Int
  private let items: [Item]

  init(_ linear: ShopLinear, _ k: Int) {
    machine = k
    let windows = linear.windows
    items =
      linear.task.objective != .makespan
      ? []
      : linear.alternatives(on: k).map { i, a in
        Item(
          head: windows.earliest[i], tail: windows.tail(of: i),
          duration: linear.task.durations[a],
          share: Double(linear.task.durations[a]) / Double(windows.alternatives(of: i).count),
          used: linear.used[a] ?? LinearExpression())
      }
  }

  /// Adds the cuts; none for objectives other than the makespan.
  ///
  /// - Complexity: O(1600 n) for n operations on the machine: of their different heads and tails at most 40 each are tried.
  func add(to linear: inout ShopLinear) {
    guard let makespan = linear.makespan, !items.isEmpty else { return }
    let (heads, tails) = (some(items.map(\.head)), some(items.map(\.tail)))
    var found: [(value: Double, head: Int, tail: Int, members: [Int])] = []
    for a in heads {
      for b in tails {
        let members = items.indices.filter { items[$0].head >= a && items[$0].tail >= b }
        if members.isEmpty { continue }
        let value = members.reduce(Double(a + b)) { $0 + items[$1].share }
        let isAll = members.count == items.count
        found.append((isAll ? .infinity : value, a, b, members))
      }
    }
    var sets: Set<[Int]> = []
    for cut in found.sorted(by: { ($0.value, $0.head, $0.tail) > ($1.value, $1.head, $1.tail) })
    where sets.count < ManneFormulation.cutsPerMachine {
      guard sets.insert(cut.members).inserted else { continue }
      let work = sum(cut.members) { Double(items[$0].duration) * items[$0].used }
      linear.model.require(
        makespan >= work + (cut.head + cut.tail), "load", machine, cut.head, cut.tail)
    }
  }

  /// At most 40 of the different values, the least one included.
  private func some(_ values: [Int]) -> [Int] {
    let all = Set(values).sorted()
    let step = (all.count + 39) / 40
    return stride(from: 0, to: all.count, by: max(1, step)).map { all[$0] }
  }
}
