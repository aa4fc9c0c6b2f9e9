/// Improves a schedule window by window: tabu search on some operations that lie next to each other in the order, all others
/// fixed.
///
/// Every path through the schedule passes the window (or by it), with what stands before as heads and what stands behind as
/// tails: what is won in the window is won for the whole, and an iteration costs what the window costs, not what the schedule
/// does.
package final class WindowedTabu {
  let shop: FlatShop
  /// The whole schedule.
  package let graph: ShopGraph
  private var random: SmallRandom
  /// Iterations without a better schedule after which a window is left.
  var patience = 500
  /// By which share alternatives may cost more than the cheapest of their operation: every window draws one; nil = all
  /// alternatives.
  package var slacks: [Double?] = [nil]
  /// Windows looked at, and iterations in them.
  private(set) var windows = 0
  private(set) var iterations = 0
  private var machines: [Int32]
  private var order: [Int32]

  /// A search with buffers of its own; `load` gives it a schedule.
  package init(_ shop: FlatShop, seed: UInt64) {
    self.shop = shop
    graph = ShopGraph(shop)
    random = SmallRandom(seed: seed)
    machines = [Int32](repeating: 0, count: shop.count)
    order = machines
  }

  /// Takes over a schedule: machines, and an order of all operations.
  package func load(machines: [Int32], order: [Int32]) {
    graph.load(machines: machines, order: order)
    graph.sortOrderByHead()
  }

  /// Searches one window at a random place.
  ///
  /// - Parameters:
  ///   - size: the operations in it, at least 1.
  ///   - goal: a makespan that is good enough.
  ///   - stop: asked every 256 iterations.
  /// - Returns: whether the makespan came down.
  @discardableResult
  package func improve(size: Int, goal: Int, until stop: () -> Bool) -> Bool {
    let count = min(size, shop.count)
    // Windows at the ends are as likely as others.
    let first = min(max(0, random.below(shop.count) - count / 2), shop.count - count)
    let slack = slacks.count > 1 ? slacks[random.below(slacks.count)] : slacks.first ?? nil
    let part = FlatShop(window: first..<first + count, of: graph, slack: slack)
    let search = TabuSearch(part, seed: random.next())
    search.keepsEqual = true
    for n in 0..<count {
      machines[n] = graph.machine[Int(graph.order[first + n])]
      order[n] = Int32(n)
    }
    search.start(machines: machines, order: order)
    search.run(patience: patience, goal: goal, until: stop)
    iterations += search.iteration
    windows += 1
    guard search.hasMoved else { return false }
    let before = graph.makespan
    take(search, at: first, count)
    return graph.makespan < before
  }

  /// Puts the best schedule of a window into the whole.
  private func take(_ search: TabuSearch, at first: Int, _ count: Int) {
    for p in 0..<shop.count {
      let i = graph.order[p]
      order[p] = i
      machines[Int(i)] = graph.machine[Int(i)]
    }
    for n in 0..<count {
      let p = Int(search.bestOrder[n])
      let i = graph.order[first + p]
      order[first + n] = i
      machines[Int(i)] = search.bestMachines[p]
    }
    load(machines: machines, order: order)
  }
}
