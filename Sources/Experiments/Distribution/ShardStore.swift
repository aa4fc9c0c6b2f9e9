import Glibc
import OptCore

/// The store of a shard, as far as it can be looked into from here.
///
/// A store in a folder that machines share must not be open on two of them: SQLite's write-ahead log lives in memory
/// that machines do not share. So it is opened only under the lock of its writer, and not at all while the cluster's
/// queue says that its task has a process.
public enum ShardStore: Sendable {
  /// No task has begun it.
  case none
  /// It is open for us alone, until it is let go.
  case open(ResultStore)
  /// Somebody writes to it.
  case inUse(String)
  /// It cannot be opened.
  case broken(StoreError)

  /// Tries to open the store of a shard.
  ///
  /// - Parameter task: its task in the cluster's queue; nil = it has none.
  public init(_ shard: Int, in folder: ShardFolder, task: QueuedTask?) {
    if let task, !task.isPending {
      self = .inUse(task.description)
      return
    }
    let path = folder.store(shard)
    guard access(path, F_OK) == 0 else {
      self = .none
      return
    }
    do {
      self = .open(try ResultStore.open(path, for: .writing))
    } catch {
      self =
        error.kind == .inUse
        ? .inUse(String(error.reason.prefix { $0 != ";" })) : .broken(error)
    }
  }
}
