/// No makespan is smaller: operations that cannot leave a pool of m machines, run there in their shortest durations.
///
/// For a set J of at least m such operations the m first and the m last ones on the machines are different operations, so
///
///     m * makespan >= (m smallest heads of J) + work of J + (m smallest tails of J).
///
/// J runs over the sets "head at least a, tail at least b".
///
/// - Source: Carlier and Pinson (1998), "Jackson's pseudo-preemptive schedule for the Pm/r_i,q_i/Cmax scheduling problem" (its bound
///   on sets of operations).
package enum PoolBound {
  /// The largest value of a pool; 0 when no operation has a choice, and where the sums may not fit 64 bits.
  ///
  /// - Parameters:
  ///   - pools: most pools looked at.
  ///   - thresholds: most values of a per pool.
  /// - Complexity: O(pools times (N machines / 64 + thresholds times N log m)).
  package static func makespan(
    _ heads: ShopHeads, of instance: FlexibleJobShopInstance, pools limit: Int = 100,
    thresholds: Int = 40, shouldStop: () -> Bool = { false }
  ) -> Int {
    // A sum of so many heads, so many tails and all work.
    let (largest, isLarge) = instance.horizon.multipliedReportingOverflow(
      by: 2 * instance.machineCount + 2)
    guard !isLarge, largest < .max - instance.machineCount else { return 0 }
    let pools = MachinePools(instance, limit: limit)
    let shortest = (0..<instance.operationCount).map { instance.shortestDuration(of: $0) }
    var best = 0
    for pool in pools.pools where !shouldStop() {
      let operations = pools.operations(in: pool).sorted { heads.tails[$0] > heads.tails[$1] }
      let size = MachinePools.size(pool)
      guard operations.count >= size else { continue }
      let values = Set(operations.map { heads.starts[$0] }).sorted()
      let step = max(1, (values.count + thresholds - 1) / thresholds)
      for k in stride(from: 0, to: values.count, by: step) {
        best = max(
          best,
          value(
            operations.filter { heads.starts[$0] >= values[k] }, size: size, heads, shortest))
      }
    }
    return best
  }

  /// The largest bound over the sets of the first operations of a list that is sorted by tail, longest first.
  private static func value(
    _ operations: [Int], size: Int, _ heads: ShopHeads, _ shortest: [Int]
  ) -> Int {
    var smallest: [Int] = []
    var (headSum, tailSum, work, best) = (0, 0, 0, 0)
    for (count, i) in operations.enumerated() {
      work += shortest[i]
      tailSum += heads.tails[i]
      if count >= size { tailSum -= heads.tails[operations[count - size]] }
      let head = heads.starts[i]
      if smallest.count < size || head < (smallest.last ?? 0) {
        if smallest.count == size { headSum -= smallest.removeLast() }
        smallest.insert(head, at: smallest.firstIndex { $0 > head } ?? smallest.count)
        headSum += head
      }
      if count + 1 >= size { best = max(best, (headSum + work + tailSum + size - 1) / size) }
    }
    return best
  }
}
