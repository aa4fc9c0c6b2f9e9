import Glibc
import OptCore

/// Simulated annealing over schedules under all conditions, in cycles that start from the best schedule and take longer each
/// time.
///
/// - Source: Kirkpatrick, Gelatt and Vecchi (1983), "Optimization by simulated annealing"; van Laarhoven, Aarts and Lenstra
///   (1992), "Job shop scheduling by simulated annealing".
package final class AnnealingSearch {
  /// How it cools.
  package struct Settings: Sendable {
    /// First temperature in typical changes of the objective for the worse; cycles behind the first start at half of it.
    package var heat = 0.5
    /// Last temperature of every cycle as a share of `heat`.
    package var cooling = 0.01
    /// Moves tried in the first cycle, for every operation; 2,000 at least in all.
    package var effort = 200
    /// Every cycle is longer than the one before by this factor.
    package var growth = 1.5
    /// Share of moves of any operation rather than those that hold up costly ones.
    package var wild = 0.1
    /// Machines drawn for an operation that leaves its own; the fastest of them is taken.
    package var picks = 1

    /// The defaults.
    package init() {}
  }

  /// What a search reads and tells.
  struct World {
    /// No schedule is better.
    var goal: () -> Int
    /// Whether to stop.
    var stop: () -> Bool
    /// Receives better schedules, not all of them.
    var found: (ShopSchedule) -> Void
    /// A schedule that is better than a value, if there is one.
    var better: (Int) -> ShopSchedule?
  }

  /// Moves that were tried.
  package private(set) var evaluations = 0
  /// Cycles that are over.
  package private(set) var cycles = 0
  /// The best objective; `Int.max` before the first run.
  package private(set) var best = Int.max
  private let settings: Settings
  private let schedule: TimedSchedule
  private var choice: CriticalMoves
  private let bestMachine: UnsafeMutablePointer<Int32>
  private let bestOrder: UnsafeMutablePointer<Int32>
  private let bestStart: UnsafeMutablePointer<Int>
  private var isTold = true
  /// Moves to be tried in the next cycle.
  private var length: Double
  private let storage = FlatStorage()
  /// Moves between two looks at the world.
  private static let stride = 64
  /// Moves less 1 between two times at which the order is sorted and the best schedule told; one less than a power of 2.
  private static let pause = 8191

  /// A search with buffers of its own.
  package init(_ shop: TimedShop, _ settings: Settings, seed: UInt64) {
    self.settings = settings
    length = Double(max(2_000, settings.effort * shop.flat.count))
    schedule = TimedSchedule(shop)
    choice = CriticalMoves(
      schedule, random: RandomStream(seed: seed), wild: settings.wild, picks: settings.picks)
    bestMachine = storage.filled(0, schedule.count)
    bestOrder = storage.filled(0, schedule.count)
    bestStart = storage.filled(0, schedule.count)
  }

  /// Searches from a schedule without violations until told to stop, or the goal is met.
  func run(from first: ShopSchedule, _ world: World) {
    guard schedule.count > 0 else { return }
    if best == .max { adopt(first) }
    while !world.stop(), best > world.goal() {
      if let other = world.better(best) { adopt(other) }
      returnToBest()
      let typical = typicalChange()
      returnToBest()
      let isLater = cycles > 0
      cool(
        from: settings.heat * typical * (isLater ? 0.5 : 1),
        to: settings.heat * settings.cooling * typical,
        moves: Int(length), world)
      tell(world)
      cycles += 1
      length *= settings.growth
    }
    tell(world)
  }

  private func adopt(_ other: ShopSchedule) {
    schedule.load(other)
    keep()
    isTold = true
  }

  private func cool(from hot: Double, to cold: Double, moves: Int, _ world: World) {
    let factor = exp(log(cold / hot) * Double(AnnealingSearch.stride) / Double(moves))
    var temperature = hot
    var left = moves
    while left > 0, !world.stop() {
      var n = 0
      while n < AnnealingSearch.stride {
        let rise = Int(min(0x1p50, -temperature * log(1 - choice.random.unit())))
        attempt(limit: schedule.total &+ rise)
        n &+= 1
      }
      left -= n
      if left & AnnealingSearch.pause < n {
        schedule.sortOrder()
        tell(world)
      }
      temperature *= factor
      if best <= world.goal() { return }
    }
  }

  @inline(__always)
  private func attempt(limit: Int) {
    let move = choice.next()
    evaluations &+= 1
    if schedule.move(move.operation, to: move.machine, at: move.number, limit: limit),
      schedule.total < best
    {
      keep()
    }
  }

  /// The median change of the objective by moves that make it worse; at least 1.
  private func typicalChange() -> Double {
    var changes: [Int] = []
    for _ in 0..<400 where changes.count < 100 {
      let old = schedule.total
      attempt(limit: old &+ max(16, old))
      if schedule.total > old { changes.append(schedule.total - old) }
    }
    changes.sort()
    return changes.isEmpty ? 1 : Double(changes[changes.count / 2])
  }

  private func keep() {
    best = schedule.total
    bestMachine.update(from: schedule.machine, count: schedule.count)
    bestOrder.update(from: schedule.order, count: schedule.count)
    bestStart.update(from: schedule.start, count: schedule.count)
    isTold = false
  }

  private func returnToBest() {
    let count = schedule.count
    schedule.load(
      machines: (0..<count).map { bestMachine[$0] }, order: (0..<count).map { bestOrder[$0] })
    schedule.sortOrder()
  }

  private func tell(_ world: World) {
    guard !isTold else { return }
    isTold = true
    world.found(
      ShopSchedule(
        machines: (0..<schedule.count).map { Int(bestMachine[$0]) },
        starts: (0..<schedule.count).map { bestStart[$0] }))
  }
}
