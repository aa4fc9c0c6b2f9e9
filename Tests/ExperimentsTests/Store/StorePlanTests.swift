import Experiments
import OptCore
import Testing

@Suite("Plans of stores")
struct StorePlanTests {
  private let folder: StoreFolder
  private let store: ResultStore

  init() throws {
    folder = try StoreFolder()
    store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
  }

  private static func run(
    _ key: String, _ instance: String, _ label: String, path: String? = nil
  ) -> PlannedRun {
    var specification = plainRecord(key, instance: instance, label: label).specification
    specification.instance.digest = "digest of \(key.prefix(1))"
    if let path { specification.instance.path = path }
    return PlannedRun(specification, key: key)
  }

  private static func record(_ run: PlannedRun) -> RunRecord {
    var record = plainRecord(run.key)
    record.specification = run.specification
    return record
  }

  private static func header(
    _ methods: [String], _ references: [String: Int]? = nil, name: String = "s",
    directory: String? = nil
  ) -> StudyHeader {
    var known: [String: ReferenceValue] = [:]
    for (key, value) in references ?? [:] {
      known["digest of \(key)"] = ReferenceValue(instance: key, upper: .integer(value))
    }
    return StudyHeader(
      name: name, families: [], methods: methods, runCount: 0, directory: directory,
      references: references == nil ? [:] : ["smtt": known])
  }

  private func uppers() throws -> [String: ObjectiveValue?] {
    (try store.header()?.references["smtt"] ?? [:]).mapValues { $0.upper }
  }

  @Test("Stored runs get the names of the plan that holds them; others keep theirs")
  func names() throws {
    let old = [Self.run("x1", "x", "A"), Self.run("x2", "x", "B"), Self.run("y1", "y", "A")]
    try store.begin(Self.header(["A", "B"]), runs: old)
    for run in old { try store.append(Self.record(run)) }
    // Labels are swapped, an instance is renamed and moved.
    let new = [
      Self.run("x1", "new", "B", path: "sub/new.txt"),
      Self.run("x2", "new", "A", path: "sub/new.txt"), Self.run("z1", "z", "A"),
    ]
    try store.begin(Self.header(["A", "B"]), runs: new)
    let runs = try store.results(everyRun: true).runs
    let shown = runs.map { run in
      let asked = run.specification
      return "\(run.key) \(asked.instance.name) \(asked.instance.path) \(asked.method.label)"
    }
    #expect(
      shown == ["x2 new sub/new.txt A", "x1 new sub/new.txt B", "y1 y y.txt A"])
    #expect(try store.integrityProblems() == [])
  }

  @Test("Results are those of the plan, and say what they leave out and what is missing")
  func planned() throws {
    let runs = ["a1", "b1", "c1", "d1"].map { Self.run($0, $0, "A") }
    try store.begin(Self.header(["A"]), runs: runs)
    for run in runs.prefix(3) { try store.append(Self.record(run)) }
    #expect(try store.results().runs.map(\.key) == ["a1", "b1", "c1"])
    #expect(try store.results().missingCount == 1)
    try store.begin(Self.header(["A"]), runs: Array(runs.dropFirst(2)))
    var results = try store.results()
    #expect(results.runs.map(\.key) == ["c1"])
    #expect(results.leftOutCount == 2)
    #expect(results.missingCount == 1)
    #expect(try store.results(everyRun: true).runs.count == 3)
    #expect(try store.results(everyRun: true).leftOutCount == 0)
    try store.begin(Self.header(["B"], name: "t"), runs: [runs[0]], .addition)
    results = try store.results()
    #expect(results.runs.map(\.key) == ["a1", "c1"])
    #expect(results.name == "s")
    #expect(results.methods == ["A", "B"])
    #expect(try store.header()?.runCount == 3)
    #expect(try store.content().plan == ["a1", "c1", "d1"])
  }

  @Test("Without a plan all runs count, also after an addition")
  func unplanned() throws {
    try store.begin(Self.header(["A"]))
    try store.append(Self.record(Self.run("a1", "a", "A")))
    try store.begin(Self.header(["A"]), runs: [Self.run("b1", "b", "A")], .addition)
    #expect(try store.results().runs.map(\.key) == ["a1"])
    #expect(try store.results().missingCount == 0)
  }

  @Test("A plan corrects and withdraws what is known about its instances, and about no others")
  func references() throws {
    let runs = ["a1", "b1"].map { Self.run($0, $0, "A") }
    try store.begin(Self.header(["A"], ["a": 604, "b": 999]), runs: runs)
    #expect(try uppers() == ["digest of a": 604, "digest of b": 999])
    try store.begin(Self.header(["A"], ["b": 565]), runs: runs)
    #expect(try uppers() == ["digest of b": 565])
    try store.begin(Self.header(["A"], ["a": 1]), runs: [runs[0]])
    #expect(try uppers() == ["digest of a": 1, "digest of b": 565])
    // The study has no reference files any more.
    try store.begin(Self.header(["A"]), runs: runs)
    #expect(try uppers() == [:])
  }

  @Test("An addition withdraws only where it brings reference files")
  func referencesOfAdditions() throws {
    let runs = ["a1", "b1"].map { Self.run($0, $0, "A") }
    try store.begin(Self.header(["A"], ["a": 604, "b": 999]), runs: runs)
    try store.begin(Self.header(["B"]), runs: runs, .addition)
    #expect(try uppers() == ["digest of a": 604, "digest of b": 999])
    try store.begin(Self.header(["B"], ["b": 565]), runs: runs, .addition)
    #expect(try uppers() == ["digest of b": 565])
  }

  @Test("Adding a content brings its references and runs into a store that has a study")
  func adding() throws {
    let own = Self.run("a1", "a", "A")
    try store.begin(Self.header(["A"], ["a": 5]), runs: [own])
    try store.append(Self.record(own))
    let header = Self.header(["B"], ["a": 6, "b": 7], name: "other")
    let runs = [Self.run("b1", "b", "B"), Self.run("c1", "c", "B")].map(Self.record)
    #expect(try store.add(StoreContent(header: header, plan: ["b1"], runs: runs)) == 2)
    #expect(try uppers() == ["digest of a": 5, "digest of b": 7])
    let results = try store.results()
    #expect(results.name == "s")
    #expect(results.methods == ["A", "B"])
    #expect(results.runs.map(\.key) == ["a1", "b1"])
    #expect(results.leftOutCount == 1)
    _ = try store.add(StoreContent(header: header, runs: runs))
    #expect(try store.results().runs.map(\.key) == ["a1", "b1", "c1"])
  }

  @Test("Relative paths stay where they began when another folder is the plan's")
  func directories() throws {
    let runs = ["a1", "b1"].map { Self.run($0, $0, "A", path: "./\($0).txt") }
    try store.begin(Self.header(["A"], directory: "/one"), runs: runs)
    for run in runs { try store.append(Self.record(run)) }
    let moved = Self.run("b1", "b1", "A", path: "two/b1.txt")
    try store.begin(Self.header(["A"], directory: "/three"), runs: [moved])
    #expect(
      try store.results(everyRun: true).runs.map(\.specification.instance.path)
        == ["/one/a1.txt", "two/b1.txt"])
    #expect(try store.results().directory == "/three")
    let other = StoreContent(
      header: Self.header(["A"], directory: "/four"),
      runs: [Self.record(Self.run("c1", "c1", "A", path: "c1.txt"))])
    #expect(try store.add(other) == 1)
    #expect(try store.results().runs.last?.specification.instance.path == "/four/c1.txt")
  }
}
