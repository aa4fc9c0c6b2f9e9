internal import GRDB
import OptCore

extension ResultStore {
  /// Keeps what the runs belong to; a header that was kept before is replaced as a whole.
  public func begin(_ header: StudyHeader) throws(StoreError) {
    try write { try keep(header, in: $0) }
  }

  func keep(_ header: StudyHeader, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO study (id, name, families, methods, run_count)
        VALUES (1, ?, ?, ?, ?)
        """,
      arguments: [
        StoredText.encoded(header.name), HeaderText.families(header.families),
        StringListText.encoded(header.methods), header.runCount,
      ])
    try database.execute(sql: "DELETE FROM reference")
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO reference (family, instance, lower, upper, source) VALUES (?, ?, ?, ?, ?)
        """)
    for (family, values) in header.references {
      for (instance, value) in values {
        guard value.instance == instance else {
          throw StoreError(
            path: path, .misuse,
            "the reference of '\(instance)' is about the instance '\(value.instance)'")
        }
        guard [value.lower, value.upper].allSatisfy({ $0?.asReal.isFinite ?? true }) else {
          throw StoreError(path: path, .misuse, "the reference of '\(instance)' is not finite")
        }
        try insertion.execute(arguments: [
          StoredText.encoded(family), StoredText.encoded(instance), RunRow.number(value.lower),
          RunRow.number(value.upper), value.source.map(StoredText.encoded),
        ])
      }
    }
  }

  /// What the runs belong to; nil before the first `begin`.
  public func header() throws(StoreError) -> StudyHeader? {
    try read { try header(from: $0) }
  }

  func header(from database: Database) throws -> StudyHeader? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT name, families, methods, run_count FROM study")
    else { return nil }
    let fields = RowFields(row: row, path: path, subject: "the study")
    return StudyHeader(
      name: StoredText.decoded(try fields.text(0)),
      families: try fields.require(HeaderText.families(try fields.text(1)), 1),
      methods: try fields.require(StringListText.decoded(try fields.text(2)), 2),
      runCount: try fields.integer(3), references: try references(from: database))
  }

  private func references(
    from database: Database
  ) throws -> [String: [String: ReferenceValue]] {
    var result: [String: [String: ReferenceValue]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT family, instance, lower, upper, source FROM reference")
    while let row = try rows.next() {
      let fields = RowFields(row: row, path: path, subject: "a reference")
      let instance = StoredText.decoded(try fields.text(1))
      let value = ReferenceValue(
        instance: instance, lower: try fields.number(2), upper: try fields.number(3),
        source: try fields.optionalText(4).map(StoredText.decoded))
      result[StoredText.decoded(try fields.text(0)), default: [:]][instance] = value
    }
    return result
  }
}

/// The families of a header as JSON.
enum HeaderText {
  static func families(_ families: [StudyResults.Family]) -> String { json(families).compact() }

  static func families(_ text: String) -> [StudyResults.Family]? {
    guard let json = try? JSONReader.read(SourceText(file: "", text: text)) else { return nil }
    return families(json)
  }

  static func json(_ families: [StudyResults.Family]) -> JSONValue {
    .array(
      families.map { family in
        .object(pairs: [
          ("id", .string(family.id)), ("title", .string(family.title)),
          ("sense", .string(family.sense.rawValue)), ("size_unit", .string(family.sizeUnit)),
        ])
      })
  }

  static func families(_ json: JSONValue) -> [StudyResults.Family]? {
    guard let elements = json.asArray else { return nil }
    var families: [StudyResults.Family] = []
    for element in elements {
      guard let id = element["id"]?.asString, let title = element["title"]?.asString,
        let sense = element["sense"]?.asString.flatMap(ObjectiveSense.init(rawValue:)),
        let unit = element["size_unit"]?.asString
      else { return nil }
      families.append(.init(id: id, title: title, sense: sense, sizeUnit: unit))
    }
    return families
  }
}
