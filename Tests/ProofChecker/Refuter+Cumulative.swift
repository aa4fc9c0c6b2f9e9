extension Refuter {
  /// Between its latest start and its earliest end a task surely runs. Where these parts add up to more than the
  /// capacity, nothing fits; where another task would make them do so, it does not run.
  mutating func propagateProfile(_ tasks: Range<Int>, _ capacity: Form) -> Bool {
    guard loadSpans(tasks) else { return false }
    let isPositive = Inequality(
      start: capacity.start, end: capacity.end, sign: -1, limit: capacity.constant)
    guard bounds.enforce(isPositive, store) else { return false }
    let limit = bounds.range(capacity, store).high
    let sure = spans.filter { $0.isSolid && $0.demand > 0 && $0.latest < $0.earliestEnd }
    for part in sure {
      for time in [part.latest, part.earliestEnd] {
        var height = 0
        var until = Int.max
        for other in sure {
          if other.latest <= time, time < other.earliestEnd { height += other.demand }
          for border in [other.latest, other.earliestEnd] where border > time {
            until = min(until, border)
          }
        }
        if height > limit { return false }
        if height > 0, !avoid(tasks, time, until, room: limit - height) { return false }
      }
    }
    work += sure.count * spans.count
    return true
  }

  /// Keeps tasks that need more than `room` out of `[time, until)`; those that surely run then are part of what is
  /// there already.
  private mutating func avoid(_ tasks: Range<Int>, _ time: Int, _ until: Int, room: Int) -> Bool {
    for place in spans.indices where spans[place].demand > room && spans[place].length > 0 {
      let span = spans[place]
      if span.presence == .absent
        || (span.latest <= time && time < span.earliestEnd && span.isSolid)
      {
        continue
      }
      let task = table.tasks[tasks.lowerBound + Int(items[place])]
      let isOverLate = span.earliestEnd > time
      let startsEarly = span.latest < until
      if span.presence == .open {
        if isOverLate, startsEarly, let presence = task.presence, !bounds.forbid(presence) {
          return false
        }
        continue
      }
      let form = task.start
      if isOverLate {
        let starts = Inequality(
          start: form.start, end: form.end, sign: -1, limit: form.constant - until)
        if !bounds.enforce(starts, store) { return false }
      }
      if startsEarly {
        let ends = Inequality(
          start: form.start, end: form.end, sign: 1, limit: time - span.length - form.constant)
        if !bounds.enforce(ends, store) { return false }
      }
    }
    return true
  }

  /// Tests, for every earliest start and every latest end, whether what tasks surely need between the two fits.
  mutating func testEnergy(_ capacity: Form) -> Bool {
    let limit = bounds.range(capacity, store).high
    let solid = spans.filter { $0.isSolid && $0.demand > 0 }
    guard solid.count > 1 else { return true }
    work += solid.count * solid.count * solid.count
    for begin in solid {
      for end in solid where end.latestEnd > begin.earliest {
        let (from, to) = (begin.earliest, end.latestEnd)
        let most = limit.multipliedReportingOverflow(by: to - from)
        if most.overflow { continue }
        var need = 0
        for span in solid {
          let inside = min(
            min(span.length, to - from), min(span.earliestEnd - from, to - span.latest))
          if inside <= 0 { continue }
          let (energy, isTooLarge) = inside.multipliedReportingOverflow(by: span.demand)
          let (sum, overflow) = need.addingReportingOverflow(energy)
          if isTooLarge || overflow { break }
          need = sum
        }
        if need > most.partialValue { return false }
      }
    }
    return true
  }
}
