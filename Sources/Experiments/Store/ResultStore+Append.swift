internal import GRDB
import OptCore

extension ResultStore {
  /// Stores a finished run; it is there after any later death of the process once this returns.
  ///
  /// - Parameter replacing: whether a record of the same key gives way; otherwise it is an error of kind `misuse`.
  /// - Throws: `StoreError`; the store is unchanged then. Numbers that are not finite are refused (`misuse`).
  /// - Complexity: one transaction, O(log n) for n stored runs.
  public func append(_ record: RunRecord, replacing: Bool = false) throws(StoreError) {
    try write { database in
      if try contains(record.key, in: database) {
        guard replacing else {
          throw StoreError(path: path, .misuse, "run \(record.key) is stored already")
        }
        try remove(record.key, from: database)
      }
      try insert(record, into: database)
    }
  }

  /// Stores a record unless its key is there; returns whether it was new.
  func insertIfNew(_ record: RunRecord, into database: Database) throws -> Bool {
    if try contains(record.key, in: database) { return false }
    try insert(record, into: database)
    return true
  }

  private func contains(_ key: String, in database: Database) throws -> Bool {
    let search = try database.cachedStatement(sql: "SELECT 1 FROM run WHERE key = ?")
    return try Int.fetchOne(search, arguments: [StoredText.encoded(key)]) != nil
  }

  func remove(_ key: String, from database: Database) throws {
    let arguments: StatementArguments = [StoredText.encoded(key)]
    try database.execute(
      sql: "DELETE FROM document WHERE run = (SELECT id FROM run WHERE key = ?)",
      arguments: arguments)
    try database.execute(sql: "DELETE FROM run WHERE key = ?", arguments: arguments)
  }

  func insert(_ record: RunRecord, into database: Database) throws {
    if let name = RunRow.numberThatIsNotFinite(record) {
      throw StoreError(path: path, .misuse, "the \(name) of run \(record.key) is not finite")
    }
    let machine = try row(of: record.machine, in: database)
    let insertion = try database.cachedStatement(sql: RunRow.insertion)
    try insertion.execute(arguments: RunRow.values(record, machine: machine))
    guard let document = record.document else { return }
    let attachment = try database.cachedStatement(
      sql: "INSERT INTO document (run, text) VALUES (?, ?)")
    try attachment.execute(
      arguments: [database.lastInsertedRowID, StoredText.encoded(document)])
  }

  private func row(of machine: Machine, in database: Database) throws -> Int64 {
    if let known = machines.withLock({ $0[machine] }) { return known }
    let arguments: StatementArguments = [
      StoredText.encoded(machine.host), StoredText.encoded(machine.processor), machine.cores,
      machine.memory, StoredText.encoded(machine.system),
    ]
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO machine (host, processor, cores, memory, system)
        VALUES (?, ?, ?, ?, ?)
        """, arguments: arguments)
    let found = try Int64.fetchOne(
      database,
      sql: """
        SELECT id FROM machine
        WHERE host = ? AND processor = ? AND cores = ? AND memory = ? AND system = ?
        """, arguments: arguments)
    guard let found else { throw StoreError(path: path, .damaged, "a machine was not kept") }
    machines.withLock { $0[machine] = found }
    return found
  }
}
