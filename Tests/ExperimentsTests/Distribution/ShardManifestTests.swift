import Experiments
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("ShardManifest")
struct ShardManifestTests {
  private static func manifest(_ seed: UInt64, runs: Int = 5) -> ShardManifest {
    var source = RandomRecord(seed: seed)
    let header = source.header()
    var shards: [[PlannedRun]] = [[], []]
    for (index, record) in source.records(runs).enumerated() {
      shards[index % 2].append(PlannedRun(record.specification, key: record.key))
    }
    return ShardManifest(
      header: header, version: "1.2.3", build: "sha256:1", directory: "/a b/\"c\"",
      partition: seed % 2 == 0 ? "long" : nil, atOnce: seed % 3 == 0 ? 7 : nil, shards: shards)
  }

  private static func message(_ text: String) -> String? {
    do {
      _ = try ShardManifest.readJSONLines(SourceText(file: "m.jsonl", text: text))
      return nil
    } catch {
      return error.description
    }
  }

  @Test("What is written is read back", arguments: 1...20)
  func roundTrip(seed: UInt64) throws {
    let manifest = Self.manifest(seed)
    let text = SourceText(file: "m.jsonl", bytes: manifest.jsonLines())
    #expect(try ShardManifest.readJSONLines(text) == manifest)
    #expect(text.bytes.count { $0 == 0x0A } == manifest.runCount + 1)
  }

  @Test("A broken manifest is refused at its place")
  func broken() throws {
    let record = plainRecord("k1")
    let manifest = ShardManifest(
      header: StudyHeader(name: "s", families: [], methods: ["mdd"], runCount: 2), version: "1",
      build: "b", directory: "/d",
      shards: [
        [PlannedRun(record.specification, key: "k1")],
        [PlannedRun(record.specification, key: "k2")],
      ])
    let text = String(decoding: manifest.jsonLines(), as: UTF8.self)
    #expect(Self.message(text) == nil)
    let cases: [(String, String, String)] = [
      (
        "optsolve.shards/1", "optsolve.shards/2",
        "m.jsonl:1:11: 'schema': expected \"optsolve.shards/1\", not 'optsolve.shards/2'"
      ),
      ("\"directory\"", "\"dirctory\"", "unknown key 'dirctory'; did you mean 'directory'?"),
      ("\"runs\":2", "\"runs\":3", "'runs': expected as many runs as lines follow (2)"),
      ("\"shards\":2", "\"shards\":9", "'shards': expected 0 to 2 shards, for each has a run"),
      ("\"at_once\":null", "\"at_once\":0", "'at_once': expected 1 or more, or null"),
      ("\"shard\":1", "\"shard\":2", "m.jsonl:3:10: 'shard': expected 0 to 1"),
      (
        "\"key\":\"k2\"", "\"key\":\"k1\"",
        "m.jsonl:3:18: 'key': expected each run once, not a second line of this one"
      ),
      ("\"key\":\"k2\",", "", "m.jsonl:3:1: expected a key 'key'"),
      ("\"work\":null", "\"work\":\"much\"", "'work': expected an integer or null"),
    ]
    for (from, to, expected) in cases {
      let broken = replaceFirst(text, from, to)
      #expect(broken != text)
      let found = try #require(Self.message(broken))
      #expect(found.hasSuffix(expected), "\(found)")
      #expect(found.hasPrefix("m.jsonl:"))
    }
    #expect(Self.message("")?.hasPrefix("m.jsonl:1:1: found an empty text") == true)
    #expect(Self.message(String(text.dropLast(60)))?.hasPrefix("m.jsonl:3:") == true)
  }

  @Test("No text makes the reader trap, and what it accepts it writes back", arguments: 1...3)
  func fuzz(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let valid = Self.manifest(seed, runs: 3).jsonLines()
    var accepted = 0
    for _ in 0..<1000 {
      let text = Mutation.apply(valid, pieces: ["\"", "{", "null", "-1", "1e999", "9"], &random)
      guard let manifest = try? ShardManifest.readJSONLines(SourceText(file: "m", bytes: text))
      else { continue }
      accepted += 1
      let again = SourceText(file: "m", bytes: manifest.jsonLines())
      #expect(try ShardManifest.readJSONLines(again) == manifest)
    }
    #expect(accepted > 20 && accepted < 980)
  }
}
