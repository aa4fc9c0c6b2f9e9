internal import GRDB
import Glibc
import OptCore
import Synchronization

/// The finished runs of a study in one SQLite file.
///
/// What `append` has stored survives the death of the process at any later moment; a power cut may take the last few
/// runs, but not the store. One process writes; any number
/// may read meanwhile. All members may be called from any thread; calls on one store follow each other.
public final class ResultStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable, Hashable {
    /// Looking only; another process may be writing meanwhile.
    case reading
    /// Looking and adding. Creates the file; no second process may do the same at the same time.
    case writing
  }

  /// The path as given to `open`.
  public let path: String
  /// What the store was opened for.
  public let access: Access
  let queue: DatabaseQueue
  /// Rows of the machine table by machine, as far as they were needed.
  let machines = Mutex<[Machine: Int64]>([:])
  /// Held as long as a store is open for writing; released after the database is closed.
  private let lock: StoreLock?

  /// Opens the store at `path`.
  ///
  /// - Throws: `StoreError`: `missing` (reading only), `inUse` (writing only), `cannotCreate`, `notAStore`,
  ///   `newerFormat` or `damaged`.
  /// - Complexity: O(1), besides repairing what a killed process left behind.
  public static func open(_ path: String, for access: Access) throws(StoreError) -> ResultStore {
    try open(path, for: access, schema: .current)
  }

  /// Opens a store of a given format; tests use other formats than the current one.
  package static func open(
    _ path: String, for access: Access, schema: StoreSchema
  ) throws(StoreError) -> ResultStore {
    switch access {
    case .writing:
      let lock = try StoreLock(path: path)
      let queue = try connect(path)
      try prepareForWriting(queue, path: path, schema: schema)
      return ResultStore(path: path, access: access, queue: queue, lock: lock)
    case .reading:
      try requireFile(path)
      var queue = try connect(path)
      if try state(of: queue, path: path, schema: schema) == .older {
        // Only a writer can bring it up to date.
        _ = try open(path, for: .writing, schema: schema)
        queue = try connect(path)
      }
      return ResultStore(path: path, access: access, queue: queue, lock: nil)
    }
  }

  private init(path: String, access: Access, queue: DatabaseQueue, lock: StoreLock?) {
    self.path = path
    self.access = access
    self.queue = queue
    self.lock = lock
  }

  deinit {
    // Nothing is lost when closing fails: the next process to open the store takes over what is left.
    try? queue.close()
  }

  private static func requireFile(_ path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StoreError(path: path, .missing, systemReason()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(path: path, .notAStore, "it is no regular file")
    }
    guard Glibc.access(path, R_OK) == 0 else {
      throw StoreError(path: path, .missing, systemReason())
    }
  }

  /// Seconds to wait for another process that closes the store or cleans up after a killed one.
  private static let patience = 10.0

  private static func connect(_ path: String) throws(StoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func state(
    of queue: DatabaseQueue, path: String, schema: StoreSchema
  ) throws(StoreError) -> StoreSchema.State {
    do {
      let state = try queue.read { try schema.state(of: $0, path: path) }
      if state == .empty { throw StoreError(path: path, .notAStore, "it is empty") }
      return state
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func prepareForWriting(
    _ queue: DatabaseQueue, path: String, schema: StoreSchema
  ) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { database in
        _ = try schema.state(of: database, path: path)  // before anything is changed
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
          throw StoreError(path: path, .cannotCreate, "the file system allows no write-ahead log")
        }
        // What is written survives a killed process at each level. NORMAL may lose the last runs before a power
        // cut, never the store; FULL loses none, but waits for the disk at each run: 7 ms instead of 0.2 ms where
        // it was measured (Benchmarks/experiments/store). Runs that were lost are carried out again.
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        try schema.update(database, path: path)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// How long a write waits for the disk (FULL, NORMAL or OFF); for benchmarks, until the store is closed.
  package func setSynchronous(_ level: String) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = \(level)")
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Looks at one consistent state of the store.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Changes the store as a whole or not at all.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    guard access == .writing else {
      throw StoreError(path: path, .misuse, "the store is open for reading only")
    }
    do {
      return try queue.write(body)
    } catch {
      machines.withLock { $0 = [:] }  // their rows may be gone with the transaction
      throw StoreError(error, path: path)
    }
  }
}
