import OptCore

/// Warps that are given for a while, and the loop they leave.
struct GivenWarps {
  /// `warps[v]`; empty without warps.
  let warps: [WarpSet]
  /// The loop without warps.
  let plain: LoopInstance

  /// Warps of a schedule.
  ///
  /// - Returns: nil where operations do not fit them.
  init?(_ instance: LoopInstance, _ warps: [WarpSet], interval: Int) {
    guard let plain = instance.reduced(to: warps, interval: interval) else { return nil }
    (self.warps, self.plain) = (warps, plain)
  }

  /// The first interval that units and dependences allow with these warps.
  var leastInterval: Int? {
    let resources = ResourceBound(plain)
    return resources.misfit == nil
      ? max(resources.interval, RecurrenceBound(plain).interval) : nil
  }

  /// Warps with which units and dependences allow an interval; nil where a few attempts find none.
  ///
  /// - Parameters:
  ///   - start: begins with these warps instead of a partition.
  ///   - moving: operations that go to other warps first; nil = none, and the start is good as it is.
  ///   - isWild: whether warps are drawn at random, because good ones have turned out to be impossible.
  static func search(
    _ instance: LoopInstance, interval: Int, start: [WarpSet]?, moving: [Int]?, isWild: Bool,
    _ random: inout RandomStream
  ) -> GivenWarps? {
    guard instance.isJoint else { return GivenWarps(instance, [], interval: interval) }
    guard let first = start ?? WarpPartition(instance, interval: interval)?.warps,
      var search = PartitionSearch(instance, first)
    else { return nil }
    if start != nil, moving == nil, search.bound <= interval {
      return GivenWarps(instance, first, interval: interval)
    }
    if isWild {
      search.shake([], and: first.count, &random)
      return GivenWarps(instance, search.warps, interval: interval)
    }
    if let moving {
      search.shake(moving, and: 1 + first.count / shaken, &random)
    }
    search.descend(&random)
    var best = search
    for attempt in 0..<attempts where moving == nil || best.bound > interval {
      search = best
      if attempt == 0 {
        search.concentrate()
      } else {
        search.shake([], and: 1 + first.count / shaken, &random)
      }
      search.descend(&random)
      if search.cost < best.cost { best = search }
    }
    guard best.bound <= interval,
      let given = GivenWarps(instance, best.warps, interval: interval),
      let bound = given.leastInterval, bound <= interval
    else { return nil }
    return given
  }

  private static let attempts = 10
  private static let shaken = 20
}
