/// Values and paths of either kind of pass.
extension PositionTimeNetwork {
  /// Which consecutive jobs a pass allows.
  enum Kind: Sendable {
    /// Any job may follow any other.
    case free
    /// Only pairs that do not gain by changing places.
    case adjacent
  }

  /// Least reduced cost of a path that ends with each arc, the arc included.
  ///
  /// - Parameter goesOn: polled every few milliseconds of work.
  /// - Returns: false when told to stop; the table is then incomplete.
  func forwardPass(
    _ kind: Kind, _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    switch kind {
    case .free: freeForwardPass(prices, into: &table, while: goesOn)
    case .adjacent: adjacentForwardPass(prices, into: &table, while: goesOn)
    }
  }

  /// Least reduced cost of what can follow each arc, the arc excluded.
  ///
  /// - Parameter goesOn: polled every few milliseconds of work.
  /// - Returns: false when told to stop; the table is then incomplete.
  func backwardPass(
    _ kind: Kind, _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    switch kind {
    case .free: freeBackwardPass(prices, into: &table, while: goesOn)
    case .adjacent: adjacentBackwardPass(prices, into: &table, while: goesOn)
    }
  }

  /// Arcs, or pairs of arcs, looked at between two polls: about a millisecond.
  static let pollInterval = 1 << 20

  /// Number of arcs of a layer.
  func arcCount(ofLayer k: Int) -> Int {
    guard let first = bundles[layers[k]..<layers[k + 1]].first,
      let last = bundles[layers[k]..<layers[k + 1]].last
    else { return 0 }
    return last.offset + last.upper - last.lower + 1 - first.offset
  }

  /// The least entry among the arcs that complete the last position at the horizon.
  func best(_ forward: [Double]) -> Double {
    var best = Double.infinity
    for bundle in bundles[layers[block.jobCount - 1]..<layers[block.jobCount]]
    where bundle.lower <= block.horizon && block.horizon <= bundle.upper {
      best = min(best, forward[bundle.offset + block.horizon - bundle.lower])
    }
    return best
  }

  /// The jobs of a cheapest path, by position; nil when there is no path.
  func cheapestPath(_ kind: Kind, _ prices: [Double], _ forward: [Double]) -> [Int]? {
    let n = block.jobCount
    var path = [Int](repeating: 0, count: n)
    var time = block.horizon
    var wanted = best(forward)
    guard wanted < .infinity else { return nil }
    var next = -1
    for k in stride(from: n - 1, through: 0, by: -1) {
      var found = false
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        guard bundle.lower <= time, time <= bundle.upper else { continue }
        let arc = bundle.offset + time - bundle.lower
        guard forward[arc] == wanted else { continue }
        if kind == .adjacent, next >= 0, !mayFollow(bundle.job, next, at: time) { continue }
        path[k] = bundle.job
        next = bundle.job
        wanted -= costs[arc] - prices[bundle.job]
        time -= block.processingTimes[bundle.job]
        found = true
        break
      }
      guard found else { return nil }
    }
    return path
  }
}
