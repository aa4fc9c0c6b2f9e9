import OptCore

/// How far a study has come: counts, times, what runs now, what ended last. Plain data; the clock is an argument.
package struct StudyProgress: Sendable {
  /// A run that goes on.
  package struct Current: Sendable {
    package var run: PlannedRun
    package var events: RunEvents
    package var start: Double
  }

  /// What is known about the runs of one method.
  private struct Tally: Sendable {
    var remaining = 0
    var ended = 0
    var wall = 0.0
    /// The longest time limit among them; nil = one has none.
    var limit: Double? = 0
  }

  /// Results that are remembered.
  private static let memory = 8

  package let total: Int
  package let start: Double
  package private(set) var done = 0
  package private(set) var failed = 0
  /// By place; nil = the place is free.
  package private(set) var current: [Current?]
  /// The last records, newest last.
  package private(set) var last: [RunRecord] = []
  private var tallies: [String: Tally] = [:]

  /// A study before its first run.
  package init(_ runs: [PlannedRun], places: Int, start: Double) {
    total = runs.count
    self.start = start
    current = [Current?](repeating: nil, count: places)
    for run in runs {
      var tally = tallies[run.specification.method.label] ?? Tally()
      tally.remaining += 1
      if let limit = tally.limit {
        tally.limit = run.specification.limits.time.map { max(limit, $0) }
      }
      tallies[run.specification.method.label] = tally
    }
  }

  package mutating func began(_ run: PlannedRun, at place: Int, _ events: RunEvents, now: Double) {
    current[place] = Current(run: run, events: events, start: now)
  }

  package mutating func ended(at place: Int) { current[place] = nil }

  package mutating func finished(_ record: RunRecord) {
    done += 1
    if !record.ending.isOrderly { failed += 1 }
    last.append(record)
    if last.count > StudyProgress.memory { last.removeFirst() }
    let label = record.specification.method.label
    tallies[label, default: Tally(remaining: 1)].remaining -= 1
    tallies[label]?.ended += 1
    tallies[label]?.wall += record.usage.wall
  }

  /// Seconds until the end if every method goes on as it did on average so far, or up to its time limit where none
  /// of its runs has ended; nil = unknown.
  package func secondsLeft(now: Double) -> Double? {
    let ended = tallies.values.reduce(into: Tally()) { sum, tally in
      sum.ended += tally.ended
      sum.wall += tally.wall
    }
    let overall = ended.ended > 0 ? ended.wall / Double(ended.ended) : nil
    var sum = 0.0
    // Sums of reals depend on their order: the labels are taken in theirs.
    for label in tallies.keys.sorted() {
      guard let tally = tallies[label], tally.remaining > 0 else { continue }
      guard let each = StudyProgress.estimate(tally, overall) else { return nil }
      sum += each * Double(tally.remaining)
    }
    for case .some(let running) in current {
      guard let tally = tallies[running.run.specification.method.label],
        let each = StudyProgress.estimate(tally, overall)
      else { continue }
      sum -= min(each, now - running.start)
    }
    return max(0, sum) / Double(max(1, min(current.count, total - done)))
  }

  private static func estimate(_ tally: Tally, _ overall: Double?) -> Double? {
    tally.ended > 0 ? tally.wall / Double(tally.ended) : tally.limit ?? overall
  }
}
