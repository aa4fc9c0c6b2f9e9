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

  static let times = 0...FlexibleJobShopInstance.largestHorizon

  let fields: JSONFields
  /// The number of operations of every job.
  let operationCounts: [Int]
  let machineCount: Int

  var jobCount: Int { operationCounts.count }

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
    for member in members where seen.insert(member.key).inserted && member.value != .null {
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
}
