internal import GRDB
import OptCore

extension ResultStore {
  /// Everything the store holds, documents too, in the order of `results()`.
  ///
  /// - Complexity: memory proportional to the store.
  public func content() throws(StoreError) -> StoreContent {
    try read { database in
      let header = try header(from: database)
      var records: [RunRecord] = []
      try forEachRecord(in: database) { records.append($0) }
      let order = ResultOrder(
        families: header?.families.map(\.id) ?? [], methods: header?.methods ?? [])
      return StoreContent(header: header, runs: order.sorted(records))
    }
  }

  /// Takes over every run that is not here yet, and the header when there is none here: all of it or, after an
  /// error, nothing.
  ///
  /// - Returns: how many runs were new.
  /// - Throws: `StoreError`; the store is unchanged then.
  public func add(_ content: StoreContent) throws(StoreError) -> Int {
    try write { database in
      try keepIfFirst(content.header, in: database)
      var count = 0
      for record in content.runs where try insertIfNew(record, into: database) { count += 1 }
      return count
    }
  }

  /// Takes over every run of another store that is not here yet, and its header when there is none here.
  ///
  /// A run that failed here gives way to its repetition: one that ended in order, or that failed after it.
  ///
  /// - Returns: how many runs were taken over.
  /// - Throws: `StoreError` about either store; this one is unchanged then.
  /// - Note: two stores must not take over each other's runs at the same time.
  public func merge(_ other: ResultStore) throws(StoreError) -> Int {
    guard other !== self else { return 0 }
    return try write { database in
      try other.read { source in
        try keepIfFirst(try other.header(from: source), in: database)
        let failed = try failures(in: database)
        var count = 0
        try other.forEachRecord(in: source) { record in
          if let old = failed[record.key] {
            guard record.ending.isOrderly || record.started > old.started else { return }
            try remove(record.key, from: database)
          }
          if try insertIfNew(record, into: database) { count += 1 }
        }
        return count
      }
    }
  }

  private func keepIfFirst(_ header: StudyHeader?, in database: Database) throws {
    if let header, try self.header(from: database) == nil { try keep(header, in: database) }
  }
}
