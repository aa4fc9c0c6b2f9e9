import OptCore

/// Reads `{"format": "optsolve-fjsp-1", "machines": m, "jobs": [...]}`: by job and operation pairs `[machine, duration]`, machines from 0.
///
/// Optional: `name`, `objective`, `problem` (must be `fjsp` or `jsp`) and all conditions. Other keys are ignored, if they are not slips of those.
struct JSONShopReader {
  /// The value of `format`.
  static let format = "optsolve-fjsp-1"

  private typealias Alternative = FlexibleJobShopInstance.Alternative
  private static let keys =
    ["format", "problem", "name", "objective", "machines", "jobs"] + ShopConditionsReader.keys

  private let fields: JSONFields

  /// Reads a whole file.
  ///
  /// - Throws: `InstanceError` at the value that does not fit.
  /// - Complexity: O(length of the text).
  static func read(_ source: SourceText) throws(InstanceError) -> ShopContent {
    let document = try JSONReader.read(source)
    let fields = JSONFields(source: source)
    try fields.checkIsObject(document, "an instance")
    let reader = JSONShopReader(fields: fields)
    try reader.checkKeys(document)
    return try reader.content(document)
  }

  private func checkKeys(_ document: JSONValue) throws(InstanceError) {
    if let format = document["format"], format != .string(JSONShopReader.format) {
      throw fields.error(
        [.key("format")], found: format.shown, expected: "\"\(JSONShopReader.format)\"")
    }
    if let problem = document["problem"], problem != .string("fjsp"), problem != .string("jsp") {
      throw fields.error([.key("problem")], found: problem.shown, expected: "\"fjsp\"")
    }
    guard case .object(let members) = document else { return }
    for member in members where !JSONShopReader.keys.contains(member.key) {
      for key in ShopConditionsReader.keys
      where abs(member.key.utf8.count - key.utf8.count) <= 2
        && editDistance(member.key.lowercased(), key) <= 2
      {
        throw fields.error(
          [.key(member.key)], found: "unknown key \(quoted(member.key))", expected: "'\(key)'")
      }
    }
  }

  private func content(_ document: JSONValue) throws(InstanceError) -> ShopContent {
    guard let machines = document["machines"], let jobs = document["jobs"] else {
      throw fields.error(
        [], found: "an object without '\(document["machines"] == nil ? "machines" : "jobs")'",
        expected: "'machines' and 'jobs'")
    }
    let machineCount = try fields.integer(
      machines, in: 1...ShopSize.largestMachineCount, "a number of machines",
      [.key("machines")])
    var content = ShopContent(
      name: fields.source.stem, machineCount: machineCount,
      jobs: try self.jobs(jobs, machineCount: machineCount))
    if let name = document["name"], name != .null {
      guard let text = name.asString else {
        throw fields.error([.key("name")], found: name.shown, expected: "a string")
      }
      content.name = text
    }
    if let objective = document["objective"], objective != .null {
      content.objective = objective.asString.flatMap(ShopObjective.init(rawValue:))
      guard content.objective != nil else {
        throw fields.error(
          [.key("objective")], found: objective.shown,
          expected: "one of \(ShopObjective.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    let reader = ShopConditionsReader(
      fields: fields, operationCounts: content.jobs.map(\.count), machineCount: machineCount)
    try reader.read(document, into: &content.conditions)
    return content
  }

  private func jobs(
    _ value: JSONValue, machineCount: Int
  ) throws(InstanceError) -> [[[Alternative]]] {
    let path: [JSONPathStep] = [.key("jobs")]
    let rows = try fields.array(value, "jobs", path)
    guard !rows.isEmpty else {
      throw fields.error(path, found: "no jobs", expected: "at least one")
    }
    var jobs: [[[Alternative]]] = []
    var work = 0
    for (j, row) in rows.enumerated() {
      var job: [[Alternative]] = []
      let elements = try fields.array(row, "a job, a list of operations", path + [.index(j)])
      for (o, operation) in elements.enumerated() {
        let place = { path + [.index(j), .index(o)] }
        let alternatives = try self.alternatives(operation, machineCount: machineCount, place)
        work += alternatives.reduce(0) { max($0, $1.duration) }
        guard work <= FlexibleJobShopInstance.largestHorizon else {
          throw fields.error(
            place(), found: "durations too large",
            expected:
              "durations that add up to at most \(FlexibleJobShopInstance.largestHorizon),"
              + " taking the longest of each operation")
        }
        job.append(alternatives)
      }
      jobs.append(job)
    }
    return jobs
  }

  private func alternatives(
    _ value: JSONValue, machineCount: Int, _ place: () -> [JSONPathStep]
  ) throws(InstanceError) -> [Alternative] {
    let pairs = try fields.array(value, "an operation, a list of [machine, duration]", place())
    guard !pairs.isEmpty else {
      throw fields.error(place(), found: "no machine", expected: "at least one [machine, duration]")
    }
    var alternatives: [Alternative] = []
    var seen: Set<Int> = []
    for (a, pair) in pairs.enumerated() {
      guard let numbers = pair.asArray, numbers.count == 2 else {
        throw fields.error(
          place() + [.index(a)], found: pair.shown, expected: "[machine, duration]")
      }
      let machine = try fields.integer(
        numbers[0], in: 0...machineCount - 1, "a machine", place() + [.index(a), .index(0)])
      guard seen.insert(machine).inserted else {
        throw fields.error(
          place() + [.index(a), .index(0)], found: "machine \(machine) twice",
          expected: "every machine once")
      }
      let duration = try fields.integer(
        numbers[1], in: 0...FlexibleJobShopInstance.largestHorizon, "a duration",
        place() + [.index(a), .index(1)])
      alternatives.append(Alternative(machine: machine, duration: duration))
    }
    return alternatives
  }
}
