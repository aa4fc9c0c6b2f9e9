import Experiments
import OptCore
import TestSupport
import Testing

/// Seeded mutations: whatever text comes, the readers answer with data or one error with a place.
@Suite("Study readers under mutation")
struct StudyFuzzTests {
  static let pieces = [
    "&a ", "*a", "*", "- ", "? ", ": ", "[", "]", "{", "}", ",", "#", "\"", "'", "|\n", ">\n",
    "!!int ",
    "!<", "%YAML 1.1\n", "---\n", "...\n", "<<: ", "\n  ", "\t", "\u{FEFF}", "\u{85}", "\u{2028}",
    "~",
    "\u{1F600}", "\r", "\r\n", "1..5", "none", "time-limit: ", "methods: ", "smtt: ", "\\x41", "\\",
    "@", "`",
    "99999999999999999999", "1e999", "nan", "-0", "path: ",
  ]

  @Test("100,000 mutated studies are read or refused with a place in the text")
  func studies() throws {
    let short = "families: {smtt: {instances: a.txt, methods: 'edd,mip/f2@cbc:a=1'}, x: {}}\n"
    let origins = [StudyReaderTests.full, short, "name: |\n  a\n  b\nfamilies: >-\n x\n"]
      .map { Array($0.utf8) }
    var random = RandomStream(seed: 11)
    var accepted = 0
    for round in 0..<100_000 {
      let bytes = Mutation.apply(origins[round % 4 % 3], pieces: Self.pieces, &random)
      let text = SourceText(file: "s", bytes: bytes)
      do throws(InstanceError) {
        _ = try StudyReader.read(text)
        accepted += 1
      } catch {
        guard isInside(error.location, text), !error.message.contains("\n") else {
          Issue.record("\(error) in \(bytes)")
          return
        }
      }
    }
    #expect(accepted > 1000 && accepted < 99_000, "\(accepted) accepted")
  }

  @Test("100,000 mutated reference files are read or refused with a place in the text")
  func references() {
    let origin = Array(
      "# c\ninstance,lower,upper,source\na.txt,1,2,\"x \"\"y\"\"\"\r\nb,,3.5,\nc,4,4,z\n".utf8)
    let pieces = [
      "\"", ",", "\n", "\r", "#", "optimal", "status", "1e999", "-", "?", "a.txt", "\u{0}",
    ]
    var random = RandomStream(seed: 12)
    var accepted = 0
    for _ in 0..<100_000 {
      let text = SourceText(file: "r", bytes: Mutation.apply(origin, pieces: pieces, &random))
      do throws(InstanceError) {
        let values = try ReferenceReader.read(text, sense: .minimize)
        accepted += 1
        for (name, value) in values
        where value.instance != name || value.lower ?? value.upper == nil {
          Issue.record("\(name): \(value)")
          return
        }
      } catch {
        guard isInside(error.location, text), !error.message.contains("\n") else {
          Issue.record("\(error) in \(text.bytes)")
          return
        }
      }
    }
    #expect(accepted > 1000 && accepted < 99_000, "\(accepted) accepted")
  }

  /// Whether a place is one of the text's bytes, or its end.
  private func isInside(_ place: OptCore.SourceLocation, _ text: SourceText) -> Bool {
    let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return place.line >= 1 && place.line <= lines.count && place.column >= 1
      && place.column <= lines[place.line - 1].count + 1
  }
}
