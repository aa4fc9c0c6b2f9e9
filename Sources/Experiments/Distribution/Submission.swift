import Glibc
import OptCore

/// A job array that was handed to the cluster.
public struct Submission: Sendable, Hashable {
  /// The cluster's number of the job.
  public var job: String
  /// The shards that are its tasks, ascending.
  public var shards: [Int]

  /// States what was submitted.
  public init(job: String, shards: [Int]) {
    self.job = job
    self.shards = shards
  }

  /// Adds a line to the list of submissions, which is made when there is none.
  ///
  /// - Throws: `StudyError` when the list cannot be read or written.
  public func append(to path: String) throws(StudyError) {
    let json = JSONValue.object(pairs: [
      ("job", .string(job)), ("shards", .array(shards.map(JSONValue.integer))),
    ])
    do {
      var bytes = access(path, F_OK) == 0 ? try SourceText.read(path: path).bytes : []
      bytes += Array((json.compact() + "\n").utf8)
      try FileOutput.write(bytes, to: path)
    } catch {
      throw .file(error)
    }
  }

  /// The submissions of a list in their order; none when there is no list.
  ///
  /// - Throws: `StudyError` when it cannot be read, or with the exact place where it does not follow the format.
  public static func readAll(_ path: String) throws(StudyError) -> [Submission] {
    if access(path, F_OK) != 0, errno == ENOENT { return [] }
    let text: SourceText
    do {
      text = try SourceText.read(path: path)
    } catch {
      throw .file(error)
    }
    var result: [Submission] = []
    do throws(InstanceError) {
      for line in text.filledLines {
        let fields = try JSONFields(
          try JSONReader.read(text, bytes: line), of: text, line: line, keys: ["job", "shards"])
        let shards = try fields.required("shards", "an array of shard numbers") { value in
          value.asArray.flatMap { elements in
            let numbers = elements.compactMap(\.asInteger)
            return numbers.count == elements.count ? numbers : nil
          }
        }
        result.append(Submission(job: try fields.text("job"), shards: shards))
      }
    } catch {
      throw .malformed(error)
    }
    return result
  }
}
