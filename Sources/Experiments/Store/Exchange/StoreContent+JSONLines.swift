import OptCore

extension StoreContent {
  /// The content without loss: a line that names format, study and plan, then one JSON object per line and run.
  public func jsonLines() -> [UInt8] {
    var bytes = Array(HeaderJSON.json(header, plan: plan).compact().utf8)
    bytes.append(0x0A)
    for run in runs {
      bytes.append(contentsOf: RunJSON.json(run).compact().utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Reads what `jsonLines` writes.
  ///
  /// - Parameter verifyingKeys: whether each run has to have the key of what it asks for.
  /// - Throws: `InstanceError` at the first place that does not follow the format, or at the first run that stands
  ///   twice.
  public static func readJSONLines(
    _ source: SourceText, verifyingKeys: Bool = true
  ) throws(InstanceError) -> StoreContent {
    let lines = source.filledLines
    guard let first = lines.first else {
      throw InstanceError(
        at: source.start, found: "an empty text",
        expected: "a first line with \"schema\": \"\(HeaderJSON.schema)\"")
    }
    let (header, plan) = try HeaderJSON.read(
      try JSONReader.read(source, bytes: first), of: source, line: first)
    var runs: [RunRecord] = []
    runs.reserveCapacity(lines.count - 1)
    var keys: Set<String> = []
    for line in lines.dropFirst() {
      let json = try JSONReader.read(source, bytes: line)
      let record = try RunJSON.record(json, of: source, line: line)
      guard keys.insert(record.key).inserted else {
        throw InstanceError(
          at: JSONReader.location(of: [.key("key")], in: source, bytes: line),
          found: "a second line of the same run", expected: "each run once")
      }
      if verifyingKeys, let key = record.expectedKey, key != record.key {
        throw InstanceError(
          at: JSONReader.location(of: [.key("key")], in: source, bytes: line),
          found: quoted(record.key),
          expected: "\(key): instance, method, seed, limits and version give it")
      }
      runs.append(record)
    }
    return StoreContent(header: header, plan: plan, runs: runs)
  }
}
