import Experiments
import Foundation
import OptCore
import Testing

@Suite("ShardSurvey")
struct ShardSurveyTests {
  private let folder: StoreFolder
  private let shards: ShardFolder

  init() throws {
    folder = try StoreFolder()
    shards = ShardFolder(folder.url.path)
  }

  /// Four shards of two runs `k<shard><index>`.
  private var manifest: ShardManifest {
    ShardManifest(
      header: StudyHeader(name: "s", families: [], methods: ["mdd"], runCount: 8), version: "1",
      build: "", directory: "/",
      shards: (0..<4).map { shard in
        (0..<2).map { PlannedRun(plainRecord("k").specification, key: "k\(shard)\($0)") }
      })
  }

  @Test("Stores that nobody writes to are taken over, the others are left and told of")
  func collect() throws {
    _ = try folder.store("shard-0.sqlite", [plainRecord("k00"), plainRecord("k01")])
    _ = try folder.store("shard-1.sqlite", [plainRecord("k10")])
    _ = try folder.store("shard-2.sqlite", [plainRecord("k20")])
    try Data("no store".utf8).write(to: folder.url.appendingPathComponent("shard-3.sqlite"))
    let ours = try ResultStore.open(folder.path("ours.sqlite"), for: .writing)
    let other = try ResultStore.open(shards.store(1), for: .writing)
    var survey = ShardSurvey(shards, manifest, tasks: [])
    var new = 0
    for _ in 0..<2 {
      try survey.visit(besides: ours.path) { (_, store) throws(StoreError) in
        new += try ours.merge(store)
      }
      #expect(new == 3)
    }
    let reports = survey.reports(finished: try ours.finishedKeys(), failed: ["k01"])
    #expect(reports.map(\.finished) == [2, 0, 1, 0])
    #expect(reports.map(\.failed) == [1, 0, 0, 0])
    #expect(reports.map(\.isIdle) == [false, false, true, false])
    #expect(reports[0].text == nil)
    #expect(reports[1].text?.contains("in use: process \(getpid()) on") == true)
    #expect(reports[2].text == "shard 2: 1 of 2 runs missing; nobody was at work")
    #expect(reports[3].text?.contains("shard-3.sqlite: not a result store") == true)
    // What a task says about itself counts while its store is not looked into.
    try ShardState(finished: 2, failed: 1).write(to: shards.state(1))
    let told = survey.reports(finished: try ours.finishedKeys(), failed: [])[1]
    #expect(told.finished == 2)
    #expect(told.failed == 1)
    withExtendedLifetime(other) {}
  }

  @Test("A folder lies beside its store, and is emptied of what tasks leave")
  func names() throws {
    #expect(ShardFolder(beside: "a/b.sqlite").path == "a/b.shards")
    #expect(ShardFolder(beside: "a/b.db").path == "a/b.db.shards")
    #expect(ShardFolder("a/b.shards//").path == "a/b.shards")
    #expect(ShardFolder.absolute("/x") == "/x")
    #expect(ShardFolder.absolute("x").hasSuffix("/x"))
    for name in ["shard-0.sqlite", "shard-0.state", "task-0.log", "submissions.jsonl", "kept"] {
      try Data().write(to: folder.url.appendingPathComponent(name))
    }
    shards.removeShards(1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shards.path) == ["kept"])
  }
}
