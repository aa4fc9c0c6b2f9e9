import OptCore

extension ScheduleTable {
  /// The schedule in the Trace Event Format, as Perfetto and chrome://tracing open it.
  ///
  /// A tick is a microsecond. Track 1 holds the jobs, with the part of a job after its due date as a
  /// nested slice; track 2 marks the due dates that are not negative; counters hold the tardiness
  /// and the objective accumulated so far. One event per line, times ascending within a track.
  func trace() -> String {
    var events = [
      metadata("process_name", track: 0, "\(instance.name): \(objectiveName)"),
      metadata("thread_name", track: 1, "machine"),
      metadata("thread_name", track: 2, "due dates"),
    ]
    var tardiness = zero
    var cost = zero
    events.append(counter(0, tardiness: tardiness, cost: cost))
    for row in rows {
      events.append(slice(of: row))
      guard row.isTardy else { continue }
      if row.dueTick < row.endTick { events.append(lateSlice(of: row)) }
      tardiness = tardiness.adding(row.tardiness, times: .integer(1))
      cost = cost.adding(row.tardiness, times: row.weight)
      events.append(counter(row.endTick, tardiness: tardiness, cost: cost))
    }
    for row in rows.sorted(by: { ($0.dueTick, $0.job) < ($1.dueTick, $1.job) })
    where row.dueTick >= 0 {
      events.append(dueMark(of: row))
    }
    let lines = events.map { JSONValue.object($0).compact() }.joined(separator: ",\n")
    return "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n" + lines + "\n]}\n"
  }

  private typealias Event = [JSONValue.Member]

  private func metadata(_ name: String, track: Int, _ value: String) -> Event {
    [
      .init("name", .string(name)), .init("ph", .string("M")), .init("pid", .integer(1)),
      .init("tid", .integer(track)),
      .init("args", .object([.init("name", .string(value))])),
    ]
  }

  private func slice(of row: Row) -> Event {
    [
      .init("name", .string("job \(row.job)")),
      .init("cat", .string(row.isTardy ? "tardy" : "on time")), .init("ph", .string("X")),
      .init("ts", .integer(row.startTick)), .init("dur", .integer(row.endTick - row.startTick)),
      .init("pid", .integer(1)), .init("tid", .integer(1)),
      .init(
        "args",
        .object([
          .init("position", .integer(row.position)), .init("due date", row.dueDate.json),
          .init("weight", row.weight.json), .init("tardiness", row.tardiness.json),
        ])),
    ]
  }

  private func lateSlice(of row: Row) -> Event {
    let start = max(row.startTick, row.dueTick)
    return [
      .init("name", .string("late")), .init("cat", .string("tardy")), .init("ph", .string("X")),
      .init("ts", .integer(start)), .init("dur", .integer(row.endTick - start)),
      .init("pid", .integer(1)), .init("tid", .integer(1)),
    ]
  }

  private func dueMark(of row: Row) -> Event {
    [
      .init("name", .string("due: job \(row.job)")),
      .init("cat", .string(row.isTardy ? "tardy" : "on time")), .init("ph", .string("i")),
      .init("s", .string("t")), .init("ts", .integer(row.dueTick)), .init("pid", .integer(1)),
      .init("tid", .integer(2)),
    ]
  }

  /// The state of the counters from `tick` on.
  private func counter(
    _ tick: Int, tardiness: ObjectiveValue, cost: ObjectiveValue
  ) -> Event {
    var values: [JSONValue.Member] = [.init("tardiness", tardiness.json)]
    if instance.isWeighted { values.append(.init("weighted", cost.json)) }
    return [
      .init("name", .string("accumulated tardiness")), .init("ph", .string("C")),
      .init("ts", .integer(tick)), .init("pid", .integer(1)), .init("args", .object(values)),
    ]
  }

  private var zero: ObjectiveValue {
    instance.quantisation == nil ? .integer(0) : .real(0)
  }
}

extension ObjectiveValue {
  /// This value plus `amount * factor`: exact for integers, whose sums the limits of an instance
  /// keep below 2^62, in floating point otherwise.
  fileprivate func adding(_ amount: ObjectiveValue, times factor: ObjectiveValue) -> ObjectiveValue
  {
    guard let sum = asInteger, let amount = amount.asInteger, let factor = factor.asInteger else {
      return .real(asReal + amount.asReal * factor.asReal)
    }
    return .integer(sum + amount * factor)
  }
}
