extension Refuter {
  /// Tests whether tasks on one machine fit between their bounds.
  ///
  /// For every earliest start a and every latest end b, the tasks that lie between the two take at most b - a. A task
  /// that would be too much between a and b, but can leave on one side, comes after all of them, or before.
  mutating func testLoads() -> Bool {
    let spans = spans
    let solid = exclusiveSpans().sorted { spans[$0].latestEnd < spans[$1].latestEnd }
    guard solid.count > 1 else { return true }
    work += solid.count * solid.count
    let longest = solid.reduce(0) { max($0, spans[$1].length) }
    for first in solid {
      let begin = spans[first].earliest
      var load = 0
      for last in solid.indices where spans[solid[last]].earliest >= begin {
        load += spans[solid[last]].length
        let room = spans[solid[last]].latestEnd - begin - load
        if room < 0 { return false }
        if room < longest, !orderAround(solid, last, begin, room) { return false }
      }
    }
    return true
  }

  /// Orders tasks against the set of those that start from `begin` and are among the first in `solid`, up to `last`.
  ///
  /// - Parameter room: what the set leaves until the latest end of task `last`.
  private mutating func orderAround(_ solid: [Int], _ last: Int, _ begin: Int, _ room: Int)
    -> Bool
  {
    work += solid.count
    for (rank, task) in solid.enumerated() where spans[task].length > room {
      let isLater = rank > last && spans[task].earliest >= begin
      let isEarlier = rank <= last && spans[task].earliest < begin
      guard isLater || isEarlier else { continue }
      for other in solid[...last] where spans[other].earliest >= begin {
        if isSettled(min(task, other), max(task, other)) { continue }
        settle(task, other)
        let isIn =
          isLater
          ? order(shape.items, other, before: task) : order(shape.items, task, before: other)
        if !isIn { return false }
      }
    }
    return true
  }
}
