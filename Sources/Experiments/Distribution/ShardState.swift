import Glibc
import OptCore

/// What the task of a shard says about itself while nobody else may open its store.
public struct ShardState: Sendable, Hashable {
  static let schema = "optsolve.shard-state/1"

  /// The machine it runs on.
  public var host: String
  /// Its process there.
  public var process: Int
  /// Runs of the shard that its store holds.
  public var finished: Int
  /// Runs among them that failed.
  public var failed: Int
  /// Unix seconds of this word.
  public var updated: Double

  /// The state of a task on this machine and in this process, now.
  public init(finished: Int, failed: Int) {
    host = StoreLock.hostName()
    process = Int(getpid())
    self.finished = finished
    self.failed = failed
    updated = Double(time(nil))
  }

  /// Writes the state; a reader sees the old or the new one.
  public func write(to path: String) throws(FileError) {
    let json = JSONValue.object(pairs: [
      ("schema", .string(ShardState.schema)), ("host", .string(host)),
      ("process", .integer(process)), ("finished", .integer(finished)),
      ("failed", .integer(failed)), ("updated", .real(updated)),
    ])
    try FileOutput.write(Array((json.compact() + "\n").utf8), to: path)
  }

  /// Reads a state.
  ///
  /// - Throws: `StudyError`: `file` when there is none, `malformed` with the exact place.
  public static func read(_ path: String) throws(StudyError) -> ShardState {
    let text: SourceText
    do {
      text = try SourceText.read(path: path)
    } catch {
      throw .file(error)
    }
    do {
      return try ShardState(text)
    } catch {
      throw .malformed(error)
    }
  }

  private init(_ text: SourceText) throws(InstanceError) {
    let fields = try JSONFields(
      try JSONReader.read(text), of: text, line: 0..<text.bytes.count,
      keys: ["schema", "host", "process", "finished", "failed", "updated"])
    guard try fields.text("schema") == ShardState.schema else {
      throw fields.complaint("\"\(ShardState.schema)\"", about: "schema")
    }
    host = try fields.text("host")
    process = try fields.integer("process")
    finished = try fields.integer("finished")
    failed = try fields.integer("failed")
    updated = try fields.real("updated")
  }
}
