import OptCore

/// The first line of a JSON Lines export: the format and what the runs belong to.
enum HeaderJSON {
  static let schema = "optsolve.runs/2"

  static func json(_ header: StudyHeader?, plan: [String]?) -> JSONValue {
    .object(pairs: [
      ("schema", .string(schema)), ("study", header.map(json(study:)) ?? .null),
      ("plan", plan.map { .array($0.map(JSONValue.string)) } ?? .null),
    ])
  }

  /// The study alone.
  static func json(study header: StudyHeader) -> JSONValue {
    var references: [JSONValue] = []
    for (family, values) in header.references.sorted(by: { naturallyPrecedes($0.key, $1.key) }) {
      for (digest, value) in values.sorted(by: before) {
        references.append(
          .object(pairs: [
            ("family", .string(family)), ("digest", .string(digest)),
            ("instance", .string(value.instance)),
            ("lower", value.lower?.json ?? .null), ("upper", value.upper?.json ?? .null),
            ("source", .optional(value.source)),
          ]))
      }
    }
    return .object(pairs: [
      ("name", .string(header.name)), ("families", HeaderText.json(header.families)),
      ("methods", .array(header.methods.map(JSONValue.string))),
      ("run_count", .integer(header.runCount)), ("directory", .optional(header.directory)),
      ("references", .array(references)),
    ])
  }

  private static func before(
    _ a: (key: String, value: ReferenceValue), _ b: (key: String, value: ReferenceValue)
  ) -> Bool {
    a.value.instance == b.value.instance
      ? a.key < b.key : naturallyPrecedes(a.value.instance, b.value.instance)
  }

  /// The header and the plan of the first line; nil where it says nothing about them.
  static func read(
    _ json: JSONValue, of source: SourceText, line: Range<Int>
  ) throws(InstanceError) -> (header: StudyHeader?, plan: [String]?) {
    let fields = try JSONFields(json, of: source, line: line, keys: ["schema", "study", "plan"])
    let found = try fields.text("schema")
    guard found == schema else {
      throw fields.complaint("\"\(schema)\", not \(quoted(found))", about: "schema")
    }
    let plan = try fields.value("plan", "an array of keys or null", JSONFields.strings)
    guard let value = json["study"], value != .null else { return (nil, plan) }
    return (try study(fields), plan)
  }

  /// The study under the key `study`.
  static func study(_ fields: JSONFields) throws(InstanceError) -> StudyHeader {
    let study = try fields.fields(
      "study", keys: ["name", "families", "methods", "run_count", "directory", "references"])
    return StudyHeader(
      name: try study.text("name"),
      families: try study.required("families", "an array of families", HeaderText.families),
      methods: try study.texts("methods"), runCount: try study.integer("run_count"),
      directory: try study.optionalText("directory"), references: try references(study))
  }

  private static func references(
    _ study: JSONFields
  ) throws(InstanceError) -> [String: [String: ReferenceValue]] {
    let elements = try study.required("references", "an array of references", \.asArray)
    var result: [String: [String: ReferenceValue]] = [:]
    for (index, element) in elements.enumerated() {
      let fields = try JSONFields(
        element, of: study.source, line: study.line,
        path: study.path + [.key("references"), .index(index)],
        keys: ["family", "digest", "instance", "lower", "upper", "source"])
      let value = ReferenceValue(
        instance: try fields.text("instance"), lower: try fields.number("lower"),
        upper: try fields.number("upper"), source: try fields.optionalText("source"))
      let previous = result[try fields.text("family"), default: [:]]
        .updateValue(value, forKey: try fields.text("digest"))
      guard previous == nil else {
        throw fields.complaint("each instance once", about: "digest")
      }
    }
    return result
  }
}
