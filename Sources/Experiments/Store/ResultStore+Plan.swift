internal import GRDB
import OptCore

extension ResultStore {
  /// What a plan does to the plan that a store has.
  public enum PlanScope: Sendable, Hashable {
    /// It takes its place: it is the whole study.
    case whole
    /// It is added: runs that somebody wants besides.
    case addition
  }

  /// Begins to carry a plan out, or goes on with it.
  ///
  /// What is known about the plan's instances from elsewhere takes the place of what was known before, so that a
  /// reference can be corrected and withdrawn; an addition withdraws only in families that it brings references for.
  /// Stored runs of a whole plan get the labels, names and paths that it gives them: their keys say that nothing else
  /// differs. Relative paths of other runs become whole ones when the plan's paths begin at another folder.
  ///
  /// - Parameters:
  ///   - header: about the plan alone.
  ///   - runs: all runs of the plan, stored or not.
  /// - Throws: `StoreError`; the store is unchanged then.
  /// - Complexity: one pass over the plan and over the names of the stored runs.
  public func begin(
    _ header: StudyHeader, runs: [PlannedRun], _ scope: PlanScope = .whole
  ) throws(StoreError) {
    try write { database in
      let old = try self.header(from: database)
      let keys = runs.map(\.key)
      let renamed = scope == .whole ? runs : []
      if let from = old?.directory, let to = header.directory, from != to {
        try makePathsWhole(from: from, except: Set(renamed.map(\.key)), in: database)
      }
      try keep(ResultStore.header(header, over: old, runs, scope), in: database)
      switch scope {
      case .whole:
        try keep(plan: keys, in: database)
        try rename(renamed, in: database)
      case .addition:
        // Runs of a store without a plan all belong to the study.
        if old == nil { try keep(plan: keys, in: database) }
        if try hasPlan(in: database) { try extendPlan(by: keys, in: database) }
      }
    }
  }

  /// The header of the store after a plan.
  private static func header(
    _ new: StudyHeader, over old: StudyHeader?, _ runs: [PlannedRun], _ scope: PlanScope
  ) -> StudyHeader {
    var instances: [String: Set<String>] = [:]
    for run in runs {
      let instance = run.specification.instance
      if scope == .whole || new.references[instance.family] != nil {
        instances[instance.family, default: []].insert(instance.digest)
      }
    }
    var header = new.keeping(old, exceptAbout: instances)
    if scope == .addition, let old {
      header.name = old.name
      header.methods = old.keeping(new).methods
      header.families = old.keeping(new).families
      header.runCount = old.runCount
    }
    return header
  }

  /// Whether the store knows which runs the study plans.
  func hasPlan(in database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT has_plan FROM study") == 1
  }

  /// The keys of the plan; nil = all runs belong to it.
  func plannedKeys(in database: Database) throws -> Set<String>? {
    guard try hasPlan(in: database) else { return nil }
    var keys: Set<String> = []
    let rows = try String.fetchCursor(database, sql: "SELECT key FROM plan")
    while let key = try rows.next() { keys.insert(StoredText.decoded(key)) }
    return keys
  }

  /// Notes the runs of the plan; there has to be a header.
  func keep(plan keys: [String], in database: Database) throws {
    try database.execute(sql: "DELETE FROM plan; UPDATE study SET has_plan = 1")
    try extendPlan(by: keys, in: database)
  }

  func extendPlan(by keys: [String], in database: Database) throws {
    let insertion = try database.cachedStatement(sql: "INSERT OR IGNORE INTO plan VALUES (?)")
    for key in keys { try insertion.execute(arguments: [StoredText.encoded(key)]) }
    try database.execute(sql: "UPDATE study SET run_count = (SELECT count(*) FROM plan)")
  }

  /// Gives stored runs the names that a plan gives them.
  private func rename(_ runs: [PlannedRun], in database: Database) throws {
    let planned = Dictionary(
      runs.map { ($0.key, $0.specification) }, uniquingKeysWith: { first, _ in first })
    var changed: [(key: String, RunSpecification)] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT key, instance, path, pick, label, warm_start, warm_start_digest, sense FROM run
        """)
    while let row = try rows.next() {
      let fields = RowFields(row: row, path: path, subject: "a run")
      let key = try fields.text(0)
      guard let run = planned[StoredText.decoded(key)] else { continue }
      let stored = try (1...7).map { try fields.optionalText($0) }
      if stored != run.storedNames { changed.append((key, run)) }
    }
    let update = try database.cachedStatement(
      sql: """
        UPDATE run SET instance = ?, path = ?, pick = ?, label = ?, warm_start = ?,
          warm_start_digest = ?, sense = ? WHERE key = ?
        """)
    for (key, run) in changed {
      try update.execute(arguments: StatementArguments(run.storedNames + [key]))
    }
  }

  /// Makes relative paths whole, but not those of runs that get new ones.
  private func makePathsWhole(
    from directory: String, except keys: Set<String>, in database: Database
  ) throws {
    var changed: [(key: String, path: String, start: String?)] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT key, path, warm_start FROM run")
    while let row = try rows.next() {
      let fields = RowFields(row: row, path: self.path, subject: "a run")
      let (key, path) = (try fields.text(0), try fields.text(1))
      let start = try fields.optionalText(2)
      guard !keys.contains(StoredText.decoded(key)) else { continue }
      let folder = StoredText.encoded(directory)
      let whole = wholePath(path, from: folder)
      let wholeStart = start.map { WarmStartFile.isFile($0) ? wholePath($0, from: folder) : $0 }
      if whole != path || wholeStart != start { changed.append((key, whole, wholeStart)) }
    }
    let update = try database.cachedStatement(
      sql: "UPDATE run SET path = ?, warm_start = ? WHERE key = ?")
    for (key, path, start) in changed { try update.execute(arguments: [path, start, key]) }
  }
}

extension RunSpecification {
  /// What a plan may call a run without changing it, and what older stores do not know of it, as columns hold it.
  fileprivate var storedNames: [String?] {
    [
      instance.name, instance.path, instance.pick, method.label, method.warmStart,
      method.warmStartDigest, instance.sense?.rawValue,
    ].map { $0.map(StoredText.encoded) }
  }

  /// Makes relative paths begin at the root of the file system.
  mutating func makePathsWhole(from directory: String) {
    instance.path = wholePath(instance.path, from: directory)
    if let start = method.warmStart, WarmStartFile.isFile(start) {
      method.warmStart = wholePath(start, from: directory)
    }
  }
}

/// A path that begins at the root of the file system; `path` is relative to `directory` unless it does so already.
package func wholePath(_ path: String, from directory: String) -> String {
  if path.hasPrefix("/") { return path }
  let relative = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
  return directory.hasSuffix("/") ? directory + relative : directory + "/" + relative
}
