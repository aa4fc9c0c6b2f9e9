import LoopPipelining
import OptCore
import TestSupport
import Testing

/// Seeded mutations of valid files: whatever bytes come, a reader answers with data or an error.
@Suite("Loop readers under mutation")
struct ReaderFuzzTests {
  static let pieces = [
    "0", "-1", "9223372036854775807", "-9223372036854775808", "2147483648", "1e308", "nan", "1.5",
    "{", "}", "[", "]", "\"", ",", "\n", "\u{0}", "\u{FEFF}", "null", "true", "\"ops\":", "\"id\":",
    "\"mem\":{}", "\"distance\":0", "\"delay\":-3", "<", ">", "/>", "</", "&amp;", "&#x0;", "<!--",
    "-->", "<![CDATA[", "]]>", "<data key=\"delay\">7</data>", " limit=\"-1\"", "'", "ddg-0.1",
  ]

  struct Seed: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let settings: [String]
    var testDescription: String { name }
  }

  static let seeds = [
    Seed(name: "joint", text: LoopTexts.joint, settings: []),
    Seed(name: "joint, scaled", text: LoopTexts.joint, settings: ["scale=2", "unroll=2"]),
    Seed(name: "curated", text: LoopTexts.curated, settings: []),
    Seed(
      name: "curated, split", text: LoopTexts.curated,
      settings: ["mode=joint", "subtile=2", "normalize=20"]),
    Seed(name: "raw", text: LoopTexts.curated, settings: ["mode=modulo", "scale=16"]),
    Seed(name: "graph", text: LoopTexts.graph, settings: ["resources"]),
    Seed(name: "resources", text: LoopTexts.resources, settings: ["model"]),
  ]

  private func read(_ bytes: [UInt8], _ seed: Seed) throws -> LoopInstance {
    let text = SourceText(file: "x", bytes: bytes)
    switch seed.settings.first {
    case "resources":
      return try LoopText.graph(text, resources: SourceText(file: "r", text: LoopTexts.resources))
    case "model":
      return try LoopText.graph(SourceText(file: "g", text: LoopTexts.graph), resources: text)
    default: return try LoopTexts.read(text, seed.settings)
    }
  }

  @Test(
    "20,000 mutations of each are read or refused, and what is read can be written",
    arguments: seeds)
  func instances(seed: Seed) throws {
    var stream = RandomStream(seed: 2026)
    var accepted = 0
    for _ in 0..<20_000 {
      let bytes = Mutation.apply(Array(seed.text.utf8), pieces: Self.pieces, &stream)
      guard let instance = try? read(bytes, seed) else { continue }
      accepted += 1
      let again = try LoopTexts.read(instance.json.compact())
      guard again == instance else {
        Issue.record("the round trip of \(bytes) changed the data")
        return
      }
    }
    #expect(accepted > 100 && accepted < 19_800, "\(accepted) accepted")
  }

  @Test("every beginning of every file is read or refused, at a place in it", arguments: seeds)
  func beginnings(seed: Seed) {
    let misplaced = misplacedErrors(inBeginningsOf: Array(seed.text.utf8), file: "x") {
      _ = try read($0.bytes, seed)
    }
    #expect(misplaced == [])
  }
}
