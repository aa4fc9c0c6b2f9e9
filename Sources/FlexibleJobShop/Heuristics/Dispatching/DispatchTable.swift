import Glibc
import OptCore

/// An instance in flat buffers, with what dispatching rules ask for.
///
/// Built once for an instance: O(A + N + downtimes log downtimes).
final class DispatchTable {
  let jobCount: Int
  let operationCount: Int
  let machineCount: Int
  let objective: ShopObjective
  /// `firstOperation[j]`, `jobCount + 1` entries.
  let firstOperation: UnsafeMutablePointer<Int>
  let jobOf: UnsafeMutablePointer<Int>
  let jobOfAlternative: UnsafeMutablePointer<Int32>
  let operationOfAlternative: UnsafeMutablePointer<Int32>
  /// `firstAlternative[i]`, `operationCount + 1` entries.
  let firstAlternative: UnsafeMutablePointer<Int>
  let machine: UnsafeMutablePointer<Int>
  let duration: UnsafeMutablePointer<Int>
  /// Whether every duration is above 0.
  let hasLengths: Bool
  /// The earliest start of each operation by releases.
  let release: UnsafeMutablePointer<Int>
  let machineRelease: UnsafeMutablePointer<Int>
  /// Shortest work of the job from the operation on, its own included.
  let workLeft: UnsafeMutablePointer<Int>
  let shortest: UnsafeMutablePointer<Int>
  /// When the job (total tardiness) or the operation (start delay) is due; else the flow due date.
  let due: UnsafeMutablePointer<Int>
  let weight: UnsafeMutablePointer<Int>
  /// Logarithms of weights by operation, and of durations from 0 (as of 1) up to `logCount`.
  let logWeight: UnsafeMutablePointer<Double>
  let logLength: UnsafeMutablePointer<Double>
  let logCount: Int
  /// Release of the job and work up to the end of the operation.
  let flowDue: UnsafeMutablePointer<Int>
  let meanDuration: Double
  /// Downtimes of machine k: `firstDown[k]..<firstDown[k + 1]`, in order, apart from each other.
  let firstDown: UnsafeMutablePointer<Int>
  let downStart: UnsafeMutablePointer<Int>
  let downEnd: UnsafeMutablePointer<Int>
  let hasDowntimes: Bool
  let setup: ShopConditions.Setup?

  init(_ instance: FlexibleJobShopInstance, in storage: FlatStorage) {
    let conditions = instance.conditions
    jobCount = instance.jobCount
    operationCount = instance.operationCount
    machineCount = instance.machineCount
    objective = instance.objective
    firstOperation = storage.copied(instance.firstOperation)
    jobOf = storage.copied(instance.jobOfOperation)
    jobOfAlternative = storage.copied(
      (0..<instance.operationCount).flatMap { i in
        Array(
          repeating: Int32(instance.jobOfOperation[i]), count: instance.alternatives(of: i).count)
      })
    operationOfAlternative = storage.copied(
      (0..<instance.operationCount).flatMap { i in
        Array(repeating: Int32(i), count: instance.alternatives(of: i).count)
      })
    hasLengths = instance.durations.allSatisfy { $0 > 0 }
    firstAlternative = storage.copied(instance.firstAlternative)
    machine = storage.copied(instance.machines)
    duration = storage.copied(instance.durations)
    let releases = (0..<instance.operationCount).map { instance.release(of: $0) }
    release = storage.copied(releases)
    machineRelease = storage.copied(
      conditions.machineRelease ?? Array(repeating: 0, count: instance.machineCount))
    let least = (0..<instance.operationCount).map { instance.shortestDuration(of: $0) }
    shortest = storage.copied(least)
    let sums = WorkSums(instance, least)
    workLeft = storage.copied(sums.left)
    flowDue = storage.copied(sums.flowDue)
    switch instance.objective {
    case .makespan: due = flowDue
    case .startDelay: due = storage.copied(conditions.scheduledStart ?? releases)
    case .totalTardiness:
      due = storage.copied(instance.jobOfOperation.map { conditions.jobDue?[$0] ?? 0 })
    }
    weight = storage.copied(instance.jobOfOperation.map { conditions.jobWeight?[$0] ?? 1 })
    logWeight = storage.copied(
      (0..<instance.operationCount).map { [weight] in log(Double(weight[$0])) })
    logCount = min(4096, 1 + (instance.durations.max() ?? 0))
    logLength = storage.copied((0..<logCount).map { log(Double(max(1, $0))) })
    meanDuration =
      Double(least.reduce(0, saturatingSum)) / Double(max(1, instance.operationCount))
    let downtimes = MachineDowntimes(instance)
    let downs = (0..<instance.machineCount).map { downtimes.periods(of: $0) }
    firstDown = storage.copied(downs.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) })
    downStart = storage.copied(downs.joined().map(\.lowerBound))
    downEnd = storage.copied(downs.joined().map(\.upperBound))
    hasDowntimes = !conditions.downtimes.isEmpty
    setup = conditions.setup
  }

  /// The earliest start at or after `start` at which nothing overlaps a downtime of the machine.
  func clear(_ start: Int, _ duration: Int, _ machine: Int) -> Int {
    var low = firstDown[machine]
    let end = firstDown[machine + 1]
    var high = end
    while low < high {
      let middle = (low &+ high) >> 1
      if downEnd[middle] <= start { low = middle &+ 1 } else { high = middle }
    }
    var time = start
    while low < end, downStart[low] < time &+ duration {
      time = max(time, downEnd[low])
      low &+= 1
    }
    return time
  }
}

/// Work along jobs, by shortest durations.
private struct WorkSums {
  var left: [Int]
  var flowDue: [Int]

  init(_ instance: FlexibleJobShopInstance, _ least: [Int]) {
    left = least
    flowDue = least
    for j in 0..<instance.jobCount {
      var sum = 0
      for i in instance.operations(of: j).reversed() {
        sum += least[i]
        left[i] = sum
      }
      var time = 0
      for i in instance.operations(of: j) {
        time = max(time, instance.release(of: i)) + least[i]
        flowDue[i] = time
      }
    }
  }
}
