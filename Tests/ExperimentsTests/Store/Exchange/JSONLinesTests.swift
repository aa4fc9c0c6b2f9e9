import Experiments
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("Runs as JSON Lines")
struct JSONLinesTests {
  @Test("Nothing is lost, the header neither", arguments: 1...10)
  func roundTrip(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let runs = source.records(50)
    let plan = seed % 2 == 0 ? runs.prefix(30).map(\.key).sorted() : nil
    let content = StoreContent(header: source.header(), plan: plan, runs: runs)
    let text = content.jsonLines()
    let again = try StoreContent.readJSONLines(
      SourceText(file: "a.jsonl", bytes: text), verifyingKeys: false)
    #expect(again == content)
    #expect(again.jsonLines() == text)
  }

  @Test("Export and import give a store with the same export")
  func throughStores() throws {
    let folder = try StoreFolder()
    var source = RandomRecord(seed: 12)
    let first = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    try first.begin(source.header())
    for record in source.records(80) { try first.append(record) }
    let text = try first.content().jsonLines()
    let second = try ResultStore.open(folder.path("b.sqlite"), for: .writing)
    let content = try StoreContent.readJSONLines(
      SourceText(file: "a.jsonl", bytes: text), verifyingKeys: false)
    #expect(try second.add(content) == 80)
    #expect(try second.content().jsonLines() == text)
    #expect(try second.add(content) == 0)
  }

  @Test("The first mistake is named with its place")
  func mistakes() throws {
    let header = StudyHeader(
      name: "s", families: [], methods: ["mdd"], runCount: 2,
      references: ["smtt": ["six": ReferenceValue(instance: "six", upper: .integer(9))]])
    let content = StoreContent(header: header, runs: [plainRecord("k1"), plainRecord("k2")])
    let text = String(decoding: content.jsonLines(), as: UTF8.self)
    let cases: [(String, String, String)] = [
      (
        "optsolve.runs/2", "optsolve.runs/1",
        "a.jsonl:1:11: 'schema': expected \"optsolve.runs/2\", not 'optsolve.runs/1'"
      ),
      ("\"study\"", "\"stdy\"", "a.jsonl:1:36: unknown key 'stdy'; did you mean 'study'?"),
      ("\"run_count\":2", "\"run_count\":\"two\"", "'run_count': expected an integer"),
      ("\"upper\":9", "\"upper\":\"nine\"", "'upper': expected a number or null"),
      (
        "\"key\":\"k2\"", "\"key\":\"k1\"",
        "a.jsonl:3:8: found a second line of the same run, expected each run once"
      ),
      ("\"key\":\"k1\",", "", "a.jsonl:2:1: expected a key 'key'"),
      (
        "\"status\":\"feasible\"", "\"status\":\"fine\"",
        "'status': expected one of optimal feasible infeasible unbounded unknown"
      ),
      (
        "\"trajectory\":[[0.125,12,null]]", "\"trajectory\":[[0.125,12]]",
        "'trajectory': expected an array of [time, objective, bound]"
      ),
      ("\"code\":0", "\"code\":null", "'code': expected the status or signal of 'exited'"),
      ("\"seed\":1", "\"seed\":-1", "'seed': expected an integer of 64 bits without sign"),
    ]
    for (from, to, expected) in cases {
      let broken = replaceFirst(text, from, to)
      #expect(broken != text)
      let found = try #require(message(broken))
      #expect(found.hasSuffix(expected), "\(found)")
      #expect(found.hasPrefix("a.jsonl:"))
    }
    let cut = String(text.dropLast(40))
    #expect(message(cut)?.hasPrefix("a.jsonl:3:") == true)
    #expect(message("")?.hasPrefix("a.jsonl:1:1: found an empty text") == true)
  }

  @Test("No text makes the reader trap, and what it accepts it writes back", arguments: 1...4)
  func fuzz(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let valid = StoreContent(header: source.header(), runs: source.records(3)).jsonLines()
    var accepted = 0
    for _ in 0..<1500 {
      let text = Mutation.apply(valid, pieces: ["\"", "{", "null", "-1", "1e999"], &source.random)
      guard
        let content = try? StoreContent.readJSONLines(
          SourceText(file: "a.jsonl", bytes: text), verifyingKeys: false)
      else { continue }
      accepted += 1
      let again = try StoreContent.readJSONLines(
        SourceText(file: "a.jsonl", bytes: content.jsonLines()), verifyingKeys: false)
      #expect(again == content)
    }
    #expect(accepted > 50 && accepted < 1450)
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try StoreContent.readJSONLines(
        SourceText(file: "a.jsonl", text: text), verifyingKeys: false)
      return nil
    } catch {
      return error.description
    }
  }
}
