/// A whole instance as flat arrays with all its conditions, for searches that time schedules exactly. Threads may share it.
///
/// Adds to `FlatShop` what that leaves out: setups, downtimes and the costs of operations.
package final class TimedShop: @unchecked Sendable {
  /// Jobs, alternatives and releases.
  package let flat: FlatShop
  /// Whether the latest end counts; otherwise the sum of the costs of operations.
  let isMakespan: Bool
  let hasSetup: Bool
  /// The number of kinds of jobs between which machines are set up.
  let typeCount: Int
  /// By operation the kind of its job.
  let type: UnsafeMutablePointer<Int32>
  /// `setup[(k * typeCount + from) * typeCount + to]`.
  let setup: UnsafeMutablePointer<Int>
  /// Downtimes of machine k at `firstDown[k]..<firstDown[k + 1]`, ascending, without overlaps.
  let firstDown: UnsafeMutablePointer<Int>
  let downStart: UnsafeMutablePointer<Int>
  let downEnd: UnsafeMutablePointer<Int>
  /// An operation costs `weight * max(0, time - due)`, time being its start or, with `countsEnds`, its end.
  let weight: UnsafeMutablePointer<Int>
  let due: UnsafeMutablePointer<Int>
  let countsEnds: Bool
  /// The operations that can cost something.
  let costly: [Int32]
  private let storage = FlatStorage()

  /// Flattens an instance.
  ///
  /// - Complexity: O(A + D log D + size of the setup matrices).
  package init(_ instance: FlexibleJobShopInstance) {
    flat = FlatShop(instance)
    let (count, conditions) = (instance.operationCount, instance.conditions)
    isMakespan = instance.objective == .makespan
    countsEnds = instance.objective != .startDelay
    weight = storage.filled(0, count + 1)
    due = storage.filled(0, count + 1)
    type = storage.filled(0, count + 1)
    hasSetup = conditions.setup != nil
    typeCount = conditions.setup?.matrix.first?.count ?? 0
    setup = storage.copied((conditions.setup?.matrix ?? []).flatMap { $0.flatMap { $0 } })
    if let types = conditions.setup?.jobType {
      for i in 0..<count { type[i] = Int32(types[instance.jobOfOperation[i]]) }
    }
    let downtimes = MachineDowntimes(instance)
    let periods = (0..<instance.machineCount).map { downtimes.periods(of: $0) }
    firstDown = storage.filled(0, instance.machineCount + 1)
    for k in periods.indices { firstDown[k + 1] = firstDown[k] + periods[k].count }
    downStart = storage.copied(periods.joined().map(\.lowerBound))
    downEnd = storage.copied(periods.joined().map(\.upperBound))
    var costly: [Int32] = []
    switch instance.objective {
    case .makespan: costly = flat.lastOperations.map { Int32($0) }
    case .startDelay:
      for i in 0..<count {
        weight[i] = 1
        due[i] = conditions.scheduledStart?[i] ?? 0
        costly.append(Int32(i))
      }
    case .totalTardiness:
      for i in flat.lastOperations {
        let job = instance.jobOfOperation[i]
        weight[i] = conditions.jobWeight?[job] ?? 1
        due[i] = conditions.jobDue?[job] ?? 0
        if weight[i] > 0 { costly.append(Int32(i)) }
      }
    }
    self.costly = costly
  }

  /// The time machine k needs between two operations.
  @inline(__always)
  func setupTime(_ k: Int, from i: Int, to j: Int) -> Int {
    setup[(k &* typeCount &+ Int(type[i])) &* typeCount &+ Int(type[j])]
  }

  /// The earliest start from `time` on at which something of a duration fits between the downtimes of machine k.
  @inline(__always)
  func clear(_ time: Int, _ duration: Int, on k: Int) -> Int {
    var (low, high) = (firstDown[k], firstDown[k &+ 1])
    let end = high
    while low < high {
      let middle = (low &+ high) >> 1
      if downEnd[middle] > time { high = middle } else { low = middle &+ 1 }
    }
    var start = time
    while low < end, downStart[low] < start &+ duration {
      if start < downEnd[low] { start = downEnd[low] }
      low &+= 1
    }
    return start
  }
}
