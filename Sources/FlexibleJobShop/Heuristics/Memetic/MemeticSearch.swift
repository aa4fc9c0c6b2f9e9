/// A memetic search for the makespan: a small population of schedules that tabu search has improved, mixed two by two.
///
/// - Source: after Ding, Lü, Li, Shen, Xu and Glover (2019), "A two-individual based evolutionary algorithm for the flexible job shop
///   scheduling problem", and González, Vela and Varela (2015), "Scatter search with path relinking for the flexible job shop
///   scheduling problem"; the way to mix two schedules is ours.
final class MemeticSearch {
  let shop: FlatShop
  let tabu: TabuSearch
  private let scratch: ShopGraph
  private var random: SmallRandom
  private var crossover: Crossover
  private(set) var population: [Individual] = []
  /// Schedules in the population.
  var size = 8
  /// Iterations of tabu search without a better schedule before the next child.
  var patience = 4000
  private(set) var best: Individual?
  var children = 0

  init(_ shop: FlatShop, seed: UInt64, tenure: (least: Int, spread: Int)? = nil) {
    self.shop = shop
    tabu = TabuSearch(shop, seed: seed &* 0x9E37_79B9 &+ 17, tenure: tenure)
    scratch = ShopGraph(shop)
    random = SmallRandom(seed: seed)
    crossover = Crossover(shop)
  }

  /// Searches until a makespan is reached or it is told to stop.
  ///
  /// - Parameters:
  ///   - start: makes the schedule number n to begin with: machines and an order.
  ///   - found: told of every better schedule.
  func run(
    goal: Int, start: (Int) -> (machines: [Int32], order: [Int32]), until stop: () -> Bool,
    found: (ShopGraph) -> Void
  ) {
    while !stop() && (best?.makespan ?? .max) > goal {
      if population.count < size {
        let (machines, order) = start(population.count)
        improve(machines, order, goal, stop, found)
        population.append(Individual(bestOf: tabu, on: scratch))
        continue
      }
      children += 1
      let i = random.below(population.count)
      var j = random.below(population.count - 1)
      if j >= i { j += 1 }
      crossover.mix(population[i], population[j], share: 64 + random.below(129), &random)
      improve(crossover.machines, crossover.order, goal, stop, found)
      insert(Individual(bestOf: tabu, on: scratch))
    }
  }

  private func improve(
    _ machines: [Int32], _ order: [Int32], _ goal: Int, _ stop: () -> Bool,
    _ found: (ShopGraph) -> Void
  ) {
    machines.withUnsafeBufferPointer { machines in
      order.withUnsafeBufferPointer { order in
        guard let machines = machines.baseAddress, let order = order.baseAddress else { return }
        tabu.start(machines: machines, order: order)
      }
    }
    tabu.run(patience: patience, goal: goal, until: stop)
    guard tabu.best < (best?.makespan ?? .max) else { return }
    best = Individual(bestOf: tabu, on: scratch)
    found(scratch)
  }

  /// Takes the place of the worst, or of one that is much like the new one, if that is no better.
  private func insert(_ child: Individual) {
    var worst = 0
    for i in population.indices {
      if population[i].makespan > population[worst].makespan { worst = i }
    }
    for i in population.indices where population[i].distance(to: child, shop) <= shop.count / 20 {
      if child.makespan <= population[i].makespan { population[i] = child }
      return
    }
    if child.makespan <= population[worst].makespan { population[worst] = child }
  }
}
