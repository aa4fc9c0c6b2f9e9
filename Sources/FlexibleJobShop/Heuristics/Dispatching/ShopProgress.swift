/// A schedule that is made up to a point: what is done, and what the rest may build on.
package struct ShopProgress: Sendable, Hashable {
  /// `next[j]`: the first operation of job j that is not done, or the end of its range.
  package var next: [Int]
  /// `jobReady[j]`: when the last operation done of job j ends.
  package var jobReady: [Int]
  /// `machineFree[k]`: nothing new starts on machine k before.
  package var machineFree: [Int]
  /// `machines[i]`: where operation i ran; -1 while it is not done.
  package var machines: [Int]
  /// `starts[i]`: when operation i started; 0 while it is not done.
  package var starts: [Int]

  /// Nothing done.
  package init(_ instance: FlexibleJobShopInstance) {
    next = Array(instance.firstOperation.dropLast())
    jobReady = Array(repeating: 0, count: instance.jobCount)
    machineFree =
      instance.conditions.machineRelease ?? Array(repeating: 0, count: instance.machineCount)
    machines = Array(repeating: -1, count: instance.operationCount)
    starts = Array(repeating: 0, count: instance.operationCount)
  }
}
