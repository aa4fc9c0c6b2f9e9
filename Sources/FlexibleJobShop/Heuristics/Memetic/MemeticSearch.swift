/// A memetic search for the makespan: a small population of schedules, improved by tabu search on the whole schedule or on
/// windows of it, and mixed two by two.
///
/// Two ways to go on compete: a child of two schedules with tabu search, or a round of windows on one schedule. Each is chosen as
/// often as it has led to better schedules for its time of late.
///
/// - Source: after Ding, Lü, Li, Shen, Xu and Glover (2019), "A two-individual based evolutionary algorithm for the flexible job
///   shop scheduling problem", and González, Vela and Varela (2015), "Scatter search with path relinking for the flexible job
///   shop scheduling problem"; the way to mix two schedules and the windows are ours.
final class MemeticSearch {
  /// What one run may do.
  struct Settings: Sendable {
    /// Schedules in the population.
    var size = 8
    /// Iterations of tabu search without a better schedule before the next child.
    var patience = 4000
    /// Iterations without a better schedule in a window.
    var windowPatience = 500
    /// Least and most operations of a window.
    var windows = 40...120
    /// By which shares alternatives in windows may cost more than the cheapest at prices of machine time; nil = all alternatives.
    var slacks: [Double?] = [nil]
    /// The same for the schedules to begin with: the best of the slacks is taken.
    var startSlacks: [Double?] = [nil, 0.25, 0.5, 1]
  }

  let shop: FlatShop
  private let settings: Settings
  private let tabu: TabuSearch
  private let windows: WindowedTabu
  private let scratch: ShopGraph
  private var random: SmallRandom
  private var crossover: Crossover
  private var population: [Individual] = []
  private var arms = ArmChoice()
  private(set) var best: Individual?
  /// Children made, and rounds of windows.
  private(set) var children = 0
  private(set) var rounds = 0
  /// Steps since the best schedule was found.
  private(set) var idleSteps = 0
  /// Iterations of tabu search, in windows too.
  var iterations: Int { tabu.iteration + windows.iterations }

  init(_ shop: FlatShop, settings: Settings, seed: UInt64) {
    self.shop = shop
    self.settings = settings
    tabu = TabuSearch(shop, seed: seed &* 0x9E37_79B9 &+ 17)
    windows = WindowedTabu(shop, seed: seed &* 0x85EB_CA6B &+ 29)
    windows.patience = settings.windowPatience
    windows.slacks = settings.slacks
    scratch = ShopGraph(shop)
    random = SmallRandom(seed: seed)
    crossover = Crossover(shop)
  }

  /// How a run is told what it needs to know of the world.
  struct World {
    /// A makespan that is good enough.
    var goal: () -> Int
    /// Whether to stop; asked every 256 iterations, and more often where they take long.
    var stop: () -> Bool
    /// Schedule number n to begin with.
    var start: (Int) -> Individual
    /// Takes every better schedule.
    var found: (Individual) -> Void
    /// A schedule of somebody else that is better than a makespan.
    var better: (Int) -> Individual? = { _ in nil }
  }

  /// Searches until the goal is reached or it is told to stop; may be called again to go on.
  func run(_ world: World) {
    while !world.stop(), (best?.makespan ?? .max) > world.goal() { step(world) }
  }

  /// One schedule to begin with, one child, or one round of windows.
  func step(_ world: World) {
    idleSteps += 1
    if population.count < settings.size {
      let start = world.start(population.count)
      note(start, world)
      population.append(start)
      improve(start.machines, start.order, world)
      population[population.count - 1] = Individual(of: scratch)
      return
    }
    if let other = world.better(best?.makespan ?? .max) { adopt(other) }
    let before = best?.makespan ?? .max
    let clock = iterationCost
    let arm = shop.count < 30 ? .child : arms.draw(&random)
    switch arm {
    case .child: breed(world)
    case .windows: refine(world)
    }
    let cost = iterationCost - clock
    arms.credit(arm, gain: before > (best?.makespan ?? .max), cost: max(1, cost))
  }

  /// Iterations weighed by what they cost: about the operations they are about.
  private var iterationCost: Double {
    Double(tabu.iteration) * Double(shop.count) + Double(windows.iterations)
      * Double(settings.windows.upperBound + settings.windows.lowerBound) / 2
      + Double(windows.windows * shop.count) * 4
  }

  private func breed(_ world: World) {
    children += 1
    let i = random.below(population.count)
    var j = random.below(population.count - 1)
    if j >= i { j += 1 }
    crossover.mix(population[i], population[j], share: 64 + random.below(129), &random)
    improve(crossover.machines, crossover.order, world)
    insert(Individual(of: scratch))
  }

  /// Windows on one schedule, the better of two drawn, until they have had three times as many operations as there are.
  private func refine(_ world: World) {
    rounds += 1
    var n = random.below(population.count)
    let other = random.below(population.count)
    if population[other].makespan < population[n].makespan { n = other }
    windows.load(machines: population[n].machines, order: population[n].order)
    let least = min(settings.windows.lowerBound, shop.count)
    let most = max(least, min(settings.windows.upperBound, shop.count * 2 / 3))
    var covered = 0
    while covered < 3 * shop.count, !world.stop() {
      let size = least + random.below(most - least + 1)
      covered += size
      if windows.improve(size: size, goal: world.goal(), until: world.stop),
        windows.graph.makespan < (best?.makespan ?? .max)
      {
        note(Individual(of: windows.graph), world)
      }
    }
    population[n] = Individual(of: windows.graph)
  }

  /// Tabu search on a whole schedule; the best one is in `scratch` then.
  private func improve(_ machines: [Int32], _ order: [Int32], _ world: World) {
    tabu.start(machines: machines, order: order)
    tabu.run(patience: settings.patience, goal: world.goal(), until: world.stop)
    scratch.load(machines: tabu.bestMachines, order: tabu.bestOrder)
    if scratch.makespan < (best?.makespan ?? .max) { note(Individual(of: scratch), world) }
  }

  private func note(_ individual: Individual, _ world: World) {
    guard individual.makespan < (best?.makespan ?? .max) else { return }
    best = individual
    idleSteps = 0
    world.found(individual)
  }

  /// Takes somebody else's schedule in the place of the worst.
  private func adopt(_ other: Individual) {
    best = other
    insert(other)
  }

  /// Takes the place of one that is much like the new one, if that is no better, else of the worst.
  private func insert(_ child: Individual) {
    var worst = 0
    for i in population.indices where population[i].makespan > population[worst].makespan {
      worst = i
    }
    for i in population.indices
    where population[i].distance(to: child, machineCount: shop.machineCount) <= shop.count / 20 {
      if child.makespan <= population[i].makespan { population[i] = child }
      return
    }
    if child.makespan <= population[worst].makespan { population[worst] = child }
  }
}
