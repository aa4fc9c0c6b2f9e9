import OptCore

/// A schedule with everything that exports say about its operations.
struct ShopScheduleTable {
  /// One operation, under its number in the instance.
  struct Row {
    /// 0-based, as its place in the job.
    let name: ShopOperationName
    let machine: Int
    let start: Int
    let end: Int
    /// How much later it could run; 0 is critical.
    let slack: Int
    /// Before which it does not start.
    let release: Int
    /// How long after its scheduled start it starts; nil without one.
    let delay: Int?
    /// Whether it is the last of its job.
    let isLast: Bool

    var duration: Int { end - start }
    var isCritical: Bool { slack == 0 }
  }

  let instance: FlexibleJobShopInstance
  /// By number of the operation: in job order.
  let rows: [Row]
  /// Numbers of operations: a critical path.
  let path: [Int]
  /// By machine the numbers of its operations in the order of time.
  let sequences: [[Int]]
  private let downtimes: [[ShopConditions.Downtime]]
  let objective: ObjectiveValue
  let makespan: Int

  /// The table of `solution`, which must have no violations in `instance`.
  ///
  /// - Complexity: as of `CriticalPath`.
  init(of solution: ShopSchedule, in instance: FlexibleJobShopInstance) {
    self.instance = instance
    let critical = CriticalPath(of: solution, in: instance)
    path = critical.path
    makespan = critical.makespan
    sequences = solution.sequences(in: instance)
    downtimes = instance.downtimesByMachine
    objective = solution.objective(in: instance)
    rows = solution.starts.indices.map { i in
      let machine = solution.machines[i] ?? 0
      return Row(
        name: instance.name(of: i), machine: machine, start: solution.starts[i],
        end: solution.end(of: i, in: instance), slack: critical.slacks[i],
        release: max(
          instance.release(of: i), instance.conditions.machineRelease?[machine] ?? 0),
        delay: instance.conditions.scheduledStart.map { solution.starts[i] - $0[i] },
        isLast: i + 1 == instance.firstOperation[instance.jobOfOperation[i] + 1])
    }
  }

  /// `makespan`, `total tardiness` or `start delay`.
  var objectiveName: String { instance.objective.rawValue.replacing("_", with: " ") }

  /// How long a machine works, units of time.
  func work(of machine: Int) -> Int {
    sequences[machine].reduce(0) { saturatingSum($0, rows[$1].duration) }
  }

  /// The setup before an operation on its machine, after the one it follows there; nil when there is none.
  func setup(before place: Int, on machine: Int) -> TimeSpan? {
    guard place > 0, let setup = instance.conditions.setup else { return nil }
    let (first, second) = (sequences[machine][place - 1], sequences[machine][place])
    let time = setup.time(
      machine: machine, from: rows[first].name.job, to: rows[second].name.job)
    return time > 0 ? TimeSpan(start: rows[second].start - time, end: rows[second].start) : nil
  }

  /// The times in which a machine cannot work, ascending and apart from each other: before its release and in its downtimes, as far
  /// as they begin before the makespan.
  func closures(of machine: Int) -> [TimeSpan] {
    var times = downtimes[machine].map { TimeSpan(start: $0.start, end: $0.end) }
    times.append(TimeSpan(start: 0, end: instance.conditions.machineRelease?[machine] ?? 0))
    var merged: [TimeSpan] = []
    for time in times.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where time.start < min(time.end, makespan) {
      if let last = merged.last, time.start <= last.end {
        merged[merged.count - 1].end = max(last.end, min(time.end, makespan))
      } else {
        merged.append(TimeSpan(start: time.start, end: min(time.end, makespan)))
      }
    }
    return merged
  }

  /// The schedule as comma-separated values: a heading and one row per operation in job order; all numbers 0-based.
  func csv() -> String {
    var text = "job,op,machine,start,end,duration,critical,slack\n"
    for row in rows {
      let values = [
        row.name.job, row.name.operation, row.machine, row.start, row.end, row.duration,
        row.isCritical ? 1 : 0, row.slack,
      ]
      text += values.map(String.init).joined(separator: ",") + "\n"
    }
    return text
  }
}

/// From `start` to `end`, units of time.
struct TimeSpan: Sendable, Hashable {
  var start: Int
  var end: Int

  /// The parts outside `others`, which ascend and do not overlap.
  func without(_ others: [TimeSpan]) -> [TimeSpan] {
    var (parts, from) = ([TimeSpan](), start)
    for other in others where other.start < end && from < other.end {
      if from < other.start { parts.append(TimeSpan(start: from, end: other.start)) }
      from = max(from, other.end)
    }
    if from < end { parts.append(TimeSpan(start: from, end: end)) }
    return parts
  }
}
