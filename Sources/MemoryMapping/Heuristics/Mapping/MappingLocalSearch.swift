import Glibc
import OptCore

/// Annealing runs of growing length, each followed by large neighbourhoods; what is better than ever before is given addresses.
package struct MappingLocalSearch {
  let units: MappingUnits
  package let state: MappingState
  private var annealing: MappingAnnealing
  private var neighbourhoods: MappingNeighbourhoods
  private var placement: MappingPlacement
  private var random: RandomStream
  /// The least total for which addresses were found.
  package private(set) var bestTotal: Int
  /// Its mapping.
  package private(set) var best: Mapping
  /// The plans of the least total of the present run, whether or not they have addresses.
  private var runBest: MappingPlans
  private var runTotal: Int
  /// The total for which addresses were sought last.
  private var failedTotal = Int.max
  private var bestPlans: MappingPlans
  private var bestOffsets: [Int]

  /// Starts from the greedy mappings.
  package init(
    _ units: MappingUnits, seed: UInt64, worker: UInt64 = 0, isStopped: () -> Bool = { false }
  ) {
    self.units = units
    random = RandomStream(seed: seed, worker: worker)
    let greedy = XLAGreedy.best(units, isStopped: isStopped)
    state = greedy.state
    best = greedy.mapping
    bestTotal = state.total
    bestOffsets = greedy.offsets
    annealing = MappingAnnealing(
      units, state: state, random: RandomStream(seed: random.next()))
    neighbourhoods = MappingNeighbourhoods(state, random: RandomStream(seed: random.next()))
    placement = MappingPlacement(units, random: RandomStream(seed: random.next()))
    runBest = MappingPlans(of: state)
    bestPlans = runBest
    runTotal = bestTotal
  }

  /// Evaluations so far: the unit of work.
  package var work: Int { state.evaluations }

  /// Rounds without a better mapping after which it ends.
  static let patience = 16

  /// Rounds until `isStopped`, or until many in a row gained nothing.
  ///
  /// - Parameter found: is told each better mapping.
  package mutating func run<Failure: Error>(
    isStopped: () -> Bool, found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    try found(best)
    guard !annealing.movable.isEmpty else { return }
    var round = 0
    var idleRounds = 0
    while idleRounds < Self.patience, !isStopped() {
      let before = bestTotal
      let moves = 20_000 << min(round / 2, 5)
      if round % 2 == 0 {
        try anneal(moves: moves, from: round % 4 == 0 ? 0.1 : 0.4, isStopped, found)
        runBest.restore(state)
      } else {
        bestPlans.restore(state)
        try reheat(moves: moves, isStopped, found)
      }
      try improve(isStopped, found)
      if try !keep(attempts: 400, found) { try improvePacked(isStopped, found) }
      round += 1
      idleRounds = bestTotal < before ? 0 : idleRounds + 1
    }
  }

  private mutating func anneal<Failure: Error>(
    moves: Int, from start: Double, _ isStopped: () -> Bool,
    _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    let scale = Double(max(1, state.base)) / Double(max(1, units.units.count))
    let end = 0.0005
    annealing.current = state.total
    runTotal = annealing.current
    runBest.update(from: state)
    let block = 256
    let fall = exp(log(end / start) * Double(block) / Double(moves))
    var temperature = start * scale
    for _ in 0..<max(1, moves / block) {
      if isStopped() { break }
      for _ in 0..<block where annealing.step(temperature: temperature) {
        guard annealing.current < runTotal else { continue }
        runTotal = annealing.current
        runBest.update(from: state)
      }
      temperature *= fall
      if annealing.current < bestTotal, annealing.current != failedTotal {
        failedTotal = annealing.current
        try keep(attempts: 4, found)
      }
    }
  }

  /// Short runs whose moves begin in a window of instructions; those that lose are undone.
  private mutating func reheat<Failure: Error>(
    moves: Int, _ isStopped: () -> Bool, _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    let each = 5_000
    defer { annealing.focus(on: nil) }
    for _ in 0..<moves / each where !isStopped() {
      let (before, plans) = (state.total, MappingPlans(of: state))
      let width = min(units.count, 6 + random.below(40))
      let first = random.below(units.count - width + 1)
      annealing.focus(on: first..<first + width)
      try anneal(moves: each, from: [0.01, 0.03, 0.1][random.below(3)], isStopped, found)
      if runTotal <= before { runBest.restore(state) } else { plans.restore(state) }
    }
  }

  /// Windows until many in a row gained nothing.
  private mutating func improve<Failure: Error>(
    _ isStopped: () -> Bool, _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    var idle = 0
    let limit = work + 40_000
    while idle < 60, work < limit, !isStopped() {
      idle = neighbourhoods.step() ? 0 : idle + 1
    }
    runTotal = state.total
    runBest.update(from: state)
  }

  /// Windows from the best mapping on, each only as far as addresses are found.
  private mutating func improvePacked<Failure: Error>(
    _ isStopped: () -> Bool, _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    bestPlans.restore(state)
    var offsets = bestOffsets
    var memory = ChunkPacker(units)
    for unit in units.units.indices {
      for stay in state.stays(of: unit) {
        var block = state.block(stay, of: unit)
        block.offset = offsets[stay]
        memory.insert(block)
      }
    }
    var idle = 0
    let limit = work + 40_000
    while idle < 100, work < limit, !isStopped() {
      idle = neighbourhoods.step(&memory, &offsets) ? 0 : idle + 1
      if idle == 0, state.total < bestTotal { try accept(state.total, offsets, found) }
    }
  }

  /// Finds addresses for the state when its total is the least so far; false = there were none for it.
  @discardableResult
  private mutating func keep<Failure: Error>(
    attempts: Int, _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let total = state.total
    guard total < bestTotal else { return true }
    if let offsets = placement.offsets(of: state, attempts: attempts) {
      try accept(total, offsets, found)
      return true
    }
    guard attempts > 20 else { return false }
    let offsets = placement.forced(state)
    if state.total < bestTotal { try accept(state.total, offsets, found) }
    return false
  }

  private mutating func accept<Failure: Error>(
    _ total: Int, _ offsets: [Int], _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    bestTotal = total
    bestOffsets = offsets
    best = state.mapping(offsets: offsets)
    bestPlans.update(from: state)
    try found(best)
  }
}
