/// Shortest paths that let any job follow any other: one step for each arc, much cheaper and a little weaker.
extension PositionTimeNetwork {
  /// Least reduced cost of a path that ends with each arc, the arc included.
  ///
  /// - Complexity: O(arcs + positions * horizon).
  /// - Returns: false when told to stop; polled every few milliseconds of work.
  func freeForwardPass(
    _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: costs)
    var nodes = [Double](repeating: .infinity, count: block.horizon + 1)
    var next = nodes
    nodes[0] = 0
    var credit = PositionTimeNetwork.pollInterval
    for k in 0..<block.jobCount {
      guard pays(arcCount(ofLayer: k) + next.count, &credit, goesOn) else { return false }
      clear(&next)
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        let p = block.processingTimes[bundle.job]
        let price = prices[bundle.job]
        let shift = bundle.offset - bundle.lower
        var t = bundle.lower
        while t <= bundle.upper {
          let value = nodes[t &- p] + table[shift &+ t] - price
          table[shift &+ t] = value
          next[t] = value < next[t] ? value : next[t]
          t &+= 1
        }
      }
      swap(&nodes, &next)
    }
    return true
  }

  /// Least reduced cost of what can follow each arc, the arc excluded.
  ///
  /// - Complexity: O(arcs + positions * horizon).
  /// - Returns: false when told to stop; polled every few milliseconds of work.
  func freeBackwardPass(
    _ prices: [Double], into table: inout [Double], while goesOn: () -> Bool
  ) -> Bool {
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(.infinity, count: costs.count))
    var nodes = [Double](repeating: .infinity, count: block.horizon + 1)
    var next = nodes
    nodes[block.horizon] = 0
    var credit = PositionTimeNetwork.pollInterval
    for k in stride(from: block.jobCount - 1, through: 0, by: -1) {
      guard pays(arcCount(ofLayer: k) + next.count, &credit, goesOn) else { return false }
      clear(&next)
      for bundle in bundles[layers[k]..<layers[k + 1]] {
        let p = block.processingTimes[bundle.job]
        let price = prices[bundle.job]
        let shift = bundle.offset - bundle.lower
        var t = bundle.lower
        while t <= bundle.upper {
          let rest = nodes[t]
          table[shift &+ t] = rest
          let value = rest + costs[shift &+ t] - price
          next[t &- p] = value < next[t &- p] ? value : next[t &- p]
          t &+= 1
        }
      }
      swap(&nodes, &next)
    }
    return true
  }

  /// Takes the work of one stretch from the credit until the next poll; false when the poll says stop.
  func pays(_ work: Int, _ credit: inout Int, _ goesOn: () -> Bool) -> Bool {
    credit &-= work
    if credit >= 0 { return true }
    credit = PositionTimeNetwork.pollInterval
    return goesOn()
  }

  private func clear(_ nodes: inout [Double]) {
    var t = 0
    while t < nodes.count {
      nodes[t] = .infinity
      t &+= 1
    }
  }
}
