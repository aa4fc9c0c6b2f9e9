import OptCore

/// A schedule with everything that exports say about its jobs.
struct ScheduleTable {
  /// One job, at its position of the sequence.
  struct Row {
    let position: Int
    let job: Int
    /// Start, completion, due date and weight in the units of the file the instance came from.
    let start: ObjectiveValue
    let end: ObjectiveValue
    let processingTime: ObjectiveValue
    let dueDate: ObjectiveValue
    let weight: ObjectiveValue
    let tardiness: ObjectiveValue
    /// Start, completion and due date in ticks.
    let startTick: Int
    let endTick: Int
    let dueTick: Int

    var isTardy: Bool { tardiness.asReal > 0 }
  }

  let instance: SingleMachineInstance
  /// In sequence order.
  let rows: [Row]
  let objective: ObjectiveValue

  /// The table of `solution`, which must have no violations in `instance`.
  ///
  /// - Complexity: O(n).
  init(of solution: TardinessSchedule, in instance: SingleMachineInstance) {
    self.instance = instance
    objective = solution.objective(in: instance)
    let data = instance.quantisation
    var tick = 0
    rows = solution.timings(in: instance).enumerated().map { position, timing in
      let job = timing.job
      let startTick = tick
      tick += instance.processingTimes[job]
      return Row(
        position: position, job: job, start: timing.start, end: timing.end,
        processingTime: data.map { .real($0.processingTimes[job]) }
          ?? .integer(instance.processingTimes[job]),
        dueDate: data.map { .real($0.dueDates[job]) } ?? .integer(instance.dueDates[job]),
        weight: data.map { .real($0.weights[job]) } ?? .integer(instance.weights[job]),
        tardiness: timing.tardiness, startTick: startTick, endTick: tick,
        dueTick: instance.dueDates[job])
    }
  }

  /// `total tardiness`, or `total weighted tardiness` when weights differ from 1.
  var objectiveName: String {
    instance.isWeighted ? "total weighted tardiness" : "total tardiness"
  }

  /// The schedule as comma-separated values: a heading and one row per job in sequence order.
  func csv() -> String {
    var text = "position,job,start,end,processing_time,due_date,weight,tardiness\n"
    for row in rows {
      let values = [
        String(row.position), String(row.job), row.start.description, row.end.description,
        row.processingTime.description, row.dueDate.description, row.weight.description,
        row.tardiness.description,
      ]
      text += values.joined(separator: ",") + "\n"
    }
    return text
  }
}
