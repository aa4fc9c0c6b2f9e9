/// The order in which operations that issue in the same cycle are written down: an operation before those that depend on it.
struct IssueOrder {
  /// By operation its place among all of them.
  let ranks: [Int]

  /// The order for a schedule; where dependences leave a choice, or go round in a circle without any delay, by number.
  ///
  /// - Complexity: O((n + e) log n).
  init(of schedule: LoopSchedule, in instance: LoopInstance) {
    let count = instance.operationCount
    var targets = [[Int]](repeating: [], count: count)
    var waiting = [Int](repeating: 0, count: count)
    for edge in instance.edges where edge.source != edge.target && edge.delay >= 0 {
      let start = schedule.starts[edge.target] + edge.distance * schedule.interval
      guard start == schedule.starts[edge.source] else { continue }
      targets[edge.source].append(edge.target)
      waiting[edge.target] += 1
    }
    // Level by level: all that wait for nothing, then those that waited for them.
    var ranks = [Int](repeating: count, count: count)
    var level = (0..<count).filter { waiting[$0] == 0 }
    var rank = 0
    while !level.isEmpty {
      var next: [Int] = []
      for v in level {
        ranks[v] = rank
        rank += 1
        for target in targets[v] {
          waiting[target] -= 1
          if waiting[target] == 0 { next.append(target) }
        }
      }
      level = next.sorted()
    }
    self.ranks = ranks
  }
}
