import Glibc
import OptCore

/// The folder beside a result store through which a study is shared out: manifest, one store for each shard, logs.
///
/// The machines that carry shards out share the folder, but nothing else. Of each shard's store one process at a
/// time, on one machine, has the file open; see `ShardStore`.
public struct ShardFolder: Sendable, Hashable {
  /// The folder's path.
  public let path: String

  /// The folder at a path.
  public init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// The folder that belongs to a result store: `a/study.shards` for `a/study.sqlite`.
  public init(beside store: String) {
    self.init((store.hasSuffix(".sqlite") ? String(store.dropLast(7)) : store) + ".shards")
  }

  /// The plan: which run is in which shard.
  public var manifest: String { path + "/manifest.jsonl" }
  /// What was handed to the cluster.
  public var submissions: String { path + "/submissions.jsonl" }
  /// The result store of a shard.
  public func store(_ shard: Int) -> String { path + "/shard-\(shard).sqlite" }
  /// What the task of a shard says about itself.
  public func state(_ shard: Int) -> String { path + "/shard-\(shard).state" }
  /// What the task of a shard printed.
  public func log(_ shard: Int) -> String { path + "/task-\(shard).log" }
  /// The batch script of shards whose runs use so many threads.
  public func script(threads: Int) -> String { path + "/submit-\(threads).sh" }

  /// Whether there is a manifest.
  public var hasManifest: Bool { access(manifest, F_OK) == 0 }

  /// Reads the manifest.
  ///
  /// - Throws: `StudyError`: `file` when it is missing or unreadable, `malformed` with the exact place.
  public func readManifest() throws(StudyError) -> ShardManifest {
    let text: SourceText
    do {
      text = try SourceText.read(path: manifest)
    } catch {
      throw .file(error)
    }
    do {
      return try ShardManifest.readJSONLines(text)
    } catch {
      throw .malformed(error)
    }
  }

  /// The tasks of this plan in the cluster's queue, and why it could not be asked; nothing is asked when nothing was
  /// submitted.
  ///
  /// - Throws: `StudyError` when the list of submissions is malformed or unreadable.
  public func queuedTasks(
    _ slurm: Slurm
  ) throws(StudyError) -> (tasks: [QueuedTask], fault: Slurm.Failure?) {
    let jobs = try Submission.readAll(submissions).map(\.job)
    do {
      return (try slurm.tasks(of: jobs), nil)
    } catch {
      return ([], error)
    }
  }

  /// Removes what the tasks of a plan left behind; the caller has taken everything over.
  public func removeShards(_ count: Int) {
    for shard in 0..<count {
      for end in ["", "-wal", "-shm"] { unlink(store(shard) + end) }
      unlink(state(shard))
      unlink(log(shard))
    }
    unlink(submissions)
  }

  /// A path that means the same in every working directory.
  public static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    let folder = String(cString: current)
    return path.isEmpty || path == "." ? folder : folder + "/" + path
  }
}
