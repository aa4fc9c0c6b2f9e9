import OptCore

extension ShopScheduleTable {
  /// The schedule in the Trace Event Format, as Perfetto and chrome://tracing open it.
  ///
  /// A tick is a microsecond. Process 1 has a track for each machine with its operations, setups and the times it cannot work,
  /// and a counter of the machines at work; process 2 has the same operations in a track for each job. One event per line, times ascending within a track.
  func trace() -> String {
    var events = [
      metadata("process_name", 1, 0, "\(instance.name): machines"),
      metadata("process_name", 2, 0, "\(instance.name): jobs"),
    ]
    for machine in sequences.indices {
      events.append(metadata("thread_name", 1, machine + 1, "machine \(machine)"))
    }
    for job in 0..<instance.jobCount where !instance.operations(of: job).isEmpty {
      events.append(metadata("thread_name", 2, job + 1, "job \(job)"))
    }
    for machine in sequences.indices { events += track(of: machine) }
    for job in 0..<instance.jobCount {
      events += instance.operations(of: job).map { slice(of: rows[$0], process: 2, track: job + 1) }
      if let due = instance.conditions.jobDue?[job], due >= 0,
        let last = instance.operations(of: job).last
      {
        events.append(dueMark(of: rows[last], at: due))
      }
    }
    events += counters()
    let lines = events.map { JSONValue.object($0).compact() }.joined(separator: ",\n")
    return "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n" + lines + "\n]}\n"
  }

  private typealias Event = [JSONValue.Member]

  private func metadata(_ name: String, _ process: Int, _ track: Int, _ value: String) -> Event {
    [
      .init("name", .string(name)), .init("ph", .string("M")), .init("pid", .integer(process)),
      .init("tid", .integer(track)),
      .init("args", .object([.init("name", .string(value))])),
    ]
  }

  /// Operations, setups and closures of a machine, ascending; viewers want slices that do not overlap, so a setup while the machine
  /// cannot work takes its place.
  private func track(of machine: Int) -> [Event] {
    let setups = sequences[machine].indices.compactMap { setup(before: $0, on: machine) }
    let closures = closures(of: machine).flatMap { $0.without(setups) }
    var events = sequences[machine].map {
      (time: rows[$0].start, event: slice(of: rows[$0], process: 1, track: machine + 1))
    }
    events += setups.map { ($0.start, pause("setup", $0, machine)) }
    events += closures.map { ($0.start, pause("down", $0, machine)) }
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    return order.map { events[$0].event }
  }

  private func slice(of row: Row, process: Int, track: Int) -> Event {
    var arguments: [JSONValue.Member] = [
      .init("job", .integer(row.name.job)), .init("op", .integer(row.name.operation)),
      .init("machine", .integer(row.machine)), .init("slack", .integer(row.slack)),
      .init("critical", .bool(row.isCritical)),
    ]
    if row.release > 0 { arguments.append(.init("release", .integer(row.release))) }
    return [
      .init("name", .string("job \(row.name.job) op \(row.name.operation)")),
      .init("cat", .string(row.isCritical ? "critical" : "operation")), .init("ph", .string("X")),
      .init("ts", .integer(row.start)), .init("dur", .integer(row.duration)),
      .init("pid", .integer(process)), .init("tid", .integer(track)),
      .init("args", .object(arguments)),
    ]
  }

  private func pause(_ name: String, _ time: TimeSpan, _ machine: Int) -> Event {
    [
      .init("name", .string(name)), .init("cat", .string(name)), .init("ph", .string("X")),
      .init("ts", .integer(time.start)), .init("dur", .integer(time.end - time.start)),
      .init("pid", .integer(1)), .init("tid", .integer(machine + 1)),
    ]
  }

  private func dueMark(of row: Row, at due: Int) -> Event {
    [
      .init("name", .string("due: job \(row.name.job)")),
      .init("cat", .string(row.end > due ? "tardy" : "on time")), .init("ph", .string("i")),
      .init("s", .string("t")), .init("ts", .integer(due)), .init("pid", .integer(2)),
      .init("tid", .integer(row.name.job + 1)),
    ]
  }

  /// How many machines are at work, wherever that changes.
  private func counters() -> [Event] {
    var changes: [(time: Int, by: Int)] = [(0, 0)]
    for row in rows where row.duration > 0 { changes += [(row.start, 1), (row.end, -1)] }
    changes.sort { $0 < $1 }
    var (events, busy) = ([Event](), 0)
    for (index, change) in changes.enumerated() {
      busy += change.by
      guard index + 1 == changes.count || changes[index + 1].time > change.time else { continue }
      events.append([
        .init("name", .string("machines at work")), .init("ph", .string("C")),
        .init("ts", .integer(change.time)), .init("pid", .integer(1)),
        .init("args", .object([.init("machines", .integer(busy))])),
      ])
    }
    return events
  }
}
