/// Operations that arcs hold together in both directions. What leads from one group to another is kept by moving the later one by
/// whole intervals, which changes no row and no lifetime that counts.
struct OperationGroups {
  /// `group[v]`: the group of operation v; groups come before those that their arcs lead to.
  let group: [Int]
  /// An operation of each group, the one that takes most of units.
  let anchors: [Int]
  /// The anchor of the largest group: all rows can be turned together, so that it starts at 0.
  let origin: Int

  init(_ task: LoopTask) {
    let components = StronglyConnected(task.arcs, count: task.instance.operationCount)
    group = components.component
    let work = task.instance.operations.map { operation in
      operation.uses.reduce(0) { $0 + ($1.to - $1.from) * $1.amount }
    }
    var anchors = [Int](repeating: -1, count: components.count)
    var sizes = [Int](repeating: 0, count: components.count)
    for (v, number) in group.enumerated() {
      sizes[number] += 1
      if anchors[number] < 0 || work[v] > work[anchors[number]] { anchors[number] = v }
    }
    self.anchors = anchors
    let largest = sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) } ?? 0
    origin = anchors[largest]
  }

  /// The same rows with every group moved by whole intervals, as early as dependences allow.
  ///
  /// - Complexity: O(n + e).
  func settled(_ schedule: LoopSchedule, in instance: LoopInstance) -> LoopSchedule {
    let interval = schedule.interval
    // A group is not moved below 0 either.
    var turns = [Int](repeating: .min, count: anchors.count)
    for (v, start) in schedule.starts.enumerated() {
      turns[group[v]] = max(turns[group[v]], -LoopTask.floor(start, interval))
    }
    let edges = instance.edges.filter { group[$0.source] != group[$0.target] }
      .sorted { group[$0.source] < group[$1.source] }
    for edge in edges {
      let spill = schedule.crosses(edge) ? instance.operations[edge.source].spill : 0
      let gap =
        schedule.starts[edge.source] + edge.delay + spill - edge.distance * interval
        - schedule.starts[edge.target]
      let least = turns[group[edge.source]] - LoopTask.floor(-gap, interval)
      turns[group[edge.target]] = max(turns[group[edge.target]], least)
    }
    return LoopSchedule(
      interval: interval,
      starts: schedule.starts.enumerated().map { $1 + turns[group[$0]] * interval },
      warps: schedule.warps
    ).movedToZero()
  }
}
