import OptCore

/// Reads a `.due` file: one line for every job that has operations, with the scheduled start of each.
enum ScheduledStartReader {
  /// The scheduled starts, operation by operation.
  ///
  /// - Parameter operationCounts: the number of operations of every job.
  /// - Throws: `InstanceError` at the first number too much, missing or wrong.
  /// - Complexity: O(length of the text).
  static func read(
    _ source: SourceText, operationCounts: [Int]
  ) throws(InstanceError) -> [Int] {
    var tokens = TokenReader(source)
    var starts: [Int] = []
    let range = 0...FlexibleJobShopInstance.largestHorizon
    for (job, count) in operationCounts.enumerated() where count > 0 {
      guard var token = tokens.next() else {
        throw InstanceError(
          at: tokens.here, found: "the end of the file",
          expected: "a line with the \(count) scheduled starts of job \(job)")
      }
      for operation in 0..<count {
        starts.append(try tokens.integer(token, "a scheduled start", in: range))
        let next = tokens.nextOnLine()
        guard operation + 1 < count else {
          guard let next else { break }
          throw InstanceError(
            at: tokens.location(of: next), found: quoted(next.text),
            expected: "the end of the line after the \(count) scheduled starts of job \(job)")
        }
        guard let next else {
          throw InstanceError(
            at: tokens.here, found: "the end of the line",
            expected: "\(count) scheduled starts of job \(job), not \(operation + 1)")
        }
        token = next
      }
    }
    if let token = tokens.next() {
      throw InstanceError(
        at: tokens.location(of: token), found: quoted(token.text),
        expected: "the end of the file after the scheduled starts of all jobs")
    }
    return starts
  }
}
