import Experiments
import Foundation
import MemoryMapping
import OptCore
import Testing

@Suite("Instances of either sense in one family")
struct InstanceSenseTests {
  private static let planner = StudyPlanner(families: [MemoryMappingFamily()], version: "1")

  /// A buffer of 7 bytes, whose least peak is 7, and a tensor that fast memory saves 10 ps.
  private static let files = [
    "peak.csv": "id,lower,upper,size\nb,0,1,7\n",
    "saved.json": """
    {"format": "optsolve-memmap-1", "name": "saved", "capacity": 64,
     "instructions": [
       {"id": "make", "compute_ps": 4, "reads": [],
        "writes": [{"tensor": "a", "slow_ps": 10, "fast_ps": 1}]},
       {"id": "use", "compute_ps": 4,
        "reads": [{"tensor": "a", "slow_ps": 10, "fast_ps": 1}], "writes": []}],
     "tensors": [{"id": "a", "size": 64, "copy_ps": 8}]}
    """,
  ]

  private static func plan(_ references: String, instances: String = "'*.[cj]s*'") throws
    -> StudyPlan
  {
    let study =
      "families: {memory: {instances: \(instances), methods: auto, references: best.txt}}"
    let files = files.merging(["best.txt": references, "study.yaml": study]) { $1 }
    return try StudyPlannerTests.withFolder(files) { folder in
      try planner.plan(try StudyReader.read(try SourceText.read(path: folder + "study.yaml")))
    }
  }

  @Test("A plan states the sense of an instance where its family has the other one")
  func plan() throws {
    let plan = try Self.plan("instance,upper\npeak,7\n")
    #expect(plan.header.families.map(\.sense) == [.minimize])
    let senses = Dictionary(
      plan.runs.map { ($0.specification.instance.name, $0.specification.instance.sense) },
      uniquingKeysWith: { first, _ in first })
    #expect(senses == ["peak": nil, "saved": .maximize])
  }

  @Test("Of references the tightest side counts by the sense of the instance")
  func references() throws {
    // 9 is the better peak, 8 a bound from below; 8 ps saved are better, 12 a bound from above.
    let plan = try Self.plan(
      "instance,lower,upper\npeak,6,9\npeak,8,10\nsaved,20,7\nsaved,12,8\nother,9,1\n")
    let known = try #require(plan.header.references["memory"]).values
    let values = Dictionary(
      uniqueKeysWithValues: known.map { ($0.instance, [$0.lower, $0.upper]) })
    #expect(values == ["peak": [8, 9], "saved": [12, 8]])
    #expect(plan.unmatchedReferences == ["other"])
    // Rows about mappings that are not in the study do no harm to one of peaks.
    #expect(
      try Self.plan("instance,lower,upper\npeak,7,7\nsaved,12,8\n", instances: "peak.csv")
        .header.references["memory"]?.count == 1)
  }

  @Test(
    "A bound on the wrong side of the objective is refused by the sense of the instance",
    arguments: [("peak,9,7", "bound 9 beyond the objective 7"), ("saved,7,9", "bound 7 beyond")])
  func contradictions(row: String, message: String) throws {
    let error = try #require(throws: StudyError.self) {
      try Self.plan("instance,lower,upper\nelse,1,1\n\(row)\n")
    }
    #expect(error.description.contains("best.txt:3:1: found \(message)"), "\(error)")
  }

  /// One family, a minimised and a maximised instance; `b` is worse by 10 % on each.
  private static var study: StudyFixture {
    var fixture = StudyFixture()
    fixture.methods = ["a", "b"]
    for (instance, sense, worse) in [
      ("peak", nil, 110), ("saved", ObjectiveSense.maximize, 90),
    ] {
      fixture.add("a", on: instance, sense: sense, 100)
      fixture.add("b", on: instance, sense: sense, .integer(worse))
    }
    return fixture
  }

  @Test("Best in study, deviations, pairs and profiles go by the sense of the instance")
  func statistics() throws {
    let statistics = try Self.study.statistics()
    #expect(statistics.instances.map(\.sense) == [.minimize, .maximize])
    #expect(statistics.instances.map(\.bestInStudy) == [100, 100])
    #expect(statistics.runs.map(\.deviation) == [0, 0.1, 0, 0.1])
    #expect(statistics.runs.map(\.isAtBaseline) == [true, false, true, false])
    let pairs = statistics.pairwise(instances: [0, 1])
    #expect(pairs.map(\.winCount) == [2])
    #expect(pairs.map(\.lossCount) == [0])
  }

  @Test("A better objective than the reference is an improvement in either sense")
  func improvements() throws {
    var fixture = Self.study
    fixture.reference("peak", upper: 105)
    fixture.reference("saved", upper: 95)
    let statistics = try fixture.statistics()
    #expect(statistics.runs.map(\.isImprovement) == [true, false, true, false])
    #expect(statistics.runs.map { ($0.deviation ?? 0) < 0 } == [true, false, true, false])
    #expect(statistics.instances.map(\.bestKnown) == [100, 100])
  }

  @Test("Claims are judged by the sense of the instance")
  func faults() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "peak", 100, bound: 90)
    fixture.add("a", on: "saved", sense: .maximize, 100, bound: 110)
    #expect(try fixture.statistics().faults.isEmpty)
    fixture.add("b", on: "peak", 100, bound: 110)
    fixture.add("b", on: "saved", sense: .maximize, 100, bound: 90)
    #expect(try fixture.statistics().faults.count == 2)
  }

  @Test("A run without a sense is of the same instance as one with it")
  func mixed() throws {
    for isFirst in [true, false] {
      var fixture = StudyFixture()
      fixture.add("a", on: "saved", sense: isFirst ? .maximize : nil, 100)
      fixture.add("b", on: "saved", sense: isFirst ? nil : .maximize, 90)
      #expect(try fixture.statistics().instances.map(\.bestInStudy) == [100])
    }
  }

  @Test("Peaks and times saved are not added up, and the page knows which is which")
  func reports() throws {
    let tables = Dictionary(
      uniqueKeysWithValues: try ReportTables.all(of: Self.study.results).map { ($0.id, $0) })
    let quality = try #require(tables["quality"])
    #expect(!quality.columns.contains { $0.title == "pooled %" })
    #expect(quality.rows.map { $0[1].text } == ["0", "10.00"])
    let page = try HTMLDocument(HTMLReport(try Self.study.statistics()).html())
    #expect(try page.data()["maximised"] == .array([.integer(1)]))
  }

  @Test("A store keeps senses, and runs that were stored without one get that of the plan")
  func store() throws {
    let folder = try StoreFolder()
    let store = try ResultStore.open(folder.path("a.sqlite"), for: .writing)
    var records = [plainRecord("k1"), plainRecord("k2", instance: "saved")]
    for record in records { try store.append(record) }
    #expect(try store.content().runs.map(\.specification.instance.sense) == [nil, nil])
    records[1].specification.instance.sense = .maximize
    let header = StudyHeader(name: "s", families: [], methods: ["mdd"], runCount: 2)
    try store.begin(header, runs: records.map { PlannedRun($0.specification, key: $0.key) })
    // By the names of the instances: saved, six.
    #expect(try store.content().runs == records.reversed())
    let lines = String(decoding: try store.content().jsonLines(), as: UTF8.self)
    #expect(lines.components(separatedBy: "\"sense\"").count == 2)
  }

  @Test("A store from before senses were kept is read, and its instances have the family's")
  func olderStore() throws {
    let folder = try StoreFolder()
    let older = StoreSchema(steps: Array(StoreSchema.current.steps.prefix(3)))
    let path = folder.path("a.sqlite")
    _ = try ResultStore.open(path, for: .writing, schema: older)
    try ResultStore.open(path, for: .writing).append(plainRecord("k"))
    #expect(try ResultStore.open(path, for: .reading).content().runs == [plainRecord("k")])
  }
}
