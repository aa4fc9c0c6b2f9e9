/// Bounds that look at one job at a time, as if it had the shop to itself.
package enum JobBound {
  /// No makespan is smaller: the longest job with releases, downtimes and its shortest durations.
  ///
  /// - Complexity: O(N).
  package static func makespan(_ heads: ShopHeads) -> Int {
    zip(heads.ends, heads.tails).reduce(0) { max($0, $1.0 + $1.1) }
  }

  /// No total weighted tardiness is smaller: `sum_j w[j] max(0, earliest end of j - due[j])`.
  ///
  /// - Complexity: O(n).
  package static func tardiness(_ heads: ShopHeads, of instance: FlexibleJobShopInstance) -> Int {
    let (due, weights) = (instance.conditions.jobDue ?? [], instance.conditions.jobWeight)
    return due.indices.reduce(0) { sum, job in
      guard let last = instance.operations(of: job).last else { return sum }
      return sum + (weights?[job] ?? 1) * max(0, heads.ends[last] - due[job])
    }
  }

  /// No start delay is smaller: `sum_i (earliest start of i - scheduled start of i)`.
  ///
  /// - Complexity: O(N).
  package static func startDelay(_ heads: ShopHeads, of instance: FlexibleJobShopInstance) -> Int {
    zip(heads.starts, instance.conditions.scheduledStart ?? []).reduce(0) { $0 + $1.0 - $1.1 }
  }
}
