/// Tabu search for the makespan over insertions of critical operations on other machines and moves within critical blocks.
///
/// One iteration draws a critical path, values every move of its operations, makes the best one that is not tabu (or is expected
/// to beat the best schedule) and brings heads and tails up to date.
///
/// - Source: Mastrolilli and Gambardella (2000), "Effective neighbourhood functions for the flexible job shop problem"
///   (insertions); Balas and Vazacopoulos (1998), "Guided local search with shifting bottleneck for job shop scheduling", and
///   Zhang, Li, Guan and Rao (2007), "A tabu search algorithm with a new neighborhood structure for the job shop scheduling
///   problem" (blocks).
package final class TabuSearch {
  /// The present schedule.
  package let graph: ShopGraph
  let shop: FlatShop
  var random: SmallRandom
  let memory: TabuMemory
  /// The critical path of the present iteration, from its first operation to its last.
  let path: UnsafeMutablePointer<Int32>
  var pathLength = 0
  /// Heads within a block while a move is valued.
  let trial: UnsafeMutablePointer<Int>
  /// Iterations so far, over all runs.
  private(set) var iteration = 1
  /// The same for other modules: were the variable itself seen by them, every access in hot loops would be checked.
  package var iterations: Int { iteration }
  /// The least makespan since the last start.
  package private(set) var best = Int.max
  /// The best schedule since the last start: its machines by operation.
  package let bestMachines: UnsafeMutablePointer<Int32>
  /// The best schedule since the last start: an order of all operations.
  package let bestOrder: UnsafeMutablePointer<Int32>
  var choice = MoveChoice()
  /// Whether the best schedule is another one than the start.
  private(set) var hasMoved = false
  /// Whether the best schedule is the last one found of its makespan, not the first.
  var keepsEqual = false
  /// How long an attribute stays tabu: at least this, and how much more at most.
  let tenure: (least: Int, spread: Int)

  /// A search with buffers of its own; `start` gives it a schedule.
  ///
  /// - Parameters:
  ///   - shop: a whole instance or a window.
  ///   - seed: of critical paths, ties and tenures.
  ///   - tenure: iterations an attribute stays tabu, and how many more at most; nil = 10 + chains / machines, and half of it.
  package init(_ shop: FlatShop, seed: UInt64, tenure: (least: Int, spread: Int)? = nil) {
    self.shop = shop
    graph = ShopGraph(shop)
    random = SmallRandom(seed: seed)
    memory = TabuMemory(count: shop.count, machineCount: shop.machineCount)
    path = .allocate(capacity: shop.count + 1)
    trial = .allocate(capacity: shop.count + 1)
    bestMachines = .allocate(capacity: shop.count + 1)
    bestOrder = .allocate(capacity: shop.count + 1)
    let least = 10 + shop.jobCount / max(1, shop.machineCount)
    self.tenure = tenure ?? (least, max(1, least / 2))
  }

  deinit {
    path.deallocate()
    trial.deallocate()
    bestMachines.deallocate()
    bestOrder.deallocate()
  }

  /// Takes over a schedule as the start and the best.
  package func start(machines: UnsafePointer<Int32>, order: UnsafePointer<Int32>) {
    graph.load(machines: machines, order: order)
    memory.clear()
    best = Int.max
    keep()
    hasMoved = false
  }

  /// Takes over a schedule as the start and the best.
  package func start(machines: [Int32], order: [Int32]) {
    machines.withUnsafeBufferPointer { machines in
      order.withUnsafeBufferPointer { order in
        guard let machines = machines.baseAddress, let order = order.baseAddress else { return }
        start(machines: machines, order: order)
      }
    }
  }

  /// Searches until so many iterations have brought nothing better, a makespan is reached, or it is told to stop.
  ///
  /// - Parameters:
  ///   - patience: iterations without a better schedule.
  ///   - goal: a makespan that is good enough.
  ///   - stop: asked every 256 iterations, and more often where they take long.
  package func run(patience: Int, goal: Int, until stop: () -> Bool) {
    var last = iteration
    let pause = shop.count > 2000 ? 3 : 255
    while best > goal {
      if iteration & pause == 0, stop() { return }
      iteration &+= 1
      if !step() { return }
      if graph.makespan < best {
        keep()
        last = iteration
      } else {
        if iteration &- last > patience { return }
        if keepsEqual, graph.makespan == best { keep() }
      }
    }
  }

  /// Remembers the present schedule as the best.
  private func keep() {
    hasMoved = true
    best = graph.makespan
    bestMachines.update(from: graph.machine, count: shop.count)
    bestOrder.update(from: graph.order, count: shop.count)
  }

  /// One move; false where the critical path has none.
  private func step() -> Bool {
    drawPath()
    choice = MoveChoice()
    valueInsertions()
    valueBlocks()
    let aspires = choice.forbidden.value < min(best, choice.allowed.value)
    let move = aspires || choice.allowed.operation < 0 ? choice.forbidden : choice.allowed
    guard move.operation >= 0 else { return false }
    make(move)
    return true
  }

  /// Makes a move and forbids its reversal; where it would make a cycle (only operations of duration 0 lead to such moves) it is
  /// forbidden instead.
  private func make(_ move: ShopMove) {
    let v = move.operation
    let old = Int(graph.machine[v])
    let until = iteration &+ tenure.least &+ random.below(tenure.spread &+ 1)
    if old != move.machine {
      let isDone = graph.move(v, to: move.machine, at: move.number)
      memory.forbid(v, on: isDone ? old : move.machine, until: until)
      return
    }
    let first = shop.offset[old]
    let at = graph.index[v]
    guard graph.move(v, to: old, at: move.number) else {
      let w = Int(graph.sequence[first &+ move.number])
      let isForward = at < move.number
      memory.forbid(isForward ? w : v, before: isForward ? v : w, until: until)
      return
    }
    var p = at
    while p < move.number {
      memory.forbid(v, before: Int(graph.sequence[first &+ p]), until: until)
      p &+= 1
    }
    while p > move.number {
      memory.forbid(Int(graph.sequence[first &+ p]), before: v, until: until)
      p &-= 1
    }
  }

  /// Draws a critical path: from an operation that ends last backwards, at random where there are two ways.
  private func drawPath() {
    let graph = graph
    var seen = 0
    var v = -1
    for i in shop.lastOperations where graph.end[i] &+ shop.goal[i] == graph.makespan {
      seen += 1
      if random.below(seen) == 0 { v = i }
    }
    var k = 0
    while k < shop.machineCount {
      if graph.length[k] > 0 {
        let i = Int(graph.sequence[shop.offset[k] &+ graph.length[k] &- 1])
        if graph.end[i] &+ shop.machineGoal[k] == graph.makespan {
          seen += 1
          if random.below(seen) == 0 { v = i }
        }
      }
      k &+= 1
    }
    // Written from the back of the buffer, then moved to its front.
    var position = shop.count
    while v >= 0 {
      position &-= 1
      path[position] = Int32(v)
      let start = graph.head[v]
      let j = Int(shop.jobBefore[v])
      let k = Int(graph.before[v])
      let byJob = j < shop.count && graph.end[j] == start
      let byMachine = k < shop.count && graph.end[k] == start
      if byJob && byMachine {
        v = random.next() & 1 == 0 ? j : k
      } else {
        v = byJob ? j : (byMachine ? k : -1)
      }
    }
    pathLength = shop.count - position
    var p = 0
    while p < pathLength {
      path[p] = path[position &+ p]
      p &+= 1
    }
  }
}
