/// The downtimes of every machine in the order of their starts.
package struct MachineDowntimes: Sendable {
  private let byMachine: [[ShopConditions.Downtime]]

  /// Sorts the downtimes of an instance.
  ///
  /// - Complexity: O(D log D).
  package init(_ instance: FlexibleJobShopInstance) {
    var byMachine = [[ShopConditions.Downtime]](repeating: [], count: instance.machineCount)
    for downtime in instance.conditions.downtimes { byMachine[downtime.machine].append(downtime) }
    self.byMachine = byMachine.map { $0.sorted { ($0.start, $0.end) < ($1.start, $1.end) } }
  }

  /// The earliest start from `time` on at which something of a duration fits between the downtimes of a machine.
  ///
  /// - Complexity: O(downtimes of the machine).
  package func earliestStart(of duration: Int, from time: Int, on machine: Int) -> Int {
    var start = time
    for downtime in byMachine[machine]
    where downtime.start < start + duration && start < downtime.end {
      start = downtime.end
    }
    return start
  }

  /// The latest end up to `time` with which something of a duration fits between the downtimes of a machine.
  ///
  /// - Complexity: O(downtimes of the machine squared) at worst, one pass where they do not overlap.
  package func latestEnd(of duration: Int, by time: Int, on machine: Int) -> Int {
    var (end, isMoved) = (time, true)
    while isMoved {
      isMoved = false
      for downtime in byMachine[machine].reversed()
      where downtime.start < end && end - duration < downtime.end {
        end = downtime.start
        isMoved = true
      }
    }
    return end
  }

  /// The times a machine is down, overlapping ones united and those without length inside others left out.
  ///
  /// - Complexity: O(downtimes of the machine).
  package func periods(of machine: Int) -> [Range<Int>] {
    byMachine[machine].reduce(into: []) { periods, downtime in
      if let last = periods.last, downtime.start < last.upperBound {
        periods[periods.count - 1] = last.lowerBound..<max(last.upperBound, downtime.end)
      } else {
        periods.append(downtime.start..<downtime.end)
      }
    }
  }

  /// How much of `from..<to` a machine is down; 0 for an empty or reversed interval.
  ///
  /// - Complexity: O(downtimes of the machine).
  package func loss(from: Int, to: Int, on machine: Int) -> Int {
    var (covered, loss) = (from, 0)
    for downtime in byMachine[machine] {
      let end = min(downtime.end, to)
      loss += max(0, end - max(downtime.start, covered))
      covered = max(covered, end)
    }
    return loss
  }
}
