/// The network of positions and times: its paths from start to end stand for the sequences still wanted.
///
/// A node (k, t) says that k jobs are done at tick t; an arc (j, k, t) says that job j stands at position k and
/// completes at tick t, and costs `w[j] max(0, t - d[j])`. A path may use a job twice or not at all; prices
/// `lambda[j]` for jobs (Lagrangian multipliers of "each job once") pull it towards permutations, and
///
///     min over paths of (cost - sum of prices along the path) + sum of all prices
///
/// is a lower bound for every choice of prices. Two arcs may follow each other only when the two jobs do not gain by
/// changing places there: a strict gain excludes the pair from every optimal sequence, and among sequences of equal
/// cost one with fewest inversions against a fixed order of the jobs is wanted.
///
/// Costs and prices are multiples of 1/64 held as reals, so that all sums are exact.
///
/// - Source: state-space relaxation with adjacent pairs after Abdul-Razaq and Potts (1988), "Dynamic programming
///   state-space relaxation for single-machine scheduling", and Tanaka, Fujikuma and Araki (2009), "An exact
///   algorithm for single-machine scheduling without machine idle time"; the position index is ours.
struct PositionTimeNetwork: Sendable {
  /// The arcs of one job at one position.
  struct Bundle: Sendable {
    let job: Int
    /// First and last completion.
    var lower: Int
    var upper: Int
    /// Place of the first arc in `costs` and in the tables of the passes.
    var offset: Int
  }

  let block: JobBlock
  let precedence: PrecedenceRelations
  /// Bundles by position; those of position k are `layers[k]..<layers[k + 1]`.
  private(set) var bundles: [Bundle] = []
  private(set) var layers: [Int] = [0]
  /// Cost of each arc; infinity = removed.
  private(set) var costs: [Double] = []
  /// For pairs (i, j): whether j may never, sometimes or always directly follow i.
  let succession: [Succession]
  let rank: [Int]

  enum Succession: UInt8, Sendable { case never, sometimes, always }

  /// Number of arcs, removed ones inside bundles included.
  var arcCount: Int { costs.count }

  /// The arcs that windows leave; nil when told to stop.
  ///
  /// - Parameter shouldStop: polled every few milliseconds of work.
  init?(
    _ block: JobBlock, _ precedence: PrecedenceRelations, _ windows: PositionWindows,
    shouldStop: () -> Bool
  ) {
    let n = block.jobCount
    self.block = block
    self.precedence = precedence
    var succession = [Succession](repeating: .sometimes, count: n * n)
    for i in 0..<n {
      if shouldStop() { return nil }
      for j in 0..<n {
        if i == j || precedence.isBefore(j, i) || precedence.separates(i, j) {
          succession[i * n + j] = .never
        } else if precedence.isBefore(i, j) {
          succession[i * n + j] = .always
        }
      }
    }
    self.succession = succession
    var rank = [Int](repeating: 0, count: n)
    let order = (0..<n).sorted {
      (block.dueDates[$0], block.processingTimes[$0], $0)
        < (block.dueDates[$1], block.processingTimes[$1], $1)
    }
    for (place, j) in order.enumerated() { rank[j] = place }
    self.rank = rank
    for k in 0..<n {
      if shouldStop() { return nil }
      for j in 0..<n where windows.allows(j, k) {
        let (lower, upper) = (windows.earliest(j, k), windows.latest(j, k))
        bundles.append(Bundle(job: j, lower: lower, upper: upper, offset: costs.count))
        for t in lower...upper { costs.append(Double(block.cost(of: j, completingAt: t))) }
      }
      layers.append(bundles.count)
    }
  }

  /// Drops arcs outside the windows and the removed ends of bundles.
  mutating func compress(_ windows: PositionWindows) {
    var kept: [Bundle] = []
    var keptLayers = [0]
    var keptCosts: [Double] = []
    for k in 0..<block.jobCount {
      for bundle in bundles[layers[k]..<layers[k + 1]] where windows.allows(bundle.job, k) {
        var lower = max(bundle.lower, windows.earliest(bundle.job, k))
        var upper = min(bundle.upper, windows.latest(bundle.job, k))
        let shift = bundle.offset - bundle.lower
        while lower <= upper, costs[lower + shift] == .infinity { lower += 1 }
        while lower <= upper, costs[upper + shift] == .infinity { upper -= 1 }
        if lower > upper { continue }
        kept.append(Bundle(job: bundle.job, lower: lower, upper: upper, offset: keptCosts.count))
        keptCosts.append(contentsOf: costs[(lower + shift)...(upper + shift)])
      }
      keptLayers.append(kept.count)
    }
    (bundles, layers, costs) = (kept, keptLayers, keptCosts)
  }

  /// Narrows windows to the arcs that are left.
  func narrow(_ windows: inout PositionWindows) {
    let n = block.jobCount
    var seen = [Bool](repeating: false, count: n * n)
    for k in 0..<n {
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        seen[bundle.job * n + k] = true
        windows.narrow(bundle.job, k, to: bundle.lower...bundle.upper)
      }
    }
    for j in 0..<n {
      for k in 0..<n where !seen[j * n + k] { windows.forbid(j, k) }
    }
  }

  /// Removes every arc whose best path costs more than `limit`.
  ///
  /// - Parameter offset: the sum of all prices.
  mutating func remove(
    above limit: Double, _ forward: [Double], _ backward: [Double], offset: Double
  ) {
    for arc in costs.indices where forward[arc] + backward[arc] + offset > limit {
      costs[arc] = .infinity
    }
  }
}
