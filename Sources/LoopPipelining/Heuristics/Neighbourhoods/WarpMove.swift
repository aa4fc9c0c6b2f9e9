import OptCore

/// Another warp for an operation that is set aside, or for one beside it; rows stay.
enum WarpMove {
  /// The first of some moves, in a random order, with which no more operations are set aside; nil where there is none.
  ///
  /// - Complexity: O(n + e) for each warp, mostly.
  static func next(
    _ instance: LoopInstance, _ given: GivenWarps, _ schedule: TentativeSchedule,
    _ random: inout RandomStream
  ) -> (given: GivenWarps, schedule: TentativeSchedule)? {
    guard let machine = instance.machine.warps else { return nil }
    let aside = schedule.aside
    var v = aside[random.below(aside.count)]
    let edges = instance.incoming[v] + instance.outgoing[v]
    if !edges.isEmpty, random.below(2) == 0 {
      let edge = instance.edges[edges[random.below(edges.count)]]
      v = edge.source == v ? edge.target : edge.source
    }
    guard instance.operations[v].warpCount == 1 else { return nil }
    for warp in machine.usable(by: instance.operations[v]).shuffled(using: &random)
    where !given.warps[v].contains(warp) {
      var warps = given.warps
      warps[v] = WarpSet([warp])
      guard let next = GivenWarps(instance, warps, interval: schedule.interval),
        let moved = kept(schedule, in: next.plain, last: Set(aside + [v]))
      else { continue }
      let gain = aside.count - moved.aside.count
      if gain > 0 || gain == 0 && random.below(tieOdds) == 0 { return (next, moved) }
    }
    return nil
  }

  /// One of so many moves that gain nothing is made.
  private static let tieOdds = 3

  /// The same rows, and stages for the delays of another loop; nil where there are none.
  private static func kept(
    _ schedule: TentativeSchedule, in plain: LoopInstance, last: Set<Int>
  ) -> TentativeSchedule? {
    let interval = schedule.interval
    let starts = StageScheduling.shortened(
      LoopSchedule(interval: interval, starts: schedule.starts), in: plain
    ).starts
    let keeps = plain.edges.allSatisfy {
      starts[$0.target] + $0.distance * interval >= starts[$0.source] + $0.delay
    }
    return keeps
      ? TentativeSchedule(plain, interval: interval, starts: starts, last: last) : nil
  }
}
