import OptCore

extension ShardManifest {
  static let schema = "optsolve.shards/1"

  /// A line about the study, then one line for each run with its shard.
  public func jsonLines() -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ members: [(String, JSONValue)]) {
      bytes += JSONValue.object(pairs: members).compact().utf8
      bytes.append(0x0A)
    }
    add([
      ("schema", .string(ShardManifest.schema)), ("version", .string(version)),
      ("build", .string(build)), ("directory", .string(directory)),
      ("partition", .optional(partition)),
      ("at_once", atOnce.map(JSONValue.integer) ?? .null), ("shards", .integer(shards.count)),
      ("runs", .integer(runCount)), ("study", HeaderJSON.json(study: header)),
    ])
    for (shard, runs) in shards.enumerated() {
      for run in runs {
        add(
          [("shard", .integer(shard)), ("key", .string(run.key))]
            + RunJSON.members(run.specification))
      }
    }
    return bytes
  }

  /// Reads what `jsonLines` writes.
  ///
  /// - Throws: `InstanceError` at the first place that does not follow the format, at a run that stands twice, and
  ///   when there are fewer or more runs than the first line says.
  public static func readJSONLines(_ source: SourceText) throws(InstanceError) -> ShardManifest {
    let lines = source.filledLines
    guard let first = lines.first else {
      throw InstanceError(
        at: source.start, found: "an empty text",
        expected: "a first line with \"schema\": \"\(schema)\"")
    }
    let fields = try JSONFields(
      try JSONReader.read(source, bytes: first), of: source, line: first,
      keys: [
        "schema", "version", "build", "directory", "partition", "at_once", "shards", "runs",
        "study",
      ])
    var manifest = try head(fields)
    let runCount = try fields.integer("runs")
    guard runCount == lines.count - 1 else {
      throw fields.complaint("as many runs as lines follow (\(lines.count - 1))", about: "runs")
    }
    let count = try fields.integer("shards")
    guard (0...runCount).contains(count) else {
      throw fields.complaint("0 to \(runCount) shards, for each has a run", about: "shards")
    }
    manifest.shards = [[PlannedRun]](repeating: [], count: count)
    var keys: Set<String> = []
    for line in lines.dropFirst() { try manifest.add(line, of: source, &keys) }
    return manifest
  }

  private static func head(_ fields: JSONFields) throws(InstanceError) -> ShardManifest {
    let found = try fields.text("schema")
    guard found == schema else {
      throw fields.complaint("\"\(schema)\", not \(quoted(found))", about: "schema")
    }
    let atOnce = try fields.optionalInteger("at_once")
    if let atOnce, atOnce < 1 { throw fields.complaint("1 or more, or null", about: "at_once") }
    return ShardManifest(
      header: try HeaderJSON.study(fields), version: try fields.text("version"),
      build: try fields.text("build"), directory: try fields.text("directory"),
      partition: try fields.optionalText("partition"), atOnce: atOnce, shards: [])
  }

  private mutating func add(
    _ line: Range<Int>, of source: SourceText, _ keys: inout Set<String>
  ) throws(InstanceError) {
    let run = try JSONFields(
      try JSONReader.read(source, bytes: line), of: source, line: line,
      keys: ["shard", "key", "instance", "method", "seed", "limits"])
    let shard = try run.integer("shard")
    guard shards.indices.contains(shard) else {
      let expected = shards.isEmpty ? "no run, for there are no shards" : "0 to \(shards.count - 1)"
      throw run.complaint(expected, about: "shard")
    }
    let key = try run.text("key")
    guard keys.insert(key).inserted else {
      throw run.complaint("each run once, not a second line of this one", about: "key")
    }
    shards[shard].append(PlannedRun(try RunJSON.specification(run), key: key))
  }
}
