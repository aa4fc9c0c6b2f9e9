import Experiments
import OptCore
import Testing

@Suite("ResultStore")
struct ResultStoreTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  @Test(
    "Every field of 400 odd records comes back, from another opening of the file", arguments: 1...4)
  func roundTrip(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let records = source.records(100)
    let path = try folder.store("a.sqlite", records)
    let content = try ResultStore.open(path, for: .reading).content()
    #expect(Set(content.runs) == Set(records))
    #expect(bytes(content.runs) == bytes(records))
  }

  @Test("Results leave documents out, and each is found by its key")
  func documents() throws {
    var source = RandomRecord(seed: 5)
    let records = source.records(60)
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    for record in records { try store.append(record) }
    var bare = records
    for index in bare.indices { bare[index].document = nil }
    let results = try store.results()
    #expect(bytes(results.runs) == bytes(bare))
    #expect(records.contains { $0.document == nil } && records.contains { $0.document != nil })
    for record in records {
      let found = try store.document(key: record.key)
      #expect(found.map { Array($0.utf8) } == record.document.map { Array($0.utf8) })
    }
    #expect(try store.document(key: "none") == nil)
    #expect(try store.finishedKeys() == Set(records.map(\.key)))
  }

  @Test("A header comes back whole, and a later one replaces it", arguments: 1...20)
  func headers(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    #expect(try store.header() == nil)
    let (first, second) = (source.header(), source.header())
    try store.begin(first)
    #expect(try store.header() == first)
    try store.begin(second)
    #expect(try ResultStore.open(folder.path("a.sqlite"), for: .reading).header() == second)
  }

  @Test("A run is stored once, unless it is to be replaced")
  func replacing() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    let old = plainRecord("k1")
    var new = old
    new.objective = .real(11)
    new.document = nil
    try store.append(old)
    let error = storeError { try store.append(new) }
    #expect(error?.kind == .misuse)
    #expect(error?.description == "\(folder.path("a.sqlite")): run k1 is stored already")
    #expect(try store.content().runs == [old])
    try store.append(new, replacing: true)
    #expect(try store.content().runs == [new])
    #expect(try store.integrityProblems() == [])
  }

  @Test("Failed are the runs that did not end in order, with a status of 0 as well")
  func failures() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    let endings: [RunEnding] = [
      .exited(0, message: nil), .exited(3, message: "proof"), .exited(4, message: nil),
      .exited(0, message: "the instance has changed"), .exited(5, message: nil), .signalled(9),
      .overranTime, .overranMemory, .notStarted("no memory"),
    ]
    var expected: [String: RunEnding] = [:]
    for (index, ending) in endings.enumerated() {
      var record = plainRecord("k\(index)")
      record.ending = ending
      try store.append(record)
      if !ending.isOrderly { expected["k\(index)"] = ending }
    }
    #expect(expected.count == 6)
    #expect(try store.failures() == expected)
  }

  @Test("Numbers that are not finite are refused by name, and nothing is stored")
  func notFinite() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    let changes: [(String, (inout RunRecord) -> Void)] = [
      ("objective", { $0.objective = .real(.nan) }), ("bound", { $0.bound = .real(-.infinity) }),
      ("time", { $0.time = .infinity }), ("CPU time", { $0.usage.cpu = .nan }),
      ("time limit", { $0.specification.limits.time = .infinity }),
      (
        "trajectory",
        { $0.trajectory = [TrajectoryPoint(time: 1, objective: .real(.nan), bound: nil)] }
      ),
    ]
    for (name, change) in changes {
      var record = plainRecord("k")
      change(&record)
      let error = storeError { try store.append(record) }
      #expect(error?.reason == "the \(name) of run k is not finite")
    }
    #expect(try store.finishedKeys().isEmpty)
    let broken = StudyHeader(
      name: "s", families: [], methods: [], runCount: 0,
      references: ["smtt": ["six": ReferenceValue(instance: "six", lower: .real(.nan))]])
    #expect(storeError { try store.begin(broken) }?.kind == .misuse)
    #expect(try store.header() == nil)
  }

  @Test("Runs are ordered by family, instance as people count, method as in the study, seed")
  func order() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    try store.begin(
      StudyHeader(name: "s", families: [], methods: ["wmdd", "edd"], runCount: 6))
    let expected = [
      plainRecord("f", instance: "n9", label: "wmdd"),
      plainRecord("e", instance: "n9", label: "edd", seed: 2),
      plainRecord("d", instance: "n9", label: "edd", seed: .max),
      plainRecord("c", instance: "n9", label: "atc"),
      plainRecord("b", instance: "n10", label: "wmdd"),
      plainRecord("a", instance: "n10b", label: "wmdd"),
    ]
    for index in [3, 0, 5, 1, 4, 2] { try store.append(expected[index]) }
    #expect(try store.results().runs.map(\.key) == expected.map(\.key))
    #expect(try store.content().runs.map(\.key) == expected.map(\.key))
  }

  @Test("A store without a header is named after its file")
  func headless() throws {
    let path = try folder.store(
      "night.sqlite", [plainRecord("a", label: "m10"), plainRecord("b", label: "m9")])
    let results = try ResultStore.open(path, for: .reading).results()
    #expect(results.name == "night")
    #expect(results.methods == ["m9", "m10"])
    #expect(results.families.isEmpty)
  }

  @Test(
    "Merging takes what is new, keeps what is there, and is the union for random shares",
    arguments: 1...5)
  func merging(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let records = source.records(60)
    let header = source.header()
    let shares = [0, 1, 2].map { share in records.indices.filter { $0 % 4 == share || $0 % 4 == 3 }
    }
    let all = try ResultStore.open(folder.path("all.sqlite"), for: .writing)
    for (index, share) in shares.enumerated() {
      let path = try folder.store("\(index).sqlite", share.map { records[$0] })
      if index == 1 { try ResultStore.open(path, for: .writing).begin(header) }
      let added = try all.merge(try ResultStore.open(path, for: .reading))
      #expect(added == (index == 0 ? 30 : 15))
    }
    #expect(bytes(try all.content().runs) == bytes(records))
    #expect(try all.header() == header)
    #expect(try all.merge(all) == 0)
    var changed = records[0]
    changed.version = "other"
    let other = try folder.store("other.sqlite", [changed])
    #expect(try all.merge(try ResultStore.open(other, for: .reading)) == 0)
    #expect(bytes(try all.content().runs) == bytes(records))
    #expect(try all.integrityProblems() == [])
  }

  @Test("A failed run gives way to its repetition, and to nothing else")
  func repetitions() throws {
    func record(_ key: String, _ ending: RunEnding, at started: Double) -> RunRecord {
      var record = plainRecord(key)
      record.ending = ending
      record.started = started
      return record
    }
    let ours = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    for key in ["cured", "failed again", "older failure", "same failure"] {
      try ours.append(record(key, .overranMemory, at: 100))
    }
    try ours.append(record("fine", .exited(0, message: nil), at: 100))
    let theirs = [
      record("cured", .exited(0, message: nil), at: 50),
      record("failed again", .signalled(9), at: 101),
      record("older failure", .signalled(9), at: 99),
      record("same failure", .overranMemory, at: 100), record("fine", .signalled(9), at: 200),
    ]
    let path = try folder.store("b.sqlite", theirs)
    let other = try ResultStore.open(path, for: .writing)
    #expect(try ours.merge(other) == 2)
    let endings = Dictionary(
      uniqueKeysWithValues: try ours.content().runs.map { ($0.key, $0.ending) })
    #expect(
      endings == [
        "cured": .exited(0, message: nil), "failed again": .signalled(9),
        "older failure": .overranMemory, "same failure": .overranMemory,
        "fine": .exited(0, message: nil),
      ])
    #expect(try ours.merge(other) == 0)
    #expect(try ours.orderlyKeys() == ["cured", "fine"])
    #expect(try other.removeFailures() == 4)
    #expect(try other.finishedKeys() == ["cured"])
    #expect(try other.integrityProblems() == [])
  }

  @Test("Adding is all or nothing")
  func adding() throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    var broken = plainRecord("z")
    broken.time = .nan
    let header = StudyHeader(name: "s", families: [], methods: [], runCount: 3)
    let content = StoreContent(header: header, runs: [plainRecord("x"), plainRecord("y"), broken])
    #expect(storeError { _ = try store.add(content) }?.kind == .misuse)
    #expect(try store.content() == StoreContent(runs: []))
    // The machine's row went with the transaction; the next run must not rely on it.
    try store.append(plainRecord("x"))
    #expect(try store.integrityProblems() == [])
    #expect(
      try store.add(StoreContent(header: header, runs: [plainRecord("x"), plainRecord("y")])) == 1)
    #expect(try store.header() == header)
  }

  @Test("Many threads may append to one store")
  func threads() async throws {
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for index in 0..<25 {
            #expect(storeError { try store.append(plainRecord("\(worker)-\(index)")) } == nil)
          }
        }
      }
    }
    #expect(try store.finishedKeys().count == 100)
  }
}
