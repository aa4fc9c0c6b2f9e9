/// Finds prices that make the network's bound large, and removes every arc that no sequence cheaper than the
/// cutoff can use.
///
/// Subgradient steps of Polyak's length towards the cutoff; after each round the arcs are tested at the best prices,
/// the windows shrink to what is left, and counting and work shrink them further.
package struct LagrangianFixing {
  /// How much work to spend.
  package struct Effort: Sendable {
    /// Most steps.
    package var steps = 600
    /// Steps between two tests of the arcs.
    package var stepsPerRound = 30
    /// Networks with more arcs are left alone.
    package var largestNetwork = 4_000_000

    /// The default.
    package init() {}
  }

  /// The best bound found.
  package private(set) var bound = -Double.infinity
  /// Steps taken.
  package private(set) var steps = 0
  private let block: JobBlock
  private let precedence: PrecedenceRelations
  private let effort: Effort
  /// Prices of the best bound, multiples of 1/64.
  private(set) var prices: [Double]

  /// Nothing known but relations.
  package init(_ block: JobBlock, _ precedence: PrecedenceRelations, _ effort: Effort = Effort()) {
    self.block = block
    self.precedence = precedence
    self.effort = effort
    prices = [Double](repeating: 0, count: block.jobCount)
  }

  /// Whether the network of these windows is small enough.
  package func fits(_ windows: PositionWindows) -> Bool {
    var arcs = 0
    for j in 0..<block.jobCount {
      for k in 0..<block.jobCount where windows.allows(j, k) {
        arcs += windows.latest(j, k) - windows.earliest(j, k) + 1
        if arcs > effort.largestNetwork { return false }
      }
    }
    return true
  }

  /// Shrinks the windows to sequences that may cost less than `cutoff`.
  ///
  /// - Parameter progress: receives the proven bound on all sequences after each step; true stops the work.
  /// - Returns: false when there are none: every sequence costs at least `cutoff`.
  package mutating func run(
    _ windows: inout PositionWindows, cutoff: Int, progress: (Int) -> Bool
  ) -> Bool {
    var network = PositionTimeNetwork(block, precedence, windows)
    var propagation = WindowPropagation(block, precedence)
    let limit = Double(cutoff) - 1
    var forward: [Double] = []
    var backward: [Double] = []
    var current = prices
    var scale = 1.0
    var stall = 0
    while steps < effort.steps, scale > 1e-3, !progress(wholeBound) {
      network.forwardPass(current, into: &forward)
      steps += 1
      var value = network.best(forward) + current.reduce(0, +)
      if value > limit { bound = max(bound, min(value, Double(cutoff))); return false }
      if value > bound {
        if value > bound + max(1e-4 * abs(bound), 0.05) { stall = 0 }
        bound = value
        prices = current
      } else {
        stall += 1
      }
      if steps % effort.stepsPerRound == 0 {
        network.forwardPass(prices, into: &forward)
        network.backwardPass(prices, into: &backward)
        network.remove(above: limit, forward, backward, offset: prices.reduce(0, +))
        network.compress(windows)
        network.narrow(&windows)
        guard propagation.run(&windows) else { return false }
        network.compress(windows)
        current = prices
        network.forwardPass(current, into: &forward)
        value = network.best(forward) + current.reduce(0, +)
        bound = max(bound, min(value, limit + 1))
        if value > limit { return false }
      }
      guard let path = network.cheapestPath(current, forward) else { return false }
      if stall >= 8 {
        scale *= 0.7
        stall = 0
      }
      guard step(from: &current, path, value, limit, scale) else { break }
    }
    return true
  }

  /// The bound rounded up to the next whole cost; 0 before the first step.
  private var wholeBound: Int { bound > 0 ? Int(bound.rounded(.up)) : 0 }

  /// One step against the constraint violations of a path; false when the path is a permutation.
  private func step(
    from current: inout [Double], _ path: [Int], _ value: Double, _ limit: Double, _ scale: Double
  ) -> Bool {
    var slack = [Double](repeating: 1, count: block.jobCount)
    for j in path { slack[j] -= 1 }
    let norm = slack.reduce(0) { $0 + $1 * $1 }
    guard norm > 0 else { return false }
    let length = scale * (limit + 1 - value) / norm
    for j in current.indices {
      current[j] = ((current[j] + length * slack[j]) * 64).rounded() / 64
    }
    return true
  }
}
