/// A schedule in a population: machines, heads, an order of all operations in which every arc points forward, makespan.
struct Individual: Sendable {
  var machines: [Int32]
  var heads: [Int]
  var order: [Int32]
  var makespan: Int

  /// Takes the schedule of a graph.
  init(of graph: ShopGraph) {
    let count = graph.count
    machines = (0..<count).map { graph.machine[$0] }
    heads = (0..<count).map { graph.head[$0] }
    order = (0..<count).map { graph.order[$0] }
    makespan = graph.makespan
  }

  /// Takes a schedule without violations; nobody starts later than in it.
  init(_ schedule: ShopSchedule, _ shop: FlatShop, in graph: ShopGraph) {
    let machines = schedule.machines.map { Int32($0 ?? 0) }
    let starts = schedule.starts
    let ends = starts.indices.map { starts[$0] + shop.duration(of: $0, on: Int(machines[$0])) }
    // Of operations that start together on a machine all but one have duration 0 and stand before it.
    let order = starts.indices.map { Int32($0) }.sorted { x, y in
      let (a, b) = (Int(x), Int(y))
      return (starts[a], ends[a], a) < (starts[b], ends[b], b)
    }
    graph.load(machines: machines, order: order)
    self.init(of: graph)
  }

  /// Operations on different machines, plus neighbours on a machine here that have the other order there.
  ///
  /// - Complexity: O(operations + machines).
  func distance(to other: Individual, machineCount: Int) -> Int {
    var different = 0
    var last = [Int](repeating: -1, count: machineCount)
    var place = [Int](repeating: 0, count: order.count)
    for (p, i) in other.order.enumerated() { place[Int(i)] = p }
    for next in order {
      let i = Int(next)
      let k = Int(machines[i])
      let before = last[k]
      if machines[i] != other.machines[i] {
        different += 1
      } else if before >= 0, other.machines[before] == other.machines[i], place[before] > place[i] {
        different += 1
      }
      last[k] = i
    }
    return different
  }
}
