/// How much later every operation of a schedule could run, and one chain of operations of which none could.
///
/// Machines keep their sequences and nothing ends after the makespan. The latest end of an operation is the least latest start of
/// its successors in the job and on the machine (there without the setup between them), and the makespan without successors; an
/// operation that would meet a downtime of its machine then runs before it. The schedule is taken as it is, with its idle time:
/// slack is how much later than that an operation could end, and operations without slack are critical.
///
/// - Source: Kelley and Walker (1959), "Critical-path planning and scheduling"; for schedules with idle time our own reading of it.
package struct CriticalPath: Sendable, Hashable {
  /// The latest end of all.
  package let makespan: Int
  /// `slacks[i] >= 0`: how much later operation i could run.
  package let slacks: [Int]
  /// Operations in the order of time, each held up by the one before it; the last ends with the makespan. No operation
  /// holds up the first.
  package let path: [Int]

  /// The slacks and a critical path of `schedule`, which must have no violations in `instance`.
  ///
  /// Of several paths it is one that begins earliest.
  ///
  /// - Complexity: O(N log N + A), and O(downtimes of its machine) for every operation.
  package init(of schedule: ShopSchedule, in instance: FlexibleJobShopInstance) {
    let network = Network(schedule, instance)
    makespan = network.ends.max() ?? 0
    slacks = network.slacks(makespan: makespan)
    path = network.path()
  }

  /// Whether an operation has no slack.
  package func isCritical(_ operation: Int) -> Bool { slacks[operation] == 0 }
}

/// A schedule with the successors and predecessors of its operations.
private struct Network {
  let instance: FlexibleJobShopInstance
  let machines: [Int]
  let starts: [Int]
  let ends: [Int]
  /// `before[i]`, `after[i]`: the neighbours of operation i on its machine; -1 without one.
  var before: [Int]
  var after: [Int]
  /// `downtimes[k]`: those of machine k, ascending.
  let downtimes: [[ShopConditions.Downtime]]
  /// Every operation after all of its predecessors.
  let order: [Int]

  init(_ schedule: ShopSchedule, _ instance: FlexibleJobShopInstance) {
    self.instance = instance
    machines = schedule.machines.map { $0 ?? 0 }
    let (starts, ends) = (
      schedule.starts, schedule.starts.indices.map { schedule.end(of: $0, in: instance) }
    )
    self.starts = starts
    self.ends = ends
    // The order of sequences on machines as well, so both kinds of arcs go forward in it.
    order = starts.indices.sorted { (starts[$0], ends[$0], $0) < (starts[$1], ends[$1], $1) }
    before = Array(repeating: -1, count: starts.count)
    after = before
    var last = [Int](repeating: -1, count: instance.machineCount)
    for i in order {
      before[i] = last[machines[i]]
      if before[i] >= 0 { after[before[i]] = i }
      last[machines[i]] = i
    }
    downtimes = instance.downtimesByMachine.map { $0.sorted(by: ShopConditions.Downtime.isBefore) }
  }

  func slacks(makespan: Int) -> [Int] {
    var slacks = [Int](repeating: 0, count: starts.count)
    for i in order.reversed() {
      var limit = makespan
      if i + 1 < instance.firstOperation[instance.jobOfOperation[i] + 1] {
        limit = min(limit, starts[i + 1] + slacks[i + 1])
      }
      if after[i] >= 0 { limit = min(limit, starts[after[i]] + slacks[after[i]] - setup(after: i)) }
      slacks[i] = latestEnd(of: i, by: limit) - ends[i]
    }
    return slacks
  }

  func path() -> [Int] {
    // Where the chain of operations that hold up i begins, and the one of them just before i.
    var (begins, holdUps) = (starts, [Int](repeating: -1, count: starts.count))
    for i in order {
      if before[i] >= 0,
        latestEnd(of: before[i], by: starts[i] - setup(after: before[i])) == ends[before[i]]
      {
        (begins[i], holdUps[i]) = (begins[before[i]], before[i])
      }
      let isFirst = i == instance.firstOperation[instance.jobOfOperation[i]]
      if !isFirst, latestEnd(of: i - 1, by: starts[i]) == ends[i - 1],
        begins[i - 1] < begins[i] || holdUps[i] < 0
      {
        (begins[i], holdUps[i]) = (begins[i - 1], i - 1)
      }
    }
    guard let makespan = ends.max() else { return [] }
    let last = order.filter { ends[$0] == makespan }.min { (begins[$0], $0) < (begins[$1], $1) }
    var (path, next) = ([Int](), last ?? -1)
    while next >= 0 {
      path.append(next)
      next = holdUps[next]
    }
    return path.reversed()
  }

  /// The setup between an operation and the next one on its machine.
  private func setup(after i: Int) -> Int {
    guard let setup = instance.conditions.setup, after[i] >= 0 else { return 0 }
    return setup.time(
      machine: machines[i], from: instance.jobOfOperation[i], to: instance.jobOfOperation[after[i]])
  }

  /// The latest end of an operation that is at most `limit` and keeps it clear of downtimes; its own end is one.
  private func latestEnd(of i: Int, by limit: Int) -> Int {
    var end = max(limit, ends[i])
    let duration = ends[i] - starts[i]
    for down in downtimes[machines[i]].reversed()
    where down.start >= ends[i] && down.start < end && end - duration < down.end {
      end = down.start
    }
    return end
  }
}
