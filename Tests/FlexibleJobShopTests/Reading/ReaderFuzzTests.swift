import FlexibleJobShop
import OptCore
import TestSupport
import Testing

/// Seeded mutations of valid files: whatever bytes come, a reader answers with data or an error.
@Suite("Shop readers under mutation")
struct ReaderFuzzTests {
  struct Seed: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    var testDescription: String { file }
  }

  static let seeds = [
    Seed(file: "a.fjs", text: "2 3 1.33\n2 2 1 3 3 4 1 2 5\n1 1 3 1\n"),
    Seed(file: "b.fjs", text: "heading\n# c\n3 2\n0\n1 2 0 7 1 1125899906842000\n1 1 1 6\n"),
    Seed(file: "c.txt", text: "2 3 1\n2 2 0 3 2 4 1 1 5\n1 1 2 1\n"),
    Seed(file: "a.jsp", text: "2 2\n1 3 0 4\n0 5 1 6\n"),
    Seed(file: "b.txt", text: "3 2\n2 3 1 4\n1 5 2 6\n1 7 2 8\n"),
    Seed(file: "c.jsp", text: "2 2\n1 3 0 4 -1 -1\n0 5 1 6 0 1 -1 -1\n"),
    Seed(file: "d", text: "Nb of jobs\n2 2 11 22 3 4.5\nTimes\n3 4\n5 6\nMachines\n2 1\n1 2\n"),
    Seed(
      file: "a.json",
      text:
        #"{"format":"optsolve-fjsp-1","name":"q\u00e9","machines":2,"jobs":[[[[0,3],[1,4]]],[]]}"#),
    Seed(
      file: "b.json",
      text: #"{"machines":2,"objective":"start_delay","jobs":[[[[0,3.0]]],[[[1,4]]]],"#
        + ReaderConditionTests.all.dropFirst().replacing("[[11, 12], [13]]", with: "[[1], [2]]")
        .replacing("[[3, 4], [5]]", with: "[[1], [2]]")),
  ]

  static let pieces = [
    "0", "-1", "-1 -1", "9223372036854775807", "-9223372036854775808", "1125899906842624", "1e308",
    "nan", "1.5", "{", "}", "[", "]", "\"", ",", "#", "\n", "\r\n", " ", "\u{0}", "\u{FEFF}",
    "Times\n", "\nMachines ", "null", "\"jobs\":", "\"setup\":{}", "1000000000", "\t", "+5",
    "2 2\n",
  ]

  @Test(
    "20,000 mutations of each are read or refused, and what is read can be written",
    arguments: seeds)
  func instances(seed: Seed) throws {
    var stream = RandomStream(seed: 2024)
    var accepted = 0
    for round in 0..<20_000 {
      let bytes = Mutation.apply(Array(seed.text.utf8), pieces: Self.pieces, &stream)
      let text = SourceText(file: seed.file, bytes: bytes)
      let base = round % 8 < 6 ? nil : round % 2
      guard let instance = try? FlexibleJobShopInstance.read(text, machineBase: base) else {
        continue
      }
      accepted += 1
      let json = SourceText(file: "again.json", text: instance.json.compact())
      guard try FlexibleJobShopInstance.read(json) == instance else {
        Issue.record("the round trip of \(bytes) changed the data")
        return
      }
    }
    #expect(accepted > 200 && accepted < 19_800, "\(accepted) accepted")
  }

  @Test("every beginning of every file is read or refused, at a place in it", arguments: seeds)
  func beginnings(seed: Seed) {
    let misplaced = misplacedErrors(inBeginningsOf: Array(seed.text.utf8), file: seed.file) {
      _ = try FlexibleJobShopInstance.read($0)
    }
    #expect(misplaced == [])
  }

  @Test("20,000 mutated extension files and files of scheduled starts")
  func companions() throws {
    var stream = RandomStream(seed: 5)
    let due = Array("1 2\n\n3 # x\n".utf8)
    let extra = Array(ReaderConditionTests.all.utf8)
    var (accepted, refused) = (0, 0)
    for round in 0..<20_000 {
      let bytes = Mutation.apply(round % 2 == 0 ? due : extra, pieces: Self.pieces, &stream)
      let text = SourceText(file: "x", bytes: bytes)
      let objective = ShopObjective.allCases[stream.below(3)]
      do {
        let instance = try FlexibleJobShopInstance.read(
          ReaderConditionTests.shop, objective: objective, extra: round % 2 == 0 ? nil : text,
          due: round % 2 == 0 ? text : nil)
        #expect(instance.operationCount == 3)
        accepted += 1
      } catch {
        refused += 1
      }
    }
    #expect(accepted > 500 && refused > 500, "\(accepted) accepted, \(refused) refused")
  }

  @Test("20,000 mutated schedules, whose violations are found without a trap")
  func schedules() throws {
    let instance = try FlexibleJobShopInstance.read(
      ReaderConditionTests.shop, objective: .totalTardiness,
      extra: SourceText(file: "x.json", text: ReaderConditionTests.all))
    let origin = Array(
      (#"{"problem":"fjsp","objective":80,"operations":[{"job":0,"op":0,"machine":0,"start":12,"#
        + #""end":15},{"job":0,"op":1,"machine":1,"start":15,"end":19},"#
        + #"{"job":1,"op":0,"machine":1,"start":27,"end":33}]}"#).utf8)
    let family = FlexibleJobShopFamily()
    var stream = RandomStream(seed: 6)
    var accepted = 0
    for _ in 0..<20_000 {
      let bytes = Mutation.apply(origin, pieces: Self.pieces, &stream)
      let text = SourceText(file: "s.json", bytes: bytes)
      guard let schedule = try? family.readSolution(text, of: instance) else { continue }
      accepted += 1
      _ = schedule.violations(in: instance).map(\.description)
      _ = schedule.objective(in: instance)
      _ = family.fields(of: schedule, in: instance)
    }
    #expect(accepted > 1000 && accepted < 19_000, "\(accepted) accepted")
  }
}
