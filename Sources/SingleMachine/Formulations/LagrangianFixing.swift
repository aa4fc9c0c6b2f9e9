/// Finds prices that make the network's bound large, and removes every arc that no sequence cheaper than the
/// cutoff can use.
///
/// Subgradient steps of Polyak's length towards the cutoff; after each round the arcs are tested at the best prices,
/// the windows shrink to what is left, and counting and work shrink them further. Large networks are first worked
/// down with the cheap passes, then with those that heed adjacent pairs.
///
/// - Source: Held, Wolfe and Crowder (1974), "Validation of subgradient optimization"; fixing by Lagrangian costs as
///   in Ibaraki and Nakamura (1994), "A dynamic programming method for single machine scheduling".
package struct LagrangianFixing {
  /// How much work to spend.
  package struct Effort: Sendable {
    /// Most steps with each kind of pass.
    package var freeSteps = 200
    package var adjacentSteps = 600
    /// Steps between two tests of the arcs.
    package var stepsPerRound = 30
    /// Networks with fewer arcs skip the cheap passes.
    package var smallNetwork = 20_000
    /// Networks with more arcs are left alone.
    package var largestNetwork = 20_000_000

    /// The default.
    package init() {}
  }

  /// What the caller is told, and what it answers.
  package struct Listener {
    /// Receives the proven bound on all sequences at least every few milliseconds of work; true stops it.
    package var progress: (Int) -> Bool
    /// Receives an order worth a look; answers with the cost of the best order known.
    package var candidate: ([Int]) -> Int

    /// Listens with two closures.
    package init(
      progress: @escaping (Int) -> Bool = { _ in false },
      candidate: @escaping ([Int]) -> Int = { _ in .max }
    ) {
      self.progress = progress
      self.candidate = candidate
    }
  }

  /// The windows of the sequences still wanted.
  package private(set) var windows: PositionWindows
  /// The best bound found on all sequences.
  package private(set) var bound = -Double.infinity
  /// Steps taken.
  package private(set) var steps = 0
  /// Whether the listener stopped the work: what was ruled out until then holds.
  package private(set) var isStopped = false
  private let block: JobBlock
  private let effort: Effort
  private var network: PositionTimeNetwork
  private var propagation: WindowPropagation
  /// Prices of the best bound, multiples of 1/64.
  private var prices: [Double]
  /// Only costs up to this are wanted: the cutoff less 1.
  private var limit = Double.infinity
  private var forward: [Double] = []
  private var backward: [Double] = []

  /// The work for wanted sequences; nil when their network is too large, when their costs are too large for exact sums,
  /// or when told to stop.
  ///
  /// - Parameter shouldStop: polled every few milliseconds of work.
  package init?(
    _ wanted: WantedSequences, _ effort: Effort = Effort(),
    shouldStop: () -> Bool = { false }
  ) {
    guard LagrangianFixing.sumsAreExact(wanted.block) else { return nil }
    var arcs = 0
    for j in 0..<wanted.jobCount {
      for k in 0..<wanted.jobCount where wanted.windows.allows(j, k) {
        arcs += wanted.windows.latest(j, k) - wanted.windows.earliest(j, k) + 1
        if arcs > effort.largestNetwork { return nil }
      }
    }
    block = wanted.block
    windows = wanted.windows
    self.effort = effort
    guard
      let network = PositionTimeNetwork(
        wanted.block, wanted.precedence, wanted.windows, shouldStop: shouldStop)
    else { return nil }
    self.network = network
    propagation = WindowPropagation(wanted.block, wanted.precedence)
    prices = [Double](repeating: 0, count: wanted.jobCount)
  }

  /// Whether sums of costs and prices in steps of 1/64 stay below 2^53, with a margin for prices.
  private static func sumsAreExact(_ block: JobBlock) -> Bool {
    let farthest = block.dueDates.reduce(0.0) { max($0, abs(Double($1))) }
    let weight = block.weights.reduce(0.0) { $0 + Double($1) }
    return (Double(block.horizon) + farthest) * max(weight, Double(block.jobCount)) < 0x1p44
  }

  /// Shrinks the windows to sequences that may cost less than `cutoff`, or than a better order found on the way.
  ///
  /// - Returns: false when there are none: every sequence costs at least as much as the best known. A run that was
  ///   stopped says true.
  package mutating func run(cutoff: Int, _ listener: Listener) -> Bool {
    limit = Double(cutoff) - 1
    if network.arcCount > effort.smallNetwork {
      guard work(.free, steps: effort.freeSteps, smallestScale: 0.1, listener) else {
        return false
      }
      if isStopped { return true }
    }
    return work(.adjacent, steps: effort.adjacentSteps, smallestScale: 1e-3, listener)
  }

  /// Continues after `run` on the sequences that have job `j` at one of some positions.
  ///
  /// - Parameter cutoff: the cost of the best order known by now.
  /// - Returns: false when there are none cheaper.
  package mutating func restrict(
    _ j: Int, to positions: ClosedRange<Int>, cutoff: Int, steps: Int, _ listener: Listener
  ) -> Bool {
    limit = min(limit, Double(cutoff) - 1)
    for k in 0..<block.jobCount where !positions.contains(k) { windows.forbid(j, k) }
    guard propagate(listener) else { return false }
    network.compress(windows)
    return work(.adjacent, steps: steps, smallestScale: 0.1, listener)
  }

  /// Steps with one kind of pass; false when nothing is left. Told to stop, it ends at once, even within a pass.
  private mutating func work(
    _ kind: PositionTimeNetwork.Kind, steps most: Int, smallestScale: Double,
    _ listener: Listener
  ) -> Bool {
    var current = prices
    var scale = 1.0
    var stall = 0
    var best = -Double.infinity
    for step in 1...max(1, most) {
      if scale < smallestScale { break }
      guard passForward(kind, current, listener) else { return true }
      steps += 1
      var value = network.best(forward) + current.reduce(0, +)
      if value > best {
        stall = value > best + max(1e-4 * abs(best), 0.05) ? 0 : stall + 1
        best = value
        prices = current
        bound = max(bound, min(value, limit + 1))
      } else {
        stall += 1
      }
      if value > limit { return false }
      if step % effort.stepsPerRound == 0 || step == most {
        guard fix(kind, listener) else { return false }
        current = prices
        guard passForward(kind, current, listener) else { return true }
        value = network.best(forward) + current.reduce(0, +)
        if value > limit { return false }
      }
      guard let path = network.cheapestPath(kind, current, forward) else { return false }
      let slack = slack(of: path)
      let norm = slack.reduce(0) { $0 + $1 * $1 }
      if norm == 0 || step % effort.stepsPerRound == 1 {
        limit = min(limit, Double(listener.candidate(order(along: path))) - 1)
        if value > limit { return false }
      }
      if norm == 0 { return true }
      if stall >= 8 { (scale, stall) = (0.7 * scale, 0) }
      let length = scale * (limit + 1 - value) / norm
      for j in current.indices {
        current[j] = ((current[j] + length * slack[j]) * 64).rounded() / 64
      }
    }
    guard fix(kind, listener) else { return false }
    guard passForward(kind, prices, listener) else { return true }
    return network.best(forward) + prices.reduce(0, +) <= limit
  }

  /// The bound rounded up to the next whole cost; 0 before the first step.
  private var wholeBound: Int { bound > 0 ? Int(bound.rounded(.up)) : 0 }

  /// Counting and work shrink the windows; false when nothing is left.
  private mutating func propagate(_ listener: Listener) -> Bool {
    let bound = wholeBound
    return propagation.run(&windows, shouldStop: { listener.progress(bound) })
  }

  /// Fills `forward`; false when the listener stopped the work before or within the pass.
  private mutating func passForward(
    _ kind: PositionTimeNetwork.Kind, _ prices: [Double], _ listener: Listener
  ) -> Bool {
    let bound = wholeBound
    isStopped = isStopped || listener.progress(bound)
    if isStopped { return false }
    isStopped = !network.forwardPass(
      kind, prices, into: &forward, while: { !listener.progress(bound) })
    return !isStopped
  }

  /// Fills `backward`, after `passForward`; false when the listener stopped the work within the pass.
  private mutating func passBackward(
    _ kind: PositionTimeNetwork.Kind, _ prices: [Double], _ listener: Listener
  ) -> Bool {
    let bound = wholeBound
    isStopped = !network.backwardPass(
      kind, prices, into: &backward, while: { !listener.progress(bound) })
    return !isStopped
  }

  /// Tests every arc at the best prices; false when nothing is left. Stopped, it leaves the arcs as they are.
  private mutating func fix(_ kind: PositionTimeNetwork.Kind, _ listener: Listener) -> Bool {
    guard passForward(kind, prices, listener), passBackward(kind, prices, listener) else {
      return true
    }
    network.remove(above: limit, forward, backward, offset: prices.reduce(0, +))
    network.compress(windows)
    network.narrow(&windows)
    guard propagate(listener) else { return false }
    network.compress(windows)
    return true
  }

  /// 1 less the number of times each job stands on a path.
  private func slack(of path: [Int]) -> [Double] {
    var slack = [Double](repeating: 1, count: block.jobCount)
    for j in path { slack[j] -= 1 }
    return slack
  }

  /// The jobs by their first place on a path; jobs that are not on it at the middle of their positions.
  private func order(along path: [Int]) -> [Int] {
    var place = [Double](repeating: -1, count: block.jobCount)
    for (k, j) in path.enumerated() where place[j] < 0 { place[j] = Double(k) }
    for j in place.indices where place[j] < 0 {
      let range = windows.positions(of: j) ?? 0...0
      place[j] = Double(range.lowerBound + range.upperBound) / 2
    }
    return place.indices.sorted { (place[$0], $0) < (place[$1], $1) }
  }
}
