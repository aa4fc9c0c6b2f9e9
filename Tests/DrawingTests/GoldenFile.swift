import Foundation
import Testing

/// Compares text with a file under `Golden/`; with `UPDATE_GOLDEN=1` in the environment the file is
/// written instead, to be reviewed in the diff.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden").appending(path: name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard text != expected else { return }
  let found = text.split(separator: "\n", omittingEmptySubsequences: false)
  let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(found, wanted).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(name) differs from line \(line + 1) on:
      found    \(line < found.count ? String(found[line]) : "<end>")
      expected \(line < wanted.count ? String(wanted[line]) : "<end>")
    """,
    sourceLocation: sourceLocation)
}
