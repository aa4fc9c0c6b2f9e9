import Glibc
import OptCore

/// Annealing runs of growing length, each followed by large neighbourhoods; what is better than ever before is given addresses.
package struct MappingLocalSearch {
  let units: MappingUnits
  let state: MappingState
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
  /// The least total for which a search for addresses was made in vain.
  private var failedTotal = Int.max
  private var bestPlans: MappingPlans

  package init(_ units: MappingUnits, seed: UInt64, worker: UInt64 = 0) {
    self.units = units
    random = RandomStream(seed: seed, worker: worker)
    var greedy = XLAGreedy(units)
    greedy.run()
    state = greedy.state
    best = greedy.mapping
    bestTotal = state.total
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

  /// Rounds until `isStopped`, or until nothing can be gained.
  ///
  /// - Parameter found: is told each better mapping.
  package mutating func run<Failure: Error>(
    isStopped: () -> Bool, found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    try found(best)
    guard !annealing.movable.isEmpty else { return }
    var round = 0
    while !isStopped() {
      if round % 3 == 2 { bestPlans.restore(state) }
      try anneal(
        moves: 20_000 << min(round / 2, 7), from: [0.1, 0.4, 0.03][round % 3], isStopped, found)
      runBest.restore(state)
      try improve(isStopped, found)
      try keep(attempts: 400, found)
      round += 1
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
    var isPending = false
    let block = 256
    let fall = exp(log(end / start) * Double(block) / Double(moves))
    var temperature = start * scale
    for _ in 0..<max(1, moves / block) {
      if isStopped() { break }
      for _ in 0..<block where annealing.step(temperature: temperature) {
        guard annealing.current < runTotal else { continue }
        runTotal = annealing.current
        runBest.update(from: state)
        isPending = true
      }
      temperature *= fall
      if isPending, runTotal < bestTotal, annealing.current == runTotal {
        isPending = false
        try keep(attempts: 4, found)
      }
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

  /// Finds addresses for the state when its total is the least so far.
  private mutating func keep<Failure: Error>(
    attempts: Int, _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    var total = state.total
    guard total < bestTotal else { return }
    if let offsets = placement.offsets(of: state, attempts: attempts) {
      return try accept(total, offsets, found)
    }
    guard attempts > 20 else { return }
    let offsets = placement.forced(state)
    total = state.total
    if total < bestTotal { try accept(total, offsets, found) }
  }

  private mutating func accept<Failure: Error>(
    _ total: Int, _ offsets: [Int], _ found: (Mapping) throws(Failure) -> Void
  ) throws(Failure) {
    bestTotal = total
    best = state.mapping(offsets: offsets)
    bestPlans.update(from: state)
    try found(best)
  }
}
