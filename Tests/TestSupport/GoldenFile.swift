import Foundation

/// How `text` differs from the golden file `Golden/<name>` beside the calling test; nil when it
/// does not. With `UPDATE_GOLDEN=1` in the environment the file is written instead, to be reviewed
/// in the diff.
public func goldenDifference(
  _ text: String, _ name: String, testFile: String = #filePath
) throws -> String? {
  let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Golden")
  let file = folder.appending(path: name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return nil
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard text != expected else { return nil }
  let found = text.split(separator: "\n", omittingEmptySubsequences: false)
  let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(found, wanted).prefix { $0 == $1 }.count
  return """
    \(name) differs from line \(line + 1) on:
      found    \(line < found.count ? String(found[line]) : "<end>")
      expected \(line < wanted.count ? String(wanted[line]) : "<end>")
    """
}
