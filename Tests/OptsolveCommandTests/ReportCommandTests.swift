import Experiments
import Foundation
import OptCore
import Testing

@Suite("optsolve report")
struct ReportCommandTests {
  /// A folder with the store of a study of two methods on three instances; `mdd` claims a false bound on the last.
  private func withStore(_ body: (String, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("trial.sqlite").path
    let store = try ResultStore.open(path, for: .writing)
    let family = StudyResults.Family(
      id: "smtt", title: "Tardiness", sense: .minimize, sizeUnit: "jobs")
    try store.begin(
      StudyHeader(name: "trial", families: [family], methods: ["exact", "mdd"], runCount: 6))
    for (index, optimum) in [100, 200, 300].enumerated() {
      try store.append(record("exact", index, optimum, bound: optimum, .optimal))
      try store.append(
        record("mdd", index, optimum + 25, bound: index == 2 ? 305 : nil, .feasible))
    }
    try body(folder.path, path)
  }

  private func record(
    _ method: String, _ index: Int, _ objective: Int, bound: Int?, _ status: SolveStatus
  ) -> RunRecord {
    let specification = RunSpecification(
      instance: InstanceReference(
        family: "smtt", name: "n\(20 * (1 + index / 2))_x_\(index)", path: "x.txt",
        digest: "sha256:\(index)", size: 20 * (1 + index / 2)),
      method: MethodSetting(method), seed: 1, limits: SolveLimits(time: 10))
    return RunRecord(
      specification: specification, key: specification.key(version: "1.0.0"), version: "1.0.0",
      ending: .exited(0, message: nil), status: status,
      termination: status == .optimal ? .proved : .completed, objective: .integer(objective),
      bound: bound.map(ObjectiveValue.integer), time: 1,
      usage: ProcessUsage(wall: 1, cpu: 1, peakMemory: 10), started: 1000,
      machine: Machine(host: "h", processor: "p", cores: 2, memory: 100, system: "s"))
  }

  @Test("Without -o the tables are printed, and false claims are told on the other stream")
  func printed() throws {
    try withStore { _, path in
      let console = RecordedConsole()
      #expect(console.run("report", path) == 0)
      #expect(console.output.hasPrefix("# Study trial\n"))
      #expect(console.output.contains("## Errors: claims that cannot be true"))
      #expect(!console.output.contains("## Instances"))
      #expect(console.errors.contains("1 of 6 runs made false claims"))
    }
  }

  @Test("Every extension has its format")
  func formats() throws {
    try withStore { folder, path in
      let files = ["md", "csv", "tex"].map { "\(folder)/report.\($0)" }
      let console = RecordedConsole()
      #expect(console.run(["report", path, "--details"] + files.flatMap { ["-o", $0] }) == 0)
      let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
      #expect(texts[0].contains("## Instances"))
      #expect(texts[1].hasPrefix("table,row,column,value,runs,mark\n"))
      // mdd deviates by 25 % and 12.5 % on the instances of size 20; the false claim leaves none of size 40.
      #expect(texts[1].contains("\ndeviation-by-size,20,mdd,18.75,2,\n"))
      #expect(!texts[1].contains("\ndeviation-by-size,40,mdd,"))
      #expect(texts[2].contains("\\label{tab:pairwise}"))
      #expect(console.output.isEmpty)
    }
  }

  @Test("One table as it stands, classes by a pattern, a baseline")
  func options() throws {
    try withStore { folder, path in
      let file = "\(folder)/classes.csv"
      var console = RecordedConsole()
      #expect(
        console.run(
          "report", path, "--table", "pooled-by-class", "--class-pattern", "^n([0-9]+)", "-o", file)
          == 0)
      let text = try String(contentsOfFile: file, encoding: .utf8)
      // 50 / 300 in percent.
      #expect(
        text
          == "class,instances,exact,exact runs,mdd,mdd runs\n20,2,0,2,\(100 * (50.0 / 300)),2\n40,1,0,1,,\n"
      )
      console = RecordedConsole()
      #expect(console.run("report", path, "--table", "pairwise", "--baseline", "exact") == 0)
      #expect(console.output.contains("| mdd    | exact"))
    }
  }

  @Test("Misuse is told with the nearest known word, and nothing is written")
  func misuse() throws {
    try withStore { folder, path in
      let cases: [([String], Int32, String)] = [
        (["--baseline", "exakt"], 64, "exact"), (["--table", "pairwize"], 64, "pairwise"),
        (["--class-pattern", "("], 64, "is no regular expression"),
        (["-o", "\(folder)/a.doc"], 64, ".md .csv .tex .html"),
        (["-o", "\(folder)/a.html", "--table", "pairwise"], 64, "--table: found with a page"),
      ]
      for (arguments, status, words) in cases {
        let console = RecordedConsole()
        #expect(console.run(["report", path] + arguments) == status)
        #expect(console.errors.contains(words), "\(console.errors)")
        #expect(console.output.isEmpty)
      }
      let console = RecordedConsole()
      #expect(console.run("report", "\(folder)/none.sqlite") == 66)
      #expect(console.errors.contains("none.sqlite"))
    }
  }
}
