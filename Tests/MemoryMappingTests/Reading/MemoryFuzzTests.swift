import MemoryMapping
import OptCore
import TestSupport
import Testing

/// Seeded mutations and beginnings of valid files: whatever bytes come, a reader answers with data or an error.
@Suite("Memory readers under mutation")
struct MemoryFuzzTests {
  static let pieces = [
    "0", "-1", "9223372036854775807", "-9223372036854775808", "1152921504606846976", "1e308",
    "nan", "1.5", "{", "}", "[", "]", "\"", ",", "\n", "\u{0}", "\u{FEFF}", "null", "true", "-",
    "@", ":", "3-6", "4-5@0:2", "end", "offset", "gaps", "\"id\":", "\"a\"", "\"w\"",
    "\"entry\":\"preload\"", "\"copy_out\":[1,2]", "\"location\":\"slow\"", "\"param\":true",
  ]

  /// A text that is mutated, and for solutions the instance that it is about.
  struct Seed: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var instance = ""
    var testDescription: String { name }
  }

  static let instanceSeeds = [
    Seed(name: "table", text: MemoryTexts.table), Seed(name: "program", text: MemoryTexts.program),
  ]

  static let solutionSeeds = [
    Seed(
      name: "offsets", text: "id,lower,offset\na,0,0\nb,3,0\n\"c, d\",2,16\n",
      instance: MemoryTexts.table),
    Seed(
      name: "result of an allocation",
      text: """
        {"problem": "memory", "objective": 24, "buffers": [{"id": "a", "location": "fast", "offset": 0},
          {"id": "b", "offset": 0}, {"id": "c, d", "offset": 16}]}
        """, instance: MemoryTexts.table),
    Seed(
      name: "result of a mapping",
      text: """
        {"problem": "memory", "buffers": [
          {"id": "w", "offset": 0, "lower": 0, "upper": 2, "entry": "copy", "ready": 1},
          {"id": "a", "offset": 8, "lower": 0, "upper": 2, "entry": "define", "copy_out": [1, 2]},
          {"id": "b", "offset": 8, "lower": 1, "upper": 2, "entry": "define", "copy_out": [2, 2]}]}
        """, instance: MemoryTexts.program),
  ]

  @Test(
    "mutated instances are read or refused, and what is read can be written",
    arguments: instanceSeeds)
  func instances(seed: Seed) throws {
    var stream = RandomStream(seed: 2026)
    var accepted = 0
    for _ in 0..<20_000 {
      let bytes = Mutation.apply(Array(seed.text.utf8), pieces: Self.pieces, &stream)
      guard let instance = try? MemoryTexts.read(SourceText(file: "x", bytes: bytes)) else {
        continue
      }
      accepted += 1
      let again = try MemoryTexts.read(
        SourceText(file: "x", bytes: try MemoryTexts.written(instance)))
      guard again == instance else {
        Issue.record("the round trip of \(bytes) changed the data")
        return
      }
    }
    #expect(accepted > 100 && accepted < 19_900, "\(accepted) accepted")
  }

  @Test(
    "mutated solutions are read or refused, and checked",
    arguments: solutionSeeds)
  func solutions(seed: Seed) throws {
    let instance = try MemoryTexts.read(seed.instance)
    var stream = RandomStream(seed: 2026)
    var (accepted, feasible) = (0, 0)
    for _ in 0..<20_000 {
      let bytes = Mutation.apply(Array(seed.text.utf8), pieces: Self.pieces, &stream)
      let source = SourceText(file: "x", bytes: bytes)
      guard let solution = try? MemoryTexts.family.readSolution(source, of: instance) else {
        continue
      }
      accepted += 1
      guard solution.violations(in: instance).isEmpty else { continue }
      feasible += 1
      for format in MemoryTexts.family.exportFormats {
        let export = try MemoryTexts.family.export(
          solution, of: instance, as: format.fileExtension, remarks: [])
        #expect(!export.isEmpty)
      }
    }
    #expect(accepted > 100 && accepted < 19_900 && feasible > 10, "\(accepted), \(feasible)")
  }

  @Test("every beginning of every file is read or refused, at a place in it")
  func beginnings() throws {
    for seed in Self.instanceSeeds {
      let misplaced = misplacedErrors(inBeginningsOf: Array(seed.text.utf8), file: "x") {
        _ = try MemoryTexts.read($0)
      }
      #expect(misplaced == [])
    }
    for seed in Self.solutionSeeds {
      let instance = try MemoryTexts.read(seed.instance)
      let misplaced = misplacedErrors(inBeginningsOf: Array(seed.text.utf8), file: "x") {
        _ = try MemoryTexts.family.readSolution($0, of: instance)
      }
      #expect(misplaced == [])
    }
  }
}
