internal import GRDB
import OptCore

extension ResultStore {
  /// Keeps what the runs belong to; a header that was kept before is replaced as a whole. All stored runs count as the
  /// study's, unless `begin(_:runs:)` said which ones it plans.
  public func begin(_ header: StudyHeader) throws(StoreError) {
    try write { try keep(header, in: $0) }
  }

  func keep(_ header: StudyHeader, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO study (id, name, families, methods, run_count, directory)
        VALUES (1, ?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE
        SET name = ?1, families = ?2, methods = ?3, run_count = ?4, directory = ?5
        """,
      arguments: [
        StoredText.encoded(header.name), HeaderText.families(header.families),
        StringListText.encoded(header.methods), header.runCount,
        header.directory.map(StoredText.encoded),
      ])
    try database.execute(sql: "DELETE FROM reference")
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO reference (family, digest, instance, lower, upper, source)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for (family, values) in header.references {
      for (digest, value) in values {
        guard [value.lower, value.upper].allSatisfy({ $0?.asReal.isFinite ?? true }) else {
          throw StoreError(
            path: path, .misuse, "the reference of '\(value.instance)' is not finite")
        }
        try insertion.execute(arguments: [
          StoredText.encoded(family), StoredText.encoded(digest),
          StoredText.encoded(value.instance), RunRow.number(value.lower),
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
        database, sql: "SELECT name, families, methods, run_count, directory FROM study")
    else { return nil }
    let fields = RowFields(row: row, path: path, subject: "the study")
    return StudyHeader(
      name: StoredText.decoded(try fields.text(0)),
      families: try fields.require(HeaderText.families(try fields.text(1)), 1),
      methods: try fields.require(StringListText.decoded(try fields.text(2)), 2),
      runCount: try fields.integer(3),
      directory: try fields.optionalText(4).map(StoredText.decoded),
      references: try references(from: database))
  }

  private func references(
    from database: Database
  ) throws -> [String: [String: ReferenceValue]] {
    var result: [String: [String: ReferenceValue]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT family, digest, instance, lower, upper, source FROM reference")
    while let row = try rows.next() {
      let fields = RowFields(row: row, path: path, subject: "a reference")
      let value = ReferenceValue(
        instance: StoredText.decoded(try fields.text(2)), lower: try fields.number(3),
        upper: try fields.number(4), source: try fields.optionalText(5).map(StoredText.decoded))
      let digest = StoredText.decoded(try fields.text(1))
      result[StoredText.decoded(try fields.text(0)), default: [:]][digest] = value
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
