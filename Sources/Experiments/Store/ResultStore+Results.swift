internal import GRDB
import OptCore

extension ResultStore {
  /// The keys of all stored runs.
  public func finishedKeys() throws(StoreError) -> Set<String> {
    try read { database in
      let keys = try String.fetchCursor(database, sql: "SELECT key FROM run")
      var result: Set<String> = []
      while let key = try keys.next() { result.insert(StoredText.decoded(key)) }
      return result
    }
  }

  /// Everything that statistics and reports are made from, without documents, in the order of `ResultOrder`.
  ///
  /// A store without a header is named after its file, its methods stand in the order of their labels, and it says
  /// nothing about its families.
  ///
  /// - Parameter everyRun: also those that the study does not plan any more: of methods, instances, limits, versions
  ///   that were changed. Without them the results are those of a new store.
  /// - Complexity: O(n log n) for n runs; about 1 kB of memory a run besides trajectories.
  public func results(everyRun: Bool = false) throws(StoreError) -> StudyResults {
    try read { database in
      var records: [RunRecord] = []
      let stored = try Int.fetchOne(database, sql: "SELECT count(*) FROM run") ?? 0
      records.reserveCapacity(stored)
      let isPlanned = try hasPlan(in: database)
      let filter = isPlanned && !everyRun ? "WHERE run.key IN (SELECT key FROM plan)" : ""
      try forEachRecord(in: database, withDocument: false, filter: filter) { records.append($0) }
      let header = try self.header(from: database)
      let order = ResultOrder(
        families: header?.families.map(\.id) ?? [], methods: header?.methods ?? [])
      let methods =
        header?.methods
        ?? Set(records.map(\.specification.method.label)).sorted(by: naturallyPrecedes)
      var results = StudyResults(
        name: header?.name ?? SourceText(file: path, bytes: []).stem,
        families: header?.families ?? [], methods: methods, runs: order.sorted(records),
        references: header?.references ?? [:])
      results.directory = header?.directory
      results.leftOutCount = stored - records.count
      if isPlanned {
        results.missingCount =
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM plan WHERE key NOT IN (SELECT key FROM run)") ?? 0
      }
      return results
    }
  }

  /// The result document of a run; nil when the run is not stored or delivered none.
  public func document(key: String) throws(StoreError) -> String? {
    try read { database in
      let search = try database.cachedStatement(
        sql: "SELECT text FROM document JOIN run ON document.run = run.id WHERE key = ?")
      return try String.fetchOne(search, arguments: [StoredText.encoded(key)])
        .map(StoredText.decoded)
    }
  }

  /// What SQLite finds wrong with the file; empty when all is well.
  ///
  /// - Complexity: reads the whole file.
  public func integrityProblems() throws(StoreError) -> [String] {
    try read { database in
      let answers = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      let references = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      return answers.filter { $0 != "ok" } + references.map { "dangling reference: \($0)" }
    }
  }

  /// Hands over every run in the order of storing, or those that a clause `WHERE ...` leaves, one at a time.
  func forEachRecord(
    in database: Database, withDocument: Bool = true, filter: String = "",
    _ body: (RunRecord) throws -> Void
  ) throws {
    var decoder = RunRowDecoder(path: path, machines: try machineRows(database))
    var columns = RunRow.columns.map { "run.\($0)" }
    if withDocument { columns.append("document.text") }
    let join = withDocument ? "LEFT JOIN document ON document.run = run.id" : ""
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT \(columns.joined(separator: ", ")) FROM run \(join) \(filter) ORDER BY run.id")
    while let row = try rows.next() {
      var record = try decoder.record(row)
      if withDocument {
        let fields = RowFields(row: row, path: path, subject: "the document of run \(record.key)")
        record.document = try fields.optionalText(RunRow.columns.count).map(StoredText.decoded)
      }
      try body(record)
    }
  }

  private func machineRows(_ database: Database) throws -> [Int: Machine] {
    var machines: [Int: Machine] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, host, processor, cores, memory, system FROM machine")
    while let row = try rows.next() {
      let fields = RowFields(row: row, path: path, subject: "a machine")
      machines[try fields.integer(0)] = Machine(
        host: StoredText.decoded(try fields.text(1)),
        processor: StoredText.decoded(try fields.text(2)), cores: try fields.integer(3),
        memory: try fields.integer(4), system: StoredText.decoded(try fields.text(5)))
    }
    return machines
  }
}
