/// No makespan is smaller: by machine, the preemptive schedule of the operations that have no other machine.
///
/// - Source: Carlier (1982), "The one-machine sequencing problem".
/// - Complexity: O(A + N log N).
package enum OneMachineBound {
  /// The largest value of a machine, and 0 when every operation has a choice.
  package static func makespan(_ heads: ShopHeads, of instance: FlexibleJobShopInstance) -> Int {
    var items = [[JacksonSchedule.Item]](repeating: [], count: instance.machineCount)
    for i in 0..<instance.operationCount {
      let alternatives = instance.alternatives(of: i)
      guard let a = alternatives.first, alternatives.count == 1 else { continue }
      items[instance.machines[a]].append(
        .init(
          head: Double(heads.alternativeStarts[a]), duration: Double(instance.durations[a]),
          tail: Double(heads.tails[i])))
    }
    return items.reduce(0) { max($0, Int(JacksonSchedule($1).value)) }
  }
}
