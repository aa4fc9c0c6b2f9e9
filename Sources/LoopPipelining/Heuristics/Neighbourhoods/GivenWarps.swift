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

  /// Warps that promise most for an interval, of a few attempts; nil where there are none.
  ///
  /// - Parameters:
  ///   - start: begins with these warps instead of a partition.
  ///   - anew: whether other ones are wanted.
  static func search(
    _ instance: LoopInstance, interval: Int, start: [WarpSet]?, anew: Bool,
    _ random: inout RandomStream
  ) -> GivenWarps? {
    guard instance.isJoint else { return GivenWarps(instance, [], interval: interval) }
    guard let first = start ?? WarpPartition(instance, interval: interval)?.warps,
      var search = PartitionSearch(instance, first)
    else { return nil }
    var best: (bound: Int, warps: GivenWarps)?
    for attempt in 0..<attempts {
      if attempt > 0 || anew { search.shake(1 + first.count / shaken, &random) }
      search.descend(&random)
      guard let given = GivenWarps(instance, search.warps, interval: interval),
        let bound = given.leastInterval
      else { continue }
      if best.map({ bound < $0.bound }) ?? true { best = (bound, given) }
      if bound <= interval { break }
    }
    return best?.warps
  }

  private static let attempts = 4
  private static let shaken = 10
}
