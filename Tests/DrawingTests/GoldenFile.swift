import TestSupport
import Testing

/// Records an issue when `text` differs from the golden file `name` of this target.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if let difference = try goldenDifference(text, name, testFile: #filePath) {
    Issue.record("\(difference)", sourceLocation: sourceLocation)
  }
}
