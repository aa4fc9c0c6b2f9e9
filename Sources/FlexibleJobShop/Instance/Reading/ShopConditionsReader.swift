import OptCore

/// Reads releases, due dates, setups and downtimes from the members of a JSON object.
///
/// Jobs, operations and machines are 0-based. A member that is null is as good as absent.
struct ShopConditionsReader {
  /// The keys it knows.
  static let keys = [
    "job_release", "op_release", "machine_release", "job_due", "job_weight", "scheduled_start",
    "setup", "downtime",
  ]

  private static let times = 0...FlexibleJobShopInstance.largestHorizon

  let fields: JSONFields
  /// The number of operations of every job.
  let operationCounts: [Int]
  let machineCount: Int

  private var jobCount: Int { operationCounts.count }

  /// Reads an extension file: an object of these keys only.
  ///
  /// - Throws: `InstanceError` located in that file.
  static func merge(
    _ source: SourceText, into content: inout ShopContent
  ) throws(InstanceError) {
    let document = try JSONReader.read(source)
    let fields = JSONFields(source: source)
    try fields.checkIsObject(document, "conditions")
    if case .object(let members) = document,
      let unknown = members.first(where: { !keys.contains($0.key) })
    {
      throw fields.error(
        [.key(unknown.key)], found: "unknown key \(quoted(unknown.key))",
        expected: "conditions" + suggestion(unknown.key, among: keys))
    }
    let reader = ShopConditionsReader(
      fields: fields, operationCounts: content.jobs.map(\.count),
      machineCount: content.machineCount)
    try reader.read(document, into: &content.conditions)
  }

  /// Takes what an object holds; other conditions stay.
  ///
  /// - Throws: `InstanceError` at the value that does not fit.
  func read(
    _ document: JSONValue, into conditions: inout ShopConditions
  ) throws(InstanceError) {
    guard case .object(let members) = document else { return }
    var seen: Set<String> = []
    for member in members where member.value != .null && seen.insert(member.key).inserted {
      let (key, value) = (member.key, member.value)
      switch key {
      case "job_release":
        conditions.jobRelease = try list(key, value, jobCount, "job releases", "a release")
      case "machine_release":
        conditions.machineRelease = try list(
          key, value, machineCount, "machine releases", "a release")
      case "job_due":
        conditions.jobDue = try list(
          key, value, jobCount, "due dates", "a due date", in: .min ... .max)
      case "job_weight":
        conditions.jobWeight = try list(
          key, value, jobCount, "weights", "a weight", in: 0...Int.max)
      case "op_release":
        conditions.operationRelease = try byOperation(key, value, "releases", "a release")
      case "scheduled_start":
        conditions.scheduledStart = try byOperation(
          key, value, "scheduled starts", "a scheduled start")
      case "setup": conditions.setup = try setup(value)
      case "downtime": conditions.downtimes = try downtimes(value)
      default: break
      }
    }
  }

  private func list(
    _ key: String, _ value: JSONValue, _ count: Int, _ what: String, _ one: String,
    in range: ClosedRange<Int> = ShopConditionsReader.times
  ) throws(InstanceError) -> [Int] {
    try fields.integers(value, count: count, in: range, what, one: one, [.key(key)])
  }

  /// A list by job of lists by operation, in one row.
  private func byOperation(
    _ key: String, _ value: JSONValue, _ what: String, _ one: String
  ) throws(InstanceError) -> [Int] {
    let rows = try fields.array(value, count: jobCount, "lists of \(what)", [.key(key)])
    var numbers: [Int] = []
    for (job, row) in rows.enumerated() {
      numbers += try fields.integers(
        row, count: operationCounts[job], in: ShopConditionsReader.times, what, one: one,
        [.key(key), .index(job)])
    }
    return numbers
  }

  private func setup(_ value: JSONValue) throws(InstanceError) -> ShopConditions.Setup {
    let path: [JSONPathStep] = [.key("setup")]
    guard let types = value["jobtype"], let matrix = value["matrix"] else {
      throw fields.error(
        path, found: fields.shown(value), expected: "an object with 'jobtype' and 'matrix'")
    }
    let machines = try fields.array(
      matrix, count: machineCount, "setup matrices", path + [.key("matrix")])
    let typeCount = machines.first?.asArray?.count ?? 0
    guard typeCount > 0 else {
      throw fields.error(
        path + [.key("matrix"), .index(0)], found: machines.first.map(fields.shown) ?? "nothing",
        expected: "a matrix with a row and a column for every type of job")
    }
    var times: [[[Int]]] = []
    for (machine, rows) in machines.enumerated() {
      let place = path + [.key("matrix"), .index(machine)]
      var square: [[Int]] = []
      for (from, row) in try fields.array(rows, count: typeCount, "rows", place).enumerated() {
        square.append(
          try fields.integers(
            row, count: typeCount, in: ShopConditionsReader.times, "setup times",
            one: "a setup time", place + [.index(from)]))
      }
      times.append(square)
    }
    return ShopConditions.Setup(
      jobType: try fields.integers(
        types, count: jobCount, in: 0...typeCount - 1, "types of jobs", one: "a type of job",
        path + [.key("jobtype")]), matrix: times)
  }

  private func downtimes(
    _ value: JSONValue
  ) throws(InstanceError) -> [ShopConditions.Downtime] {
    var downtimes: [ShopConditions.Downtime] = []
    for (index, record) in try fields.array(value, "downtimes", [.key("downtime")]).enumerated() {
      let path: [JSONPathStep] = [.key("downtime"), .index(index)]
      guard let machine = record["machine"], let start = record["start"], let end = record["end"]
      else {
        throw fields.error(
          path, found: fields.shown(record),
          expected: "an object with 'machine', 'start' and 'end'")
      }
      let first = try fields.integer(
        start, in: ShopConditionsReader.times, "a start", path + [.key("start")])
      downtimes.append(
        ShopConditions.Downtime(
          machine: try fields.integer(
            machine, in: 0...machineCount - 1, "a machine", path + [.key("machine")]),
          start: first,
          end: try fields.integer(
            end, in: first...FlexibleJobShopInstance.largestHorizon, "an end",
            path + [.key("end")])))
    }
    return downtimes
  }
}
