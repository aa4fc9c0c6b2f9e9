import Experiments
import Foundation
import Modeling
import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("StudyPlanner")
struct StudyPlannerTests {
  static let planner = StudyPlanner(
    families: [SingleMachineFamily(engines: EngineSet([ScriptedEngine()]))], version: "1")

  /// The plan of a study in a fresh folder with files.
  static func plan(_ study: String, _ files: [String: String]) throws -> StudyPlan {
    try withFolder(files.merging(["study.yaml": study]) { _, new in new }) { folder in
      try planner.plan(try StudyReader.read(try SourceText.read(path: folder + "study.yaml")))
    }
  }

  static func withFolder<Value>(
    _ files: [String: String], _ body: (String) throws -> Value
  ) throws -> Value {
    let folder =
      FileManager.default.temporaryDirectory.path + "/optsolve-" + UUID().uuidString + "/"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (path, text) in files {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: folder + path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try text.write(toFile: folder + path, atomically: true, encoding: .utf8)
    }
    return try body(folder)
  }

  static let files = [
    "n10.txt": "2\n3 1\n1 1\n", "n9.txt": "1\n5 2\n", "copy.txt": "1 # the same\n5 2\n",
    "set.jsonl": "{\"name\":\"u\",\"p\":[1],\"d\":[0]}\n{\"p\":[x]}\n{\"p\":[2],\"d\":[0]}\n",
    "sub/n9.txt": "1\n6 2\n", "broken.txt": "1\nx\n",
  ]

  @Test("runs come by instance, seed and method; the same data are one instance")
  func order() throws {
    let plan = try Self.plan(
      """
      time-limit: 10
      families:
        smtt:
          instances: ["n*.txt", copy.txt, n9.txt]
          methods: [edd, {method: mdd, seeds: "1..2", time-limit: 20}]
      """, Self.files)
    let shown = plan.runs.map { run in
      let specification = run.specification
      return "\(specification.instance.name) \(specification.seed) \(specification.method.label)"
    }
    #expect(
      shown == [
        "n9 1 edd", "n9 1 mdd", "n9 2 mdd", "n10 1 edd", "n10 1 mdd", "n10 2 mdd",
      ])
    #expect(plan.duplicateCount == 1)
    #expect(plan.refused.isEmpty)
    #expect(plan.header.runCount == 6)
    #expect(plan.header.methods == ["edd", "mdd"])
    #expect(plan.header.name == "study")
    #expect(
      plan.header.families == [
        .init(
          id: "smtt", title: "single-machine total (weighted) tardiness", sense: .minimize,
          sizeUnit: "jobs")
      ])
    let first = plan.runs[0].specification
    #expect(first.instance.path.hasSuffix("/n9.txt"))
    #expect(first.instance.size == 1)
    #expect(first.limits.time == 10)
    #expect(plan.runs[0].key == first.key(version: "1"))
    #expect(Set(plan.runs.map(\.key)).count == 6)
    // 2 runs of 10 s and 4 of 20 s.
    #expect(StudyPlan.worstCaseDuration(of: plan.runs, jobs: 1) == 100)
    #expect(StudyPlan.worstCaseDuration(of: plan.runs, jobs: 4) == 25)
    #expect(StudyPlan.worstCaseDuration(of: plan.runs, jobs: 100) == 20)
  }

  @Test("refused members are left out and listed; members are picked by index, name and range")
  func members() throws {
    let study = "families: {smtt: {instances: [\"*.jsonl\", broken.txt], methods: edd}}"
    let plan = try Self.plan(study, Self.files)
    #expect(plan.runs.map(\.specification.instance.name) == ["u", "set_2"])
    #expect(plan.runs.map(\.specification.instance.pick) == ["0", "2"])
    #expect(plan.refused.map(\.pick) == ["1", nil])
    #expect(plan.refused[0].error.location.line == 2)
    #expect(StudyPlan.worstCaseDuration(of: plan.runs, jobs: 1) == nil)
    for (picks, names) in [
      ("set.jsonl#u", ["u"]), ("set.jsonl#2", ["set_2"]), ("set.jsonl#0..2", ["u", "set_2"]),
      ("{path: set.jsonl, pick: [2, u]}", ["set_2", "u"]),
    ] {
      let plan = try Self.plan(
        "families: {smtt: {instances: [\(picks)], methods: edd}}", Self.files)
      #expect(plan.runs.map(\.specification.instance.name) == names)
    }
  }

  @Test("a file whose name holds a number sign or brackets is taken literally")
  func literalNames() throws {
    let files = ["a#1.txt": "1\n1 1\n", "b[1].txt": "1\n2 1\n", "b1.txt": "1\n3 1\n"]
    let plan = try Self.plan(
      "families: {smtt: {instances: ['a#1.txt', 'b[1].txt'], methods: edd}}", files)
    #expect(plan.runs.map(\.specification.instance.name) == ["a#1", "b[1]"])
  }

  @Test("different data under one name get names that differ")
  func names() throws {
    var files = Self.files
    files["sub/n9.json"] = #"{"p":[7],"d":[1],"name":"n9"}"#
    let plan = try Self.plan(
      "families: {smtt: {instances: [\"**/n9.*\", n10.txt], methods: edd}}", files)
    #expect(
      plan.runs.map(\.specification.instance.name)
        == ["n9.txt", "sub/n9.json", "sub/n9.txt", "n10"].map { name in
          // Both files of the folder sub are called sub/n9 without their extensions.
          name == "n9.txt" ? "n9" : name
        })
  }

  @Test("references are found by name, file and path, and only those of the plan are kept")
  func references() throws {
    let csv = "file,optimal\nn10.txt,3\nsub/n9,4\nn9,9\nu,1\nset.jsonl#2,2\nelse,5\n"
    let plan = try Self.plan(
      """
      families:
        smtt:
          instances: [n10.txt, sub/n9.txt, set.jsonl]
          methods: edd
          references: best.csv
      """, Self.files.merging(["best.csv": csv]) { $1 })
    let known = try #require(plan.header.references["smtt"])
    let values = Dictionary(uniqueKeysWithValues: known.values.map { ($0.instance, $0.upper) })
    #expect(
      values == [
        "n10": .integer(3), "n9": .integer(4), "u": .integer(1), "set_2": .integer(2),
      ])
    for run in plan.runs.map(\.specification) {
      #expect(known[run.instance.digest]?.instance == run.instance.name)
    }
    #expect(plan.remarks.isEmpty)
    // A row for n9 would do, but for the one with more of the path.
    #expect(plan.unmatchedReferences == ["else"])
    let other = try Self.plan(
      "families: {smtt: {instances: n10.txt, methods: edd, references: r.csv}}",
      Self.files.merging(["r.csv": "file,optimal\nx,1\n"]) { $1 })
    #expect(other.unmatchedReferences == ["x"])
    #expect(other.remarks == ["no instance of smtt stands in its reference files"])
  }

  @Test(
    "a row that may be about different data is refused with its place; a whole name is no such row")
  func ambiguousReferences() throws {
    let files = ["d1/a.txt": "1\n1 1\n", "d2/a.txt": "1\n2 1\n", "a.txt": "1\n3 1\n"]
    func references(_ instances: String, _ csv: String) throws -> [String: ObjectiveValue?] {
      let plan = try Self.plan(
        "families: {smtt: {instances: \(instances), methods: edd, references: best.csv}}",
        files.merging(["best.csv": csv]) { $1 })
      return Dictionary(
        uniqueKeysWithValues: plan.header.references["smtt"]?.values.map { ($0.instance, $0.upper) }
          ?? [])
    }
    let both = "['d1/a.txt', 'd2/a.txt']"
    for row in ["a", "a.txt"] {
      let error = try #require(throws: StudyError.self) {
        try references(both, "instance,upper\nx,1\n\(row),604\n")
      }
      #expect(
        error.description.hasSuffix(
          "best.csv:3:1: found '\(row)', which may be d1/a.txt or d2/a.txt, expected as much of "
            + "the path as tells them apart"), "\(error)")
    }
    #expect(
      try references(both, "instance,upper\nd1/a,604\nd2/a.txt,565\n")
        == ["d1/a": 604, "d2/a": 565])
    // Both have rows of their own: the short one is about something else.
    #expect(
      try references(both, "instance,upper\na,7\nd1/a,604\nd2/a,565\n")
        == ["d1/a": 604, "d2/a": 565])
    #expect(try references("['a.txt', 'd2/a.txt']", "instance,upper\na,604\n") == ["a": 604])
    #expect(try references("d2/a.txt", "instance,upper\na,604\n") == ["a": 604])
  }

  @Test("rows about any file of the same data count; they may not contradict")
  func referencesOfCopies() throws {
    func plan(_ csv: String) throws -> StudyPlan {
      try Self.plan(
        "families: {smtt: {instances: [n9.txt, copy.txt], methods: edd, references: r.csv}}",
        Self.files.merging(["r.csv": csv]) { $1 })
    }
    let found = try plan("file,optimal\ncopy,3\n")
    #expect(found.header.references["smtt"]?.values.map(\.instance) == ["n9"])
    #expect(found.remarks.isEmpty)
    let both = try plan("file,lower,upper\nn9,2,8\ncopy,3,9\n")
    #expect(both.header.references["smtt"]?.values.map(\.lower) == [3])
    #expect(both.header.references["smtt"]?.values.map(\.upper) == [8])
    #expect(throws: StudyError.self) { try plan("file,optimal\nn9,2\ncopy,3\n") }
  }

  @Test("parts of one family add up; the same runs are planned once")
  func parts() throws {
    let plan = try Self.plan(
      """
      families:
        smtt:
          - {instances: n9.txt, methods: "edd,mdd"}
          - {instances: [copy.txt, n10.txt], methods: "mdd,spt"}
      """, Self.files)
    #expect(plan.header.methods == ["edd", "mdd", "spt"])
    #expect(
      plan.runs.map { "\($0.specification.instance.name) \($0.specification.method.label)" }
        == ["n9 edd", "n9 mdd", "n9 spt", "n10 mdd", "n10 spt"])
  }

  @Test("the content of a warm start enters the key, its path does not")
  func warmStart() throws {
    func keys(_ start: String, _ content: String) throws -> [String] {
      try Self.plan(
        "families: {smtt: {instances: [n9.txt, n10.txt], methods: ils, warm-start: '\(start)'}}",
        Self.files.merging([
          "n9.sol": content, "plans/n9.sol": content, "n10.sol": "1 0", "plans/n10.sol": "1 0",
        ]) { $1 }
      ).runs.map(\.key)
    }
    let keys0 = try keys("{instance}.sol", "0")
    #expect(try keys("plans/{instance}.sol", "0") == keys0)
    let other = try keys("{instance}.sol", "0 ")
    #expect(other[0] != keys0[0])
    #expect(other[1] == keys0[1])
    #expect(try keys("mdd", "0") != keys0)
  }

  @Test("settings of the reader are the instance's; formulations are known by both names")
  func settings() throws {
    let plan = try Self.plan(
      """
      families:
        smtt:
          instances: numbers
          parameters: {jobs: 1}
          methods: [mip/positional-tardiness@scripted]
      """, ["numbers": "1 2 3 4 5 6"])
    #expect(plan.runs.map(\.specification.instance.name) == ["numbers_1", "numbers_2"])
    #expect(plan.runs[0].specification.instance.parameters == ["jobs=1"])
    #expect(plan.runs[0].specification.method.formulation == "f2")
    #expect(plan.runs[0].specification.method.label == "mip/positional-tardiness@scripted")
  }

  @Test("a method that cannot work on an instance is left out with the reason")
  func mismatches() throws {
    let plan = try Self.plan(
      "families: {smtt: {instances: [n9.txt, w.txt], methods: 'exact,edd', seeds: 1..2}}",
      Self.files.merging(["w.txt": "1\n3 1 2\n"]) { $1 })
    #expect(
      plan.runs.map { "\($0.specification.instance.name) \($0.specification.method.label)" }
        == ["n9 exact", "n9 edd", "n9 exact", "n9 edd", "w edd", "w edd"])
    #expect(plan.mismatches.map(\.instance) == ["w"])
    #expect(plan.mismatches[0].method == "exact")
    #expect(plan.mismatches[0].reason.contains("equal weights"))
  }

  @Test("the only family is guessed; files without a match need no study file to be named")
  func commandForm() throws {
    #expect(try Self.planner.family(ofFiles: ["anything"]) == "smtt")
    let part = Study.Part(
      family: Located("smtt"), instances: [InstanceSelection(Located("/nowhere/*.txt"))],
      methods: [StudyMethod(MethodSetting("edd"))])
    #expect(
      throws: StudyError.badRequest(
        "found no file that matches '/nowhere/*.txt', expected at least one")
    ) { try Self.planner.plan(Study(name: "bench", parts: [part])) }
  }

  @Test("more than a million runs are refused")
  func tooMany() throws {
    let methods = (1...11).map { "{label: m\($0), method: edd, gap: 0.\($0)}" }
    #expect(throws: StudyError.self) {
      try Self.plan(
        "seeds: 1..100000\nfamilies: {smtt: {instances: n9.txt, methods: [\(methods.joined(separator: ","))]}}",
        Self.files)
    }
  }
}
