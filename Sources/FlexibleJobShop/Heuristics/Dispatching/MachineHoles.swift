/// The free time of every machine: sorted, disjoint holes, the last one without end.
final class MachineHoles {
  /// The end of the last hole of each machine.
  static let never = Int.max / 4

  private let machineCount: Int
  /// Holes of machine k start at `base[k]`.
  private let base: UnsafeMutablePointer<Int>
  private let count: UnsafeMutablePointer<Int>
  private let low: UnsafeMutablePointer<Int>
  private let high: UnsafeMutablePointer<Int>

  /// Room for every operation that may run on each machine and its downtimes.
  init(_ instance: FlexibleJobShopInstance, in storage: FlatStorage) {
    machineCount = instance.machineCount
    var room = [Int](repeating: 2, count: instance.machineCount)
    for k in instance.machines { room[k] += 1 }
    for down in instance.conditions.downtimes { room[down.machine] += 1 }
    let bases = room.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    base = storage.copied(bases)
    count = storage.filled(0, machineCount)
    low = storage.filled(0, bases[machineCount])
    high = storage.filled(0, bases[machineCount])
  }

  /// Everything is free from `start` on.
  func clear(_ k: Int, from start: Int) {
    low[base[k]] = start
    high[base[k]] = MachineHoles.never
    count[k] = 1
  }

  /// The first hole on machine k that can hold `length` from `ready` on, and the start there.
  ///
  /// - Complexity: O(log holes + holes looked at).
  func find(_ k: Int, from ready: Int, _ length: Int) -> (hole: Int, start: Int) {
    let end = base[k] &+ count[k]
    var (first, last) = (base[k], end)
    let reach = ready &+ length
    while first < last {
      let middle = (first &+ last) >> 1
      if high[middle] < reach { first = middle &+ 1 } else { last = middle }
    }
    while first < end {
      let start = max(ready, low[first])
      if start &+ length <= high[first] { return (first, start) }
      first &+= 1
    }
    return (-1, 0)
  }

  /// Takes `[start, end)` out of a hole that holds it. An empty stretch parts a hole in two.
  func take(_ hole: Int, of k: Int, _ start: Int, _ end: Int) {
    let (left, right) = (low[hole] < start, end < high[hole])
    let last = base[k] &+ count[k]
    if left && right {
      (low + hole + 1).update(from: low + hole, count: last &- hole)
      (high + hole + 1).update(from: high + hole, count: last &- hole)
      high[hole] = start
      low[hole &+ 1] = end
      count[k] &+= 1
    } else if left {
      high[hole] = start
    } else if right {
      low[hole] = end
    } else {
      (low + hole).update(from: low + hole + 1, count: last &- hole &- 1)
      (high + hole).update(from: high + hole + 1, count: last &- hole &- 1)
      count[k] &-= 1
    }
  }

  /// Takes `[start, end)` out of whatever holes it meets; an empty stretch parts a hole.
  func block(_ k: Int, _ start: Int, _ end: Int) {
    var hole = base[k]
    while hole < base[k] &+ count[k] {
      let (from, to) = (max(low[hole], start), min(high[hole], end))
      if from < to || (from == to && low[hole] < from && to < high[hole]) {
        let before = count[k]
        take(hole, of: k, from, to)
        hole &+= count[k] >= before ? 1 : 0
      } else {
        hole &+= 1
      }
    }
  }
}
