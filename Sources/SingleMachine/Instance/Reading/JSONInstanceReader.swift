import OptCore

/// Reads an instance from one JSON object: columns `p`, `d`, `w`, or `jobs` of objects with these keys.
///
/// Optional: `problem` (must be `smtt`), `name`, `n` (must agree). Other keys are ignored.
struct JSONInstanceReader {
  private let source: SourceText
  private let bytes: Range<Int>

  /// Reads the object in a range of the text.
  ///
  /// - Parameter name: the instance's name when the object has none.
  static func read(
    _ source: SourceText, bytes: Range<Int>, name: String
  ) throws(InstanceError) -> SingleMachineInstance {
    let document = try JSONReader.read(source, bytes: bytes)
    return try JSONInstanceReader(source: source, bytes: bytes).instance(document, name: name)
  }

  /// The name in a record of a set, or nil.
  static func name(_ source: SourceText, bytes: Range<Int>) throws(InstanceError) -> String? {
    try JSONReader.read(source, bytes: bytes)["name"]?.asString
  }

  private func instance(
    _ document: JSONValue, name: String
  ) throws(InstanceError) -> SingleMachineInstance {
    guard case .object = document else {
      throw error([], found: document.shown, expected: "an object")
    }
    if let schema = document["schema"]?.asString, schema.hasPrefix("optsolve.result/") {
      throw error([.key("schema")], found: "a result document", expected: "an instance")
    }
    if let problem = document["problem"], problem != .string("smtt") {
      throw error([.key("problem")], found: problem.shown, expected: "\"smtt\"")
    }
    var ownName = name
    if let value = document["name"], value != .null {
      guard let text = value.asString else {
        throw error([.key("name")], found: value.shown, expected: "a string")
      }
      ownName = text
    }
    let table =
      document["jobs"] == nil ? try columns(document) : try jobs(document)
    if let count = document["n"], count != .null, count.asInteger != table.count {
      throw error([.key("n")], found: count.shown, expected: "\(table.count), the number of jobs")
    }
    return try table.instance(named: ownName, in: source)
  }

  private func columns(_ document: JSONValue) throws(InstanceError) -> JobTable {
    let p = try array(document, "p")
    let d = try array(document, "d")
    let hasWeights = document["w"] != nil && document["w"] != .null
    let w = hasWeights ? try array(document, "w") : []
    try checkLength("d", d.count, p.count)
    if hasWeights { try checkLength("w", w.count, p.count) }
    var table = JobTable(expecting: p.count, atMost: p.count, weighted: hasWeights)
    for j in p.indices {
      let taken = table.append(
        processingTime: try integer(p[j], least: 0, [.key("p"), .index(j)]),
        dueDate: try integer(d[j], least: .min, [.key("d"), .index(j)]),
        weight: hasWeights ? try integer(w[j], least: 0, [.key("w"), .index(j)]) : 1)
      if !taken { throw refusal(table, [.key("p"), .index(j)]) }
    }
    return table
  }

  private func jobs(_ document: JSONValue) throws(InstanceError) -> JobTable {
    let rows = try array(document, "jobs")
    var table = JobTable(expecting: rows.count, atMost: rows.count, weighted: true)
    for (j, row) in rows.enumerated() {
      let job = try Row(row, path: [.key("jobs"), .index(j)], reader: self)
      guard table.append(processingTime: job.p, dueDate: job.d, weight: job.w) else {
        throw refusal(table, [.key("jobs"), .index(j)])
      }
    }
    return table
  }

  /// One object of the `jobs` shape.
  private struct Row {
    var p = 0
    var d = 0
    var w = 1

    init(
      _ value: JSONValue, path: @autoclosure () -> [JSONPathStep], reader: JSONInstanceReader
    ) throws(InstanceError) {
      guard case .object(let members) = value else {
        throw reader.error(path(), found: value.shown, expected: "an object")
      }
      var seen = (p: false, d: false, w: false)
      for member in members {
        switch member.key {
        case "p" where !seen.p:
          p = try reader.integer(member.value, least: 0, path() + [.key("p")])
          seen.p = true
        case "d" where !seen.d:
          d = try reader.integer(member.value, least: .min, path() + [.key("d")])
          seen.d = true
        case "w" where !seen.w && member.value != .null:
          w = try reader.integer(member.value, least: 0, path() + [.key("w")])
          seen.w = true
        default: break
        }
      }
      guard seen.p, seen.d else {
        throw reader.error(
          path(), found: "a job without \(seen.p ? "'d'" : "'p'")",
          expected: "an object with 'p', 'd' and optionally 'w'")
      }
    }
  }

  private func array(_ document: JSONValue, _ key: String) throws(InstanceError) -> [JSONValue] {
    guard let value = document[key] else {
      throw error([], found: "an object without '\(key)'", expected: "'p' and 'd', or 'jobs'")
    }
    guard let elements = value.asArray else {
      throw error([.key(key)], found: value.shown, expected: "an array")
    }
    return elements
  }

  private func checkLength(_ key: String, _ found: Int, _ expected: Int) throws(InstanceError) {
    guard found != expected else { return }
    throw error(
      [.key(key)], found: "\(found) numbers in '\(key)'", expected: "\(expected), as in 'p'")
  }

  private func integer(
    _ value: JSONValue, least: Int, _ path: @autoclosure () -> [JSONPathStep]
  ) throws(InstanceError) -> Int {
    if case .integer(let number) = value, number >= least { return number }
    guard let number = value.asInteger, number >= least else {
      var isFraction = false
      if case .real(let real) = value { isFraction = real != real.rounded() }
      throw error(
        path(), found: value.shown,
        expected: (least == 0 ? "an integer of at least 0" : "an integer")
          + (isFraction ? FieldScanner.realHint : ""))
    }
    return number
  }

  private func refusal(_ table: JobTable, _ path: [JSONPathStep]) -> InstanceError {
    InstanceError(at: JSONReader.location(of: path, in: source, bytes: bytes), table.refusal)
  }

  private func error(
    _ path: [JSONPathStep], found: String, expected: String
  ) -> InstanceError {
    InstanceError(
      at: JSONReader.location(of: path, in: source, bytes: bytes), found: found,
      expected: expected)
  }
}
