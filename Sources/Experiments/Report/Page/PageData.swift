import OptCore

/// The data behind the tables of instances and runs, column by column, and the details of single runs.
struct PageData {
  let statistics: StudyStatistics
  /// Bytes of details that a page carries at most; runs beyond that have none, and the page says so.
  var detailBudget = 6 << 20

  /// Digits of a run's key that tell the runs of a page apart.
  private static let keyDigits = 16

  static func shortKey(_ record: RunRecord) -> String { short(record.key) }

  static func short(_ key: String) -> String { String(key.prefix(keyDigits)) }

  /// The document that the page's script reads.
  ///
  /// - Complexity: O(runs + points of the trajectories that fit the budget).
  func json() -> JSONValue {
    .object(pairs: [
      ("methods", .array(statistics.methods.map { .string($0.label) })),
      (
        "maximised",
        .array(
          statistics.instances.indices.filter { statistics.instances[$0].sense == .maximize }
            .map(JSONValue.integer))
      ),
      ("instances", instances()), ("runs", runs()), ("details", details()),
    ])
  }

  private func instances() -> JSONValue {
    let all = statistics.instances
    return .object(pairs: [
      ("name", .array(all.map { .string($0.instance.name) })),
      ("family", .array(all.map { .string($0.instance.family) })),
      ("size", .array(all.map { .integer($0.instance.size) })),
      ("group", .array(all.map { .string($0.classLabel) })),
      ("reference", .array(all.map { PageData.value($0.reference?.upper) })),
    ])
  }

  private func runs() -> JSONValue {
    var faultOf: [Int: String] = [:]
    for fault in statistics.faults where faultOf[fault.runIndex] == nil {
      faultOf[fault.runIndex] = fault.message
    }
    let facts = statistics.runs
    let records = facts.map { statistics.record(of: $0) }
    func column(_ name: String, _ value: (Int) -> JSONValue) -> (String, JSONValue) {
      (name, .array(facts.indices.map(value)))
    }
    return .object(pairs: [
      column("key") { .string(PageData.shortKey(records[$0])) },
      column("i") { .integer(facts[$0].instanceIndex) },
      column("m") { .integer(facts[$0].methodIndex) },
      column("seed") { .string(String(facts[$0].seed)) },
      column("status") { .string(records[$0].status.rawValue) },
      column("objective") { PageData.value(records[$0].objective) },
      column("bound") { PageData.value(records[$0].bound) },
      column("gap") { .number(facts[$0].gap.map(PageData.rounded)) },
      column("deviation") { .number(facts[$0].deviation.map(PageData.rounded)) },
      column("time") { .number(PageData.rounded(records[$0].time)) },
      column("cpu") { .number(PageData.rounded(records[$0].usage.cpu)) },
      column("memory") { .integer(records[$0].usage.peakMemory) },
      column("ending") { .string(records[$0].ending.cell) },
      column("orderly") { .bool(records[$0].ending.isOrderly) },
      column("fault") { faultOf[$0].map(JSONValue.string) ?? .null },
    ])
  }

  /// Details of runs at fault and of failed runs first, then in their order, as long as the budget lasts.
  private func details() -> JSONValue {
    let facts = statistics.runs
    let urgent = facts.indices.filter { facts[$0].isFaulty || facts[$0].isFailed }
    let others = facts.indices.filter { !(facts[$0].isFaulty || facts[$0].isFailed) }
    var members: [JSONValue.Member] = []
    var bytes = 0
    for index in urgent + others {
      let record = statistics.record(of: facts[index])
      bytes += 400 + 40 * min(record.trajectory.count, PageData.courseLimit)
      if bytes > detailBudget { break }
      members.append(.init(PageData.shortKey(record), detail(record)))
    }
    return .object(members)
  }

  /// Points of a course that the page draws.
  private static let courseLimit = 300

  private func detail(_ record: RunRecord) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("command", .string(record.specification.replay(in: statistics.results.directory))),
      ("version", .string(record.version)),
      ("machine", .string(record.machine.summary)),
      ("digest", .string(record.specification.instance.digest)),
    ]
    if let termination = record.termination {
      members.append(("termination", .string(termination.rawValue)))
    }
    if let message = record.ending.message { members.append(("message", .string(message))) }
    let points = PageData.thinned(
      record.trajectory.filter { $0.objective != nil || $0.bound != nil })
    if !points.isEmpty {
      members.append(
        (
          "course",
          .array(
            points.map {
              .array([
                .number(PageData.rounded($0.time)), PageData.value($0.objective),
                PageData.value($0.bound),
              ])
            })
        ))
    }
    return .object(pairs: members)
  }

  private static func thinned(_ points: [TrajectoryPoint]) -> [TrajectoryPoint] {
    guard points.count > courseLimit else { return points }
    let step = Double(points.count - 1) / Double(courseLimit - 1)
    return (0..<courseLimit).map { points[Int((Double($0) * step).rounded())] }
  }

  /// A value that JavaScript shows exactly: integers beyond 2^53 as text.
  private static func value(_ value: ObjectiveValue?) -> JSONValue {
    guard let value else { return .null }
    if case .integer(let exact) = value, exact.magnitude > 1 << 53 { return .string(String(exact)) }
    return value.json
  }

  /// Seven significant digits.
  private static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    var scale = 1.0
    var size = abs(value)
    while size < 1e6, scale < 1e12 {
      size *= 10
      scale *= 10
    }
    return (value * scale).rounded() / scale
  }
}
