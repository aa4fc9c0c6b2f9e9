import Experiments
import Foundation
import OptCore
import OptsolveCommand
import Testing

@Suite("bench export and bench import")
struct BenchExchangeTests {
  private let folder: URL
  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private static let header = StudyHeader(
    name: "night", families: [], methods: ["mdd"], runCount: 2,
    references: ["smtt": ["six": ReferenceValue(instance: "six", upper: .integer(9))]])

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try ResultStore.open(path("a.sqlite"), for: .writing)
    try store.begin(BenchExchangeTests.header)
    for seed in 1...2 { try store.append(record(UInt64(seed))) }
  }

  private func record(_ seed: UInt64, family: String = "smtt") -> RunRecord {
    let specification = RunSpecification(
      instance: InstanceReference(
        family: family, name: "six", path: "six.txt", digest: "sha256:00", size: 6),
      method: MethodSetting("mdd"), seed: seed, limits: SolveLimits(work: 5))
    return RunRecord(
      specification: specification, key: specification.key(version: "1"), version: "1",
      ending: .exited(0, message: nil), status: .feasible,
      termination: .completed, objective: .integer(12), time: 0.5,
      usage: ProcessUsage(wall: 1, cpu: 1, peakMemory: 9), document: "{}", started: 5,
      machine: Machine(host: "a", processor: "b", cores: 1, memory: 2, system: "c"))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test("JSON Lines carry a whole store into another")
  func jsonLines() throws {
    defer { remove() }
    let console = RecordedConsole()
    #expect(console.run("bench", "export", path("a.sqlite"), "-o", path("a.jsonl")) == 0)
    #expect(console.run("bench", "import", path("b.sqlite"), path("a.jsonl")) == 0)
    #expect(console.output == "read:    2 runs\nnew:     2\npresent: 0\n")
    #expect(console.run("bench", "export", path("b.sqlite"), "-o", path("b.jsonl")) == 0)
    #expect(try text("a.jsonl") == text("b.jsonl"))
    #expect(console.run("bench", "import", path("b.sqlite"), path("a.jsonl")) == 0)
    #expect(console.output.hasSuffix("new:     0\npresent: 2\n"))
    #expect(console.errors == "")
  }

  @Test("Columns are chosen by name or by set")
  func columns() throws {
    defer { remove() }
    let console = RecordedConsole()
    let store = path("a.sqlite")
    #expect(
      console.run("bench", "export", store, "-o", "-", "--columns", "seed,objective,cpu") == 0)
    #expect(console.output == "seed,objective,cpu\n1,12,1.0\n2,12,1.0\n")
    #expect(
      console.run("bench", "export", store, "-o", path("d.csv"), "--columns", "deterministic") == 0)
    #expect(try text("d.csv").hasPrefix("key,family,instance,"))
    #expect(try !text("d.csv").contains("cpu"))
    #expect(console.run("bench", "export", store, "-o", "-", "--columns", "seeds") == 64)
    #expect(
      console.errors == "optsolve: --columns: unknown column 'seeds'; did you mean 'seed'?\n")
    #expect(console.run("bench", "export", store, "-o", path("d.jsonl"), "--columns", "all") == 64)
    #expect(console.run("bench", "export", store, "-o", path("d.txt")) == 64)
  }

  @Test("Runs from a table make a store whose header knows their families")
  func tables() throws {
    defer { remove() }
    let console = RecordedConsole()
    #expect(console.run("bench", "export", path("a.sqlite"), "-o", path("a.csv")) == 0)
    #expect(console.run("bench", "import", path("b.sqlite"), path("a.csv")) == 0)
    let header = try ResultStore.open(path("b.sqlite"), for: .reading).header()
    #expect(header?.name == "b")
    #expect(header?.families.map(\.id) == ["smtt"])
    #expect(header?.families.map(\.sizeUnit) == ["jobs"])
    // A store that has a header learns what it does not know.
    #expect(console.run("bench", "import", path("a.sqlite"), path("a.csv")) == 0)
    var expected = Self.header
    expected.families = header?.families ?? []
    #expect(try ResultStore.open(path("a.sqlite"), for: .reading).header() == expected)
    let odd = StoreContent(runs: [record(1, family: "moon")]).csv()
    try Data(odd).write(to: URL(fileURLWithPath: path("odd.csv")))
    #expect(console.run("bench", "import", path("c.sqlite"), path("odd.csv")) == 65)
    #expect(console.errors == "optsolve: \(path("odd.csv")): unknown family 'moon'\n")
    #expect(!FileManager.default.fileExists(atPath: path("c.sqlite")))
  }

  @Test("Each refusal has its exit status and says where, and nothing is half imported")
  func refusals() throws {
    defer { remove() }
    let console = RecordedConsole()
    #expect(console.run("bench", "export", path("none.sqlite"), "-o", "-") == 66)
    #expect(console.run("bench", "import", path("b.sqlite"), path("none.csv")) == 66)
    #expect(console.run("bench", "export", path("a.sqlite"), "-o", path("no/folder.csv")) == 73)
    #expect(console.run("bench", "export", path("a.sqlite"), "-o", path("a.csv")) == 0)
    #expect(console.run("bench", "export", path("a.csv"), "-o", "-") == 65)
    // A new run, then one that is cut off.
    let more = StoreContent(runs: [record(3), record(2)]).csv().dropLast(20)
    try Data(more).write(to: URL(fileURLWithPath: path("b.csv")))
    #expect(console.run("bench", "import", path("a.sqlite"), path("b.csv")) == 65)
    #expect(console.errors.contains("\(path("b.csv")):3:"))
    let own = Set([record(1).key, record(2).key])
    let swapped = try text("a.csv").replacing(record(1).key, with: "0123")
    try swapped.write(toFile: path("c.csv"), atomically: true, encoding: .utf8)
    #expect(console.run("bench", "import", path("a.sqlite"), path("c.csv")) == 65)
    #expect(console.errors.contains("column 'key': found '0123', expected \(record(1).key)"))
    #expect(try ResultStore.open(path("a.sqlite"), for: .reading).finishedKeys() == own)
    let writer = try ResultStore.open(path("a.sqlite"), for: .writing)
    #expect(console.run("bench", "import", path("a.sqlite"), path("a.csv")) == 73)
    #expect(
      console.errors.contains("in use: process \(ProcessInfo.processInfo.processIdentifier) on"))
    #expect(try writer.finishedKeys() == own)
  }
}
