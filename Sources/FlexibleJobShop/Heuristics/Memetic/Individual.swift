/// A schedule in a population: machines, heads, an order of all operations, makespan.
struct Individual: Sendable {
  var machines: [Int32]
  var heads: [Int]
  var order: [Int32]
  var makespan: Int

  /// Takes the best schedule of a search.
  init(bestOf search: TabuSearch, on graph: ShopGraph) {
    graph.load(machines: search.bestMachines, order: search.bestOrder)
    self.init(of: graph)
  }

  /// Takes the schedule of a graph.
  init(of graph: ShopGraph) {
    let count = graph.count
    machines = (0..<count).map { graph.machine[$0] }
    heads = (0..<count).map { graph.head[$0] }
    order = (0..<count).map { graph.order[$0] }
    makespan = graph.makespan
  }

  /// The number of operations on different machines, plus the number of pairs of a job's neighbours in time ... of operations that follow
  /// each other directly on a machine here and not there.
  func distance(to other: Individual, _ shop: FlatShop) -> Int {
    var different = 0
    var last = [Int32](repeating: -1, count: shop.machineCount)
    var place = [Int](repeating: 0, count: order.count)
    for (p, i) in other.order.enumerated() { place[Int(i)] = p }
    for i in order {
      let k = Int(machines[Int(i)])
      if machines[Int(i)] != other.machines[Int(i)] { different += 1 }
      let before = Int(last[k])
      if before >= 0, other.machines[before] == other.machines[Int(i)],
        place[before] > place[Int(i)]
      {
        different += 1
      }
      last[k] = i
    }
    return different
  }
}
