/// Improves a long schedule window by window: tabu search on some operations that lie next to each other in the order, all others fixed.
///
/// Every path through the schedule passes the window (or by it), with what stands before as heads and what stands behind as tails: what is won in
/// the window is won for the whole, and an iteration costs what the window costs, not what the schedule does.
package final class WindowSearch {
  let shop: FlatShop
  package let graph: ShopGraph
  private var random: SmallRandom
  /// Iterations without a better schedule after which a window is left.
  var patience = 1500
  var windows = 0
  var gains = 0
  private(set) var iterations = 0
  private var machines: [Int32]
  private var order: [Int32]

  package init(_ shop: FlatShop, seed: UInt64) {
    self.shop = shop
    graph = ShopGraph(shop)
    random = SmallRandom(seed: seed)
    machines = [Int32](repeating: 0, count: shop.count)
    order = machines
  }

  /// Takes over a schedule.
  package func load(machines: [Int32], order: [Int32]) {
    machines.withUnsafeBufferPointer { machines in
      order.withUnsafeBufferPointer { order in
        guard let machines = machines.baseAddress, let order = order.baseAddress else { return }
        graph.load(machines: machines, order: order)
      }
    }
    sortByHead()
  }

  /// One window at a random place.
  ///
  /// - Returns: whether the makespan came down.
  package func improve(size: Int, goal: Int, until stop: () -> Bool) -> Bool {
    let count = min(size, shop.count)
    // Windows at the ends are as likely as others.
    let first = min(
      max(0, random.below(shop.count) - count / 2), shop.count - count)
    let window = first..<first + count
    let part = FlatShop(window: window, of: graph)
    let search = TabuSearch(part, seed: random.next())
    search.keepsEqual = true
    for p in window {
      let i = Int(graph.order[p])
      machines[p - first] = graph.machine[i]
      order[p - first] = Int32(p - first)
    }
    let before = graph.makespan
    start(search)
    search.run(patience: patience, goal: goal, until: stop)
    iterations += search.iteration
    windows += 1
    take(search, window)
    if graph.makespan < before {
      gains += 1
      return true
    }
    return false
  }

  private func start(_ search: TabuSearch) {
    machines.withUnsafeBufferPointer { machines in
      order.withUnsafeBufferPointer { order in
        guard let machines = machines.baseAddress, let order = order.baseAddress else { return }
        search.start(machines: machines, order: order)
      }
    }
  }

  /// Puts a window's best schedule into the whole.
  private func take(_ search: TabuSearch, _ window: Range<Int>) {
    let first = window.lowerBound
    for p in 0..<shop.count {
      let i = graph.order[p]
      order[p] = i
      machines[Int(i)] = graph.machine[Int(i)]
    }
    for n in 0..<window.count {
      let p = Int(search.bestOrder[n])
      let i = graph.order[first + p]
      order[first + n] = i
      machines[Int(i)] = search.bestMachines[p]
    }
    load(machines: machines, order: order)
  }

  /// Sorts the order by heads, so that windows are windows of time.
  private func sortByHead() {
    let graph = graph
    for p in 0..<shop.count { order[p] = graph.order[p] }
    let sorted = order.sorted { x, y in
      let (a, b) = (graph.head[Int(x)], graph.head[Int(y)])
      return a != b ? a < b : graph.place[Int(x)] < graph.place[Int(y)]
    }
    for (p, i) in sorted.enumerated() {
      graph.order[p] = i
      graph.place[Int(i)] = p
    }
  }
}
