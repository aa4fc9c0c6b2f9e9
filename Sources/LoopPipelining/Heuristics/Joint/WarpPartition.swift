/// Shares operations out among warps before anything is scheduled: what hands over most stays together.
///
/// Operations of variable latency go to the warp for them. All others begin as clusters of their own, or of those that must run on the
/// same warps; the two whose parting would cost most in spills and waiting become one, as long as the warp has the cycles to issue all
/// of it and the registers to hold it; in the end the smallest are put together until there are as many as warps.
struct WarpPartition {
  /// `warps[v]`: the warps of operation v.
  let warps: [WarpSet]

  /// nil where operations need other numbers of warps than the clusters can be given, or other warps than those they are tied to.
  init?(_ instance: LoopInstance, interval: Int) {
    guard let machine = instance.machine.warps else { return nil }
    let plain = (0..<machine.count).filter { $0 != machine.variableLatencyWarp }
    let ties = WarpTies(instance)
    guard ties.impossibility == nil else { return nil }
    var clusters = Clusters(instance, machine, ties, interval: interval)
    clusters.merge(into: plain.count)
    // The heaviest first, each to the warps with most registers left.
    var sets = [WarpSet](repeating: WarpSet(), count: instance.operationCount)
    var load = [Int](repeating: 0, count: machine.count)
    for cluster in clusters.list.sorted(by: {
      ($0.issue, -$0.members[0]) > ($1.issue, -$1.members[0])
    }) {
      let chosen = plain.sorted {
        (load[$0], -(machine.registers[$0] ?? .max), $0) < (
          load[$1], -(machine.registers[$1] ?? .max), $1
        )
      }.prefix(cluster.warpCount)
      guard chosen.count == cluster.warpCount else { return nil }
      for warp in chosen { load[warp] += max(1, cluster.issue) }
      for v in cluster.members { sets[v] = WarpSet(chosen) }
    }
    if let own = machine.variableLatencyWarp {
      for (v, operation) in instance.operations.enumerated() where operation.hasVariableLatency {
        guard operation.warpCount == 1 else { return nil }
        sets[v] = WarpSet([own])
      }
    }
    warps = sets
  }
}

/// Operations that share warps.
private struct Clusters {
  struct Cluster {
    var members: [Int]
    var issue: Int
    var registers: Int
    var warpCount: Int

    mutating func take(_ other: Cluster) {
      members += other.members
      issue += other.issue
      registers += other.registers
    }
  }

  private(set) var list: [Cluster] = []
  private let instance: LoopInstance
  private let interval: Int
  private let budget: Int

  init(_ instance: LoopInstance, _ machine: LoopMachine.Warps, _ ties: WarpTies, interval: Int) {
    (self.instance, self.interval) = (instance, interval)
    budget = machine.registers.map { $0 ?? .max }.max() ?? .max
    var places: [Int: Int] = [:]
    for (v, operation) in instance.operations.enumerated()
    where machine.variableLatencyWarp == nil || !operation.hasVariableLatency {
      let own = Cluster(
        members: [v], issue: operation.issue, registers: operation.registersPerWarp,
        warpCount: operation.warpCount)
      if let place = places[ties.first[v]] {
        list[place].take(own)
      } else {
        places[v] = list.count
        list.append(own)
      }
    }
  }

  /// Merges as long as it saves something, then until there are few enough.
  mutating func merge(into count: Int) {
    while let pair = bestPair(onlySaving: true) { join(pair) }
    while list.count > count, let pair = bestPair(onlySaving: false) { join(pair) }
  }

  private mutating func join(_ pair: (Int, Int)) {
    list[pair.0].take(list.remove(at: pair.1))
  }

  /// The two clusters, the lower one first, whose parting costs most; without anything to save those that issue least.
  private func bestPair(onlySaving: Bool) -> (Int, Int)? {
    var cluster = [Int](repeating: -1, count: instance.operationCount)
    for (number, entry) in list.enumerated() { for v in entry.members { cluster[v] = number } }
    var costs = [Int](repeating: 0, count: list.count * list.count)
    for edge in instance.edges where edge.isData {
      let (a, b) = (cluster[edge.source], cluster[edge.target])
      guard a >= 0, b >= 0, a != b else { continue }
      let source = instance.operations[edge.source]
      costs[min(a, b) * list.count + max(a, b)] += source.spill + (source.registers > 0 ? 1 : 0)
    }
    var best: (key: (Int, Int), pair: (Int, Int))?
    for a in list.indices {
      for b in list.indices where b > a && list[a].warpCount == list[b].warpCount {
        let cost = costs[a * list.count + b]
        let issue = list[a].issue + list[b].issue
        let registers = list[a].registers.addingReportingOverflow(list[b].registers)
        let fits = issue < interval && !registers.overflow && registers.partialValue <= budget
        if onlySaving, !fits || cost == 0 { continue }
        let key = (cost, -issue)
        if best.map({ key > $0.key }) ?? true { best = (key, (a, b)) }
      }
    }
    return best?.pair
  }
}
