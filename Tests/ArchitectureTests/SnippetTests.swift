import Foundation
import TestSupport
import Testing

/// Code in the guides is code that runs.
@Suite("Snippets of the guides")
struct SnippetTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: SharedData.packageRoot + "/" + path, encoding: .utf8)
  }

  /// The lines of all blocks marked as Swift, without indentation; blank ones are left out.
  private static func code(in text: String) -> [String] {
    var lines: [String] = []
    var isCode = false
    for line in text.split(separator: "\n") {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("```") {
        isCode = line == "```swift"
      } else if isCode, !line.isEmpty {
        lines.append(line)
      }
    }
    return lines
  }

  @Test(
    "every line of Swift is a line of the example package, in the same order",
    arguments: ["README.md", "Documentation/library.md"])
  func linesRun(guide: String) throws {
    let example = try Self.text("Documentation/Examples/Sources/Examples/main.swift")
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let lines = Self.code(in: try Self.text(guide))
    #expect(lines.count >= 10)
    for line in lines { #expect(example.contains(line), "\(guide): \(line)") }
    let places = lines.compactMap { line in example.firstIndex(of: line) }
    let backward = zip(places, places.dropFirst()).filter { $0 > $1 }
    // A later line may repeat an earlier one: closing brackets and the like.
    #expect(backward.allSatisfy { example[$1].count <= 3 }, "\(guide): \(backward)")
  }
}
