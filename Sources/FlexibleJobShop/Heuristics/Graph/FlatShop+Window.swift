extension FlatShop {
  /// What the operations at places `window` of a graph's order can still do when all others stay as they are.
  ///
  /// Operation n of the window is the one at place `window.lowerBound + n`. Any schedule of the window, put in the place of
  /// the present one, gives the whole schedule a makespan of its own or that of the paths that pass by, whichever is more.
  ///
  /// - Parameter slack: by which share an alternative may cost more than the cheapest of its operation; dearer ones are left out, but
  ///   not the present one. nil = all alternatives.
  package convenience init(window: Range<Int>, of graph: ShopGraph, slack: Double? = nil) {
    let shop = graph.shop
    var alternatives = 0
    var chains = 0
    for p in window {
      let i = Int(graph.order[p])
      alternatives += Int(shop.firstAlternative[i + 1] - shop.firstAlternative[i])
      let before = Int(shop.jobBefore[i])
      if before == shop.count || graph.place[before] < window.lowerBound { chains += 1 }
    }
    self.init(
      count: window.count, machineCount: shop.machineCount, jobCount: chains,
      alternatives: alternatives)
    takeMachines(window, of: graph)
    takeJobs(window, of: graph)
    takeAlternatives(window, of: graph, slack)
    measureRoom()
  }

  /// Machines begin with the end of the last operation before the window, and are to end with the rest of the first behind it; those
  /// of the window are in one piece between.
  private func takeMachines(_ window: Range<Int>, of graph: ShopGraph) {
    let shop = graph.shop
    for k in 0..<machineCount {
      machineRelease[k] = shop.machineRelease[k]
      machineGoal[k] = shop.machineGoal[k]
      let sequence = graph.sequence + shop.offset[k]
      /// The first number on the machine whose operation stands at a place or behind it.
      func first(from place: Int) -> Int {
        var (low, high) = (0, graph.length[k])
        while low < high {
          let middle = (low + high) >> 1
          if graph.place[Int(sequence[middle])] >= place { high = middle } else { low = middle + 1 }
        }
        return low
      }
      let begin = first(from: window.lowerBound)
      let end = first(from: window.upperBound)
      if begin > 0 { machineRelease[k] = graph.end[Int(sequence[begin - 1])] }
      if end < graph.length[k] { machineGoal[k] = graph.rest[Int(sequence[end])] }
    }
  }

  private func takeJobs(_ window: Range<Int>, of graph: ShopGraph) {
    let shop = graph.shop
    for n in 0..<count {
      let i = Int(graph.order[window.lowerBound + n])
      release[n] = shop.release[i]
      goal[n] = shop.goal[i]
      let before = Int(shop.jobBefore[i])
      if before < shop.count {
        if graph.place[before] >= window.lowerBound {
          chain(graph.place[before] - window.lowerBound, n)
        } else {
          release[n] = max(release[n], graph.end[before])
        }
      }
      let after = Int(shop.jobAfter[i])
      if after == shop.count || graph.place[after] >= window.upperBound {
        lastOperations.append(n)
        if after < shop.count { goal[n] = max(goal[n], graph.rest[after]) }
      }
    }
  }

  private func takeAlternatives(_ window: Range<Int>, of graph: ShopGraph, _ slack: Double?) {
    let shop = graph.shop
    var a = 0
    for n in 0..<count {
      let i = Int(graph.order[window.lowerBound + n])
      let all = Int(shop.firstAlternative[i])..<Int(shop.firstAlternative[i + 1])
      var most = Double.infinity
      if let slack {
        for b in all { most = min(most, shop.costs[b]) }
        most *= 1 + slack
      }
      for b in all where shop.costs[b] <= most || shop.machines[b] == graph.machine[i] {
        machines[a] = shop.machines[b]
        durations[a] = shop.durations[b]
        a += 1
      }
      firstAlternative[n + 1] = Int32(a)
    }
  }
}
