/// A bound on the start delay from the capacity of machines.
///
/// Operations that share m machines are done no faster by a single machine that may interrupt them and is m times as fast; there, shortest
/// remaining work first gives the least sum of ends. An operation holds its machine for its shortest duration from its start on,
/// so the sum of starts is at least that sum of ends less all shortest durations. Any partition of the operations gives a bound: here by
/// machine where there is no choice, and by busy periods, each with the better of this and the sum of heads.
///
/// - Source: Schrage (1968), "A proof of the optimality of the shortest remaining processing time discipline"; for machines in parallel the
///   relaxation of Eastman, Even and Isaacs (1964), "Bounds for the optimal scheduling of n jobs on m processors".
package struct StartDelayBound {
  private let releases: [Int]
  private let durations: [Int]

  /// No start delay is smaller.
  ///
  /// - Complexity: O(A + N log N).
  package static func value(_ heads: ShopHeads, of instance: FlexibleJobShopInstance) -> Int {
    let trivial = JobBound.startDelay(heads, of: instance)
    let (count, machines) = (instance.operationCount, instance.machineCount)
    let (product, isLarge) = instance.horizon.multipliedReportingOverflow(by: machines)
    let (sum, isLarger) = product.multipliedReportingOverflow(by: count + 1)
    guard !isLarge, !isLarger, sum < FlexibleJobShopInstance.largestObjective else {
      return trivial
    }
    let bound = StartDelayBound(
      releases: heads.starts, durations: (0..<count).map(instance.shortestDuration))
    let all = bound.starts(of: Array(0..<count), machines: machines)
    var (groups, free) = ([[Int]](repeating: [], count: machines), [Int]())
    for i in 0..<count {
      let alternatives = instance.alternatives(of: i)
      if alternatives.count == 1 {
        groups[instance.machines[alternatives.lowerBound]].append(i)
      } else {
        free.append(i)
      }
    }
    let parted =
      bound.starts(of: free, machines: machines)
      + groups.reduce(0) { $0 + bound.starts(of: $1, machines: 1) }
    let scheduled = (instance.conditions.scheduledStart ?? []).reduce(0, +)
    return max(trivial, max(all, parted) - scheduled)
  }

  /// At least this is the sum of starts of some operations on some machines.
  private func starts(of operations: [Int], machines: Int) -> Int {
    let order = operations.sorted { (releases[$0], $0) < (releases[$1], $1) }
    var (next, total) = (0, 0)
    while next < order.count {
      // One busy period; time counts in units of work.
      var time = releases[order[next]] * machines
      var (ends, work, heads) = (0, 0, 0)
      var waiting = WorkHeap()
      repeat {
        while next < order.count, releases[order[next]] * machines <= time {
          waiting.insert(durations[order[next]])
          work += durations[order[next]]
          heads += releases[order[next]]
          next += 1
        }
        guard let least = waiting.removeLeast() else { break }
        let event = next < order.count ? releases[order[next]] * machines : Int.max
        if least <= event - time {
          time += least
          ends += time
        } else {
          waiting.insert(least - (event - time))
          time = event
        }
      } while true
      total += max(heads, (ends + machines - 1) / machines - work)
    }
    return total
  }
}

/// Amounts of work, the least first.
private struct WorkHeap {
  private var items: [Int] = []

  mutating func insert(_ item: Int) {
    items.append(item)
    var child = items.count - 1
    while child > 0, items[(child - 1) / 2] > items[child] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeLeast() -> Int? {
    guard let last = items.popLast() else { return nil }
    guard let least = items.first else { return last }
    items[0] = last
    var parent = 0
    while 2 * parent + 1 < items.count {
      var child = 2 * parent + 1
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      if items[parent] <= items[child] { break }
      items.swapAt(parent, child)
      parent = child
    }
    return least
  }
}
