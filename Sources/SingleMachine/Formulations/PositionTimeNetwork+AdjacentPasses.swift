/// Shortest paths that heed which jobs may follow each other: every pair of consecutive arcs is looked at.
extension PositionTimeNetwork {
  /// Whether job `j` may directly follow job `i` that completes at tick `s`.
  @inline(__always)
  func mayFollow(_ i: Int, _ j: Int, at s: Int) -> Bool {
    switch succession[i &* block.jobCount &+ j] {
    case .never: return false
    case .always: return true
    case .sometimes: break
    }
    let end = s &+ block.processingTimes[j]
    let kept = block.cost(of: i, completingAt: s) &+ block.cost(of: j, completingAt: end)
    let swapped =
      block.cost(of: j, completingAt: end &- block.processingTimes[i])
      &+ block.cost(of: i, completingAt: end)
    return kept < swapped || (kept == swapped && rank[i] < rank[j])
  }

  /// Least reduced cost of a path that ends with each arc, the arc included.
  ///
  /// - Returns: false when told to stop; polled every few milliseconds of work.
  func adjacentForwardPass(
    _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(.infinity, count: costs.count))
    var credit = PositionTimeNetwork.pollInterval
    for k in 0..<block.jobCount {
      let arcsBefore = k == 0 ? 0 : arcCount(ofLayer: k - 1)
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        guard pays(arcsBefore, &credit, goesOn) else { return false }
        let p = block.processingTimes[bundle.job]
        if k == 0 {
          if bundle.lower <= p, p <= bundle.upper { table[bundle.offset + p - bundle.lower] = 0 }
        } else {
          for earlier in bundles[layers[k - 1]..<layers[k]] {
            extend(earlier, to: bundle, &table)
          }
        }
        let price = prices[bundle.job]
        var arc = bundle.offset
        let end = bundle.offset + bundle.upper - bundle.lower
        while arc <= end {
          table[arc] += costs[arc] - price
          arc &+= 1
        }
      }
    }
    return true
  }

  private func extend(_ earlier: Bundle, to later: Bundle, _ table: inout [Double]) {
    let (i, j) = (earlier.job, later.job)
    if succession[i * block.jobCount + j] == .never { return }
    let p = block.processingTimes[j]
    var s = max(earlier.lower, later.lower - p)
    let last = min(earlier.upper, later.upper - p)
    let from = earlier.offset - earlier.lower
    let to = later.offset - later.lower + p
    while s <= last {
      let value = table[from &+ s]
      if value < table[to &+ s], mayFollow(i, j, at: s) { table[to &+ s] = value }
      s &+= 1
    }
  }

  /// Least reduced cost of what can follow each arc, the arc excluded.
  ///
  /// - Returns: false when told to stop; polled every few milliseconds of work.
  func adjacentBackwardPass(
    _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(.infinity, count: costs.count))
    let n = block.jobCount
    var credit = PositionTimeNetwork.pollInterval
    for k in stride(from: n - 1, through: 0, by: -1) {
      let arcsBehind = k == n - 1 ? 0 : arcCount(ofLayer: k + 1)
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        guard pays(arcsBehind, &credit, goesOn) else { return false }
        if k == n - 1 {
          let end = block.horizon
          if bundle.lower <= end, end <= bundle.upper {
            table[bundle.offset + end - bundle.lower] = 0
          }
        } else {
          for later in bundles[layers[k + 1]..<layers[k + 2]] {
            precede(later, by: bundle, prices[later.job], &table)
          }
        }
      }
    }
    return true
  }

  private func precede(
    _ later: Bundle, by earlier: Bundle, _ price: Double, _ table: inout [Double]
  ) {
    let (i, j) = (earlier.job, later.job)
    if succession[i * block.jobCount + j] == .never { return }
    let p = block.processingTimes[j]
    var s = max(earlier.lower, later.lower - p)
    let last = min(earlier.upper, later.upper - p)
    let to = earlier.offset - earlier.lower
    let from = later.offset - later.lower + p
    while s <= last {
      let value = table[from &+ s] + costs[from &+ s] - price
      if value < table[to &+ s], mayFollow(i, j, at: s) { table[to &+ s] = value }
      s &+= 1
    }
  }
}
