/// How early operations can start and how much must follow them, when machines are never occupied by other operations.
///
/// - Complexity: O(A) and O(downtimes of the machine) per alternative.
package struct ShopHeads: Sendable {
  /// `starts[i]`: operation i does not start before.
  package let starts: [Int]
  /// `ends[i]`: operation i does not end before.
  package let ends: [Int]
  /// `tails[i]`: the time between the end of operation i and the end of its job is at least this.
  package let tails: [Int]
  /// `alternativeStarts[a]`: operation i does not start before when it runs as its alternative a.
  package let alternativeStarts: [Int]

  /// Propagates releases, durations and downtimes along the jobs.
  package init(_ instance: FlexibleJobShopInstance) {
    self.init(instance, MachineDowntimes(instance))
  }

  init(_ instance: FlexibleJobShopInstance, _ downtimes: MachineDowntimes) {
    let count = instance.operationCount
    var starts = [Int](repeating: 0, count: count)
    var (ends, tails) = (starts, starts)
    var alternativeStarts = [Int](repeating: 0, count: instance.alternativeCount)
    let free = instance.conditions.machineRelease
    for job in 0..<instance.jobCount {
      var ready = 0
      for i in instance.operations(of: job) {
        ready = max(ready, instance.release(of: i))
        var (start, end) = (Int.max, Int.max)
        for a in instance.alternatives(of: i) {
          let (machine, duration) = (instance.machines[a], instance.durations[a])
          let earliest = downtimes.earliestStart(
            of: duration, from: max(ready, free?[machine] ?? 0), on: machine)
          alternativeStarts[a] = earliest
          start = min(start, earliest)
          end = min(end, earliest + duration)
        }
        (starts[i], ends[i]) = (start, end)
        ready = end
      }
      var tail = 0
      for i in instance.operations(of: job).reversed() {
        tails[i] = tail
        tail += instance.shortestDuration(of: i)
      }
    }
    self.starts = starts
    self.ends = ends
    self.tails = tails
    self.alternativeStarts = alternativeStarts
  }
}
