internal import GRDB
import OptCore

extension ResultStore {
  /// The stored runs that did not end in order (see `RunEnding.isOrderly`), by key, with how they ended.
  ///
  /// - Complexity: one pass over the runs; memory for the failed ones.
  public func failures() throws(StoreError) -> [String: RunEnding] {
    try read { try failures(in: $0).mapValues(\.ending) }
  }

  /// The keys of the stored runs that ended in order.
  ///
  /// - Complexity: one pass over the runs.
  public func orderlyKeys() throws(StoreError) -> Set<String> {
    try finishedKeys().subtracting(try failures().keys)
  }

  /// Forgets the runs that did not end in order.
  ///
  /// - Returns: how many they were.
  /// - Throws: `StoreError`; the store is unchanged then.
  public func removeFailures() throws(StoreError) -> Int {
    try write { database in
      let keys = try failures(in: database).keys
      for key in keys { try remove(key, from: database) }
      return keys.count
    }
  }

  /// The stored runs that did not end in order, by key: how they ended and when they began.
  func failures(in database: Database) throws -> [String: (ending: RunEnding, started: Double)] {
    var result: [String: (ending: RunEnding, started: Double)] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT key, ending, ending_code, message, started FROM run
        WHERE ending <> 'exited' OR ending_code <> 0 OR message IS NOT NULL
        """)
    while let row = try rows.next() {
      let key = StoredText.decoded(row[0])
      guard let kind = EndingFields.Kind(rawValue: row[1]),
        let ending = EndingFields(
          kind, row[2], (row[3] as String?).map(StoredText.decoded)
        ).ending
      else { throw StoreError(path: path, .damaged, "the ending of run \(key) is unknown") }
      if !ending.isOrderly { result[key] = (ending, row[4]) }
    }
    return result
  }

  /// Notes that a build of a version is about to add runs.
  ///
  /// - Parameters:
  ///   - build: what tells builds apart, such as the digest of the program.
  ///   - version: the version that the build calls itself.
  /// - Returns: how many other builds of the same version were noted before.
  public func note(build: String, of version: String) throws(StoreError) -> Int {
    try write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO build (version, build) VALUES (?, ?)",
        arguments: [StoredText.encoded(version), StoredText.encoded(build)])
      let others = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM build WHERE version = ? AND build <> ?",
        arguments: [StoredText.encoded(version), StoredText.encoded(build)])
      return others ?? 0
    }
  }
}
