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
      return StoreContent(
        header: header, plan: try plannedKeys(in: database)?.sorted(), runs: order.sorted(records))
    }
  }

  /// Takes over every run that is not here yet, and what the content's header knows beyond the one here: all of it or,
  /// after an error, nothing.
  ///
  /// Where both headers know something, the one here has the word. The runs of the content, or those of its plan, are
  /// added to the plan here, if there is one. Relative paths that begin at another folder become whole ones.
  ///
  /// - Returns: how many runs were new.
  /// - Throws: `StoreError`; the store is unchanged then.
  public func add(_ content: StoreContent) throws(StoreError) -> Int {
    try write { database in
      let own = try header(from: database)
      if let header = content.header {
        try keep(own?.keeping(header) ?? header, in: database)
        if own == nil, let plan = content.plan { try keep(plan: plan, in: database) }
      }
      if own != nil, try hasPlan(in: database) {
        try extendPlan(by: content.plan ?? content.runs.map(\.key), in: database)
      }
      let origin = content.header?.directory
      let isElsewhere = own != nil && origin != own?.directory
      var count = 0
      for var record in content.runs {
        if isElsewhere, let origin { record.specification.makePathsWhole(from: origin) }
        if try insertIfNew(record, into: database) { count += 1 }
      }
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
        let header = try other.header(from: source)
        let own = try self.header(from: database)
        if let header, own == nil { try keep(header, in: database) }
        let isElsewhere = own != nil && header?.directory != own?.directory
        let failed = try failures(in: database)
        var count = 0
        try other.forEachRecord(in: source) { record in
          var record = record
          if let old = failed[record.key] {
            guard record.ending.isOrderly || record.started > old.started else { return }
            try remove(record.key, from: database)
          }
          if isElsewhere, let origin = header?.directory {
            record.specification.makePathsWhole(from: origin)
          }
          if try insertIfNew(record, into: database) { count += 1 }
        }
        return count
      }
    }
  }
}
