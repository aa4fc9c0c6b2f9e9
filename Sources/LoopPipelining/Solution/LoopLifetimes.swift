/// From when to when the value of every operation is live.
package struct LoopLifetimes {
  /// `begins[v]`: when the value of the first iteration of operation v becomes live.
  package private(set) var begins: [Int] = []
  /// `lengths[v] >= 0`: for how many cycles.
  package private(set) var lengths: [Int] = []

  /// The lifetimes in a schedule: a value dies when the last of its users is issued, and the cycles of `hold` after it.
  package init(of schedule: LoopSchedule, in instance: LoopInstance) {
    for (v, operation) in instance.operations.enumerated() {
      let begin = schedule.starts[v] + operation.liveFrom
      var end = begin
      for number in instance.outgoing[v] where instance.edges[number].isData {
        let edge = instance.edges[number]
        end = max(
          end, schedule.starts[edge.target] + edge.distance * schedule.interval + edge.hold)
      }
      begins.append(begin)
      lengths.append(end - begin)
    }
  }
}
