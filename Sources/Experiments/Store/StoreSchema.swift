internal import GRDB

/// The tables of a store and how older stores are brought up to date.
///
/// SQLite's `application_id` says that a file is a result store; `user_version` counts the steps it went through.
package struct StoreSchema: Sendable {
  /// The statements of each step; step i leads from format i to format i + 1.
  package var steps: [String]

  /// A schema of given steps.
  package init(steps: [String]) { self.steps = steps }

  /// The format this version of optsolve reads and writes.
  package static let current = StoreSchema(steps: [
    firstFormat, secondFormat, warmStartDigests, instanceSenses,
  ])

  /// "opts" in ASCII.
  private static let applicationID = 0x6F70_7473

  /// What a file is to this version of optsolve.
  enum State: Equatable {
    case empty
    case older
    case current
  }

  /// Looks at a database without changing it.
  ///
  /// - Throws: `StoreError` of kind `notAStore` or `newerFormat`, or what the database says.
  func state(of database: Database, path: String) throws -> State {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if mark == 0, format == 0, tables == 0 { return .empty }
    guard mark == StoreSchema.applicationID else {
      throw StoreError(path: path, .notAStore, "it is a database of another program")
    }
    if format > steps.count {
      throw StoreError(
        path: path, .newerFormat,
        "the store has format \(format), but this version of optsolve reads formats up to "
          + "\(steps.count); use the version that made it, or a newer one")
    }
    return format < steps.count ? .older : .current
  }

  /// Brings an empty or older store to the current format, each step whole or not at all.
  func update(_ database: Database, path: String) throws {
    guard try state(of: database, path: path) != .current else { return }
    let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    for step in format..<steps.count {
      try database.inTransaction(.immediate) {
        try database.execute(sql: steps[step])
        try database.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(step + 1)")
        return .commit
      }
    }
  }

  /// What a run started from, where that was a file: without it the run cannot be told from one that started from
  /// what was in the file later. Runs that are older than this column have none.
  private static let warmStartDigests = "ALTER TABLE run ADD COLUMN warm_start_digest TEXT;"

  /// The sense of an instance where that differs from its family's: `minimize` or `maximize`; NULL elsewhere, as in runs
  /// that are older than this column.
  private static let instanceSenses = "ALTER TABLE run ADD COLUMN sense TEXT;"

  /// One row per run. Columns without a type keep integers integers and reals reals. A seed above 2^63 - 1 is kept as
  /// the negative number of the same 64 bits. Documents have a table of their own, so that a scan of all runs does not
  /// touch them.
  private static let firstFormat = """
    CREATE TABLE study (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      families TEXT NOT NULL,
      methods TEXT NOT NULL,
      run_count INTEGER NOT NULL
    );
    CREATE TABLE reference (
      family TEXT NOT NULL,
      instance TEXT NOT NULL,
      lower,
      upper,
      source TEXT,
      PRIMARY KEY (family, instance)
    ) WITHOUT ROWID;
    CREATE TABLE machine (
      id INTEGER PRIMARY KEY,
      host TEXT NOT NULL,
      processor TEXT NOT NULL,
      cores INTEGER NOT NULL,
      memory INTEGER NOT NULL,
      system TEXT NOT NULL,
      UNIQUE (host, processor, cores, memory, system)
    );
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      family TEXT NOT NULL,
      instance TEXT NOT NULL,
      path TEXT NOT NULL,
      pick TEXT,
      reader_parameters TEXT NOT NULL,
      digest TEXT NOT NULL,
      size INTEGER NOT NULL,
      label TEXT NOT NULL,
      method TEXT NOT NULL,
      formulation TEXT,
      engine TEXT,
      parameters TEXT NOT NULL,
      warm_start TEXT,
      threads INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      time_limit,
      work_limit INTEGER,
      memory_limit INTEGER,
      gap_limit,
      target,
      version TEXT NOT NULL,
      ending TEXT NOT NULL,
      ending_code INTEGER,
      message TEXT,
      status TEXT NOT NULL,
      termination TEXT,
      objective,
      bound,
      time,
      wall,
      cpu,
      peak_memory INTEGER NOT NULL,
      started,
      machine INTEGER NOT NULL REFERENCES machine (id),
      trajectory TEXT NOT NULL
    );
    CREATE TABLE build (
      version TEXT NOT NULL,
      build TEXT NOT NULL,
      PRIMARY KEY (version, build)
    ) WITHOUT ROWID;
    CREATE TABLE document (
      run INTEGER PRIMARY KEY REFERENCES run (id),
      text TEXT NOT NULL
    );
    """

  /// References are about data, whatever name they had: those of the first format are taken over where their name meant
  /// one instance of the stored runs. The store knows which runs the study plans (`has_plan` = 0: all of them), and
  /// where relative paths begin.
  private static let secondFormat = """
    CREATE TABLE known (
      family TEXT NOT NULL,
      digest TEXT NOT NULL,
      instance TEXT NOT NULL,
      lower,
      upper,
      source TEXT,
      PRIMARY KEY (family, digest)
    ) WITHOUT ROWID;
    INSERT OR IGNORE INTO known
      SELECT reference.family, named.digest, reference.instance, lower, upper, source
      FROM reference JOIN (
        SELECT family, instance, min(digest) AS digest FROM run GROUP BY family, instance
        HAVING count(DISTINCT digest) = 1
      ) AS named ON named.family = reference.family AND named.instance = reference.instance;
    DROP TABLE reference;
    ALTER TABLE known RENAME TO reference;
    ALTER TABLE study ADD COLUMN directory TEXT;
    ALTER TABLE study ADD COLUMN has_plan INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE plan (key TEXT PRIMARY KEY) WITHOUT ROWID;
    """
}
