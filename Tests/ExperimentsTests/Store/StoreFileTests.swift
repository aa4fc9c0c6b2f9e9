import Experiments
import Foundation
import Glibc
import OptCore
import Testing

@Suite("Files of stores")
struct StoreFileTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func kind(_ name: String, _ access: ResultStore.Access) -> StoreError.Kind? {
    storeError { _ = try ResultStore.open(folder.path(name), for: access) }?.kind
  }

  @Test("What is not there, or cannot be there, is said to be so")
  func missing() throws {
    #expect(kind("none.sqlite", .reading) == .missing)
    #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
    #expect(kind("no/such/folder.sqlite", .writing) == .cannotCreate)
    let store = folder.url.path
    #expect(storeError { _ = try ResultStore.open(store, for: .reading) }?.kind == .notAStore)
    #expect(storeError { _ = try ResultStore.open(store, for: .writing) }?.kind == .cannotCreate)
  }

  @Test(
    "Other files are refused and left as they are",
    arguments: [ResultStore.Access.reading, .writing])
  func foreign(access: ResultStore.Access) throws {
    let path = folder.path("study.yaml")
    let text = String(repeating: "methods: [edd, mdd]\n", count: 100)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(kind("study.yaml", access) == .notAStore)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test("An empty file is no store to read; it becomes one when written")
  func empty() throws {
    #expect(FileManager.default.createFile(atPath: folder.path("e.sqlite"), contents: nil))
    #expect(kind("e.sqlite", .reading) == .notAStore)
    #expect(kind("e.sqlite", .writing) == nil)
    #expect(kind("e.sqlite", .reading) == nil)
  }

  @Test("A store that was cut off is damaged, wherever it was cut")
  func truncated() throws {
    var source = RandomRecord(seed: 9)
    let path = try folder.store("a.sqlite", source.records(200))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(whole.count > 100_000)
    var random = RandomStream(seed: 1)
    for _ in 0..<30 {
      let length = 1 + random.below(whole.count - 1)
      try whole.prefix(length).write(to: URL(fileURLWithPath: folder.path("cut.sqlite")))
      let error = storeError {
        _ = try ResultStore.open(folder.path("cut.sqlite"), for: .reading).content()
      }
      #expect(
        error?.kind == .damaged || error?.kind == .notAStore, "\(length) bytes: \(error as Any)")
    }
  }

  @Test(
    "A store of a newer format is refused with both formats named; an older one is brought up to date"
  )
  func formats() throws {
    var newer = StoreSchema.current
    newer.steps.append("ALTER TABLE run ADD COLUMN mood TEXT")
    let path = try folder.store("a.sqlite", [plainRecord("k")])
    _ = try ResultStore.open(path, for: .reading, schema: newer)
    for access in [ResultStore.Access.reading, .writing] {
      let error = storeError { _ = try ResultStore.open(path, for: access) }
      #expect(error?.kind == .newerFormat)
      #expect(
        error?.reason.contains("format 5, but this version of optsolve reads formats up to 4")
          == true)
    }
    let store = try ResultStore.open(path, for: .reading, schema: newer)
    #expect(try store.content().runs == [plainRecord("k")])
  }

  @Test(
    "A store of the first format is read, and its runs have no digest of what they started from")
  func withoutDigests() throws {
    let first = StoreSchema(steps: Array(StoreSchema.current.steps.prefix(1)))
    let path = folder.path("a.sqlite")
    _ = try ResultStore.open(path, for: .writing, schema: first)
    var record = plainRecord("k")
    record.specification.method.warmStart = "a/start.json"
    try ResultStore.open(path, for: .writing).append(record)
    #expect(try ResultStore.open(path, for: .reading).content().runs == [record])
  }

  @Test(
    "A store of the first format keeps its runs; references stay where a name meant one instance")
  func firstFormat() throws {
    func run(_ key: String, _ instance: String, _ digest: String) -> String {
      """
      INSERT INTO run VALUES (NULL, '\(key)', 'smtt', '\(instance)', '\(instance).txt', NULL, '[]',
        '\(digest)', 6, 'mdd', 'mdd', NULL, NULL, '[]', NULL, 1, 1, 10, NULL, NULL, 0, NULL, '1', 'exited', 0,
        NULL, 'feasible', 'completed', 12, 9, 0.25, 0.5, 0.25, 20, 5, 1, '[]');
      """
    }
    var old = StoreSchema.current
    old.steps = [
      old.steps[0] + """
        INSERT INTO machine VALUES (1, 'a', 'b', 2, 100, 'c');
        INSERT INTO study VALUES (1, 'night', '[]', '["mdd"]', 4);
        INSERT INTO reference VALUES ('smtt', 'six', 9, 11.5, 'table'), ('smtt', 'two', 1, 1, NULL),
          ('smtt', 'none', 2, 2, NULL);
        """ + run("k1", "six", "d6") + run("k2", "two", "d2") + run("k3", "two", "d3")
    ]
    _ = try ResultStore.open(folder.path("a.sqlite"), for: .writing, schema: old)
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .reading)
    let header = try #require(try store.header())
    #expect(header.name == "night")
    #expect(
      header.references == [
        "smtt": [
          "d6": ReferenceValue(
            instance: "six", lower: .integer(9), upper: .real(11.5), source: "table")
        ]
      ])
    // Nothing is known about its plan: every run belongs to it.
    #expect(try store.results().runs.map(\.key) == ["k1", "k2", "k3"])
    #expect(try store.results().leftOutCount == 0)
    #expect(try store.integrityProblems() == [])
  }

  @Test("A step to a new format that fails leaves the store as it was")
  func failingStep() throws {
    var broken = StoreSchema.current
    broken.steps.append("CREATE TABLE extra (a); INSERT INTO nowhere VALUES (1)")
    let path = try folder.store("a.sqlite", [plainRecord("k")])
    #expect(storeError { _ = try ResultStore.open(path, for: .writing, schema: broken) } != nil)
    let store = try ResultStore.open(path, for: .writing)
    #expect(try store.content().runs == [plainRecord("k")])
  }

  @Test("One writer at a time, under any name of the file; readers see what was stored")
  func locking() throws {
    let path = folder.path("a.sqlite")
    do {
      let store = try ResultStore.open(path, for: .writing)
      try store.append(plainRecord("k1"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("link.sqlite"), withDestinationPath: path)
      for name in ["a.sqlite", "link.sqlite"] {
        let error = storeError {
          _ = try ResultStore.open(folder.path(name), for: .writing)
        }
        #expect(error?.kind == .inUse)
        #expect(error?.reason.contains("process \(getpid()) on ") == true)
      }
      let reader = try ResultStore.open(path, for: .reading)
      #expect(try reader.finishedKeys() == ["k1"])
      try store.append(plainRecord("k2"))
      #expect(try reader.finishedKeys() == ["k1", "k2"])
      #expect(storeError { try reader.append(plainRecord("k3")) }?.kind == .misuse)
    }
    #expect(kind("a.sqlite", .writing) == nil)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.sorted() == ["a.sqlite", "link.sqlite"])
  }

  @Test("A lock file that a killed process left behind locks nothing")
  func staleLock() throws {
    try "12345 elsewhere\n".write(
      toFile: folder.path("a.sqlite.lock"), atomically: true, encoding: .utf8)
    #expect(kind("a.sqlite", .writing) == nil)
  }

  @Test("A value that no version writes is damage with run and column named")
  func brokenValue() throws {
    let path = try folder.store("a.sqlite", [plainRecord("k")])
    let mark = Array("completed".utf8)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: mark) })
    bytes[place] = UInt8(ascii: "K")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let error = storeError { _ = try ResultStore.open(path, for: .reading).results() }
    #expect(
      error?.description
        == "\(path): the store is damaged: column 'termination' of run k holds no valid value")
  }
}
