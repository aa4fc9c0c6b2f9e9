import Foundation
import Glibc
import OptCore
import TestSupport
import Testing

@Suite("bench carries studies out", .serialized)
struct BenchTests {
  /// Three instances, four methods of which one needs seeds, all reproducible.
  static let study = """
    name: tiny
    time-limit: 20
    families:
      smtt:
        instances: "*.txt"
        references: best.csv
        methods: [edd, mdd, exact, {method: ils, work-limit: 500, seeds: 1..2}]
    """

  static func write(_ text: String, _ name: String, _ folder: URL) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  static func withStudy(
    _ text: String = study, _ body: (URL) throws -> Void
  ) throws {
    try BuiltBinary.withFolder { folder in
      try write(text, "study.yaml", folder)
      try write("instance,optimal\na,4\n", "best.csv", folder)
      try write("3\n2 1\n1 1\n3 3\n", "a.txt", folder)
      try write("2\n5 5\n1 1\n", "b.txt", folder)
      try write("1\n5 3\n", "c.txt", folder)
      try body(folder)
    }
  }

  /// The value of a line `key: value`.
  static func value(_ key: String, _ run: Finished) -> String? {
    run.output.split(separator: "\n").first { $0.hasPrefix(key + ":") }
      .map { $0.dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  @Test("a study runs into the store beside it, and running it again skips everything")
  func runAndResume() throws {
    try Self.withStudy { folder in
      let plan = try BuiltBinary.run(["bench", "study.yaml", "--dry-run"], in: folder)
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(Self.value("runs", plan) == "15")
      #expect(Self.value("worst case", plan) == "5 min")
      #expect(Self.value("references", plan) == "1 of 3 instances")
      #expect(plan.output.contains("study.sqlite (not there yet)"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/study.sqlite"))

      let first = try BuiltBinary.run(["bench", "study.yaml", "-j", "2"], in: folder)
      #expect(first.status == 0, "\(first.errors)")
      #expect(Self.value("finished now", first) == "15")
      #expect(Self.value("failed", first) == "0")
      #expect(first.errors.contains("results go to study.sqlite"))
      #expect(FileManager.default.fileExists(atPath: folder.path + "/study.sqlite"))

      let again = try BuiltBinary.run(["bench", "study.yaml"], in: folder)
      #expect(again.status == 0)
      #expect(Self.value("finished before", again) == "15")
      #expect(Self.value("finished now", again) == "0")
      #expect(again.errors.contains("15 of 15 runs are finished and skipped"))

      let verbose = try BuiltBinary.run(["bench", "study.yaml", "--dry-run", "-v"], in: folder)
      #expect(Self.value("finished", verbose) == "15")
      #expect(verbose.output.split(separator: "\n").count { $0.hasPrefix("finished ") } == 15)

      let more = try BuiltBinary.run(
        ["bench", "a.txt", "--methods", "edd,spt", "-t", "20", "--store", "study.sqlite", "-q"],
        in: folder)
      #expect(more.status == 0)
      #expect(Self.value("finished before", more) == "1")
      #expect(Self.value("finished now", more) == "1")
      #expect(more.errors.isEmpty)
    }
  }

  /// Rows of a table of a report; no cell may hold a comma.
  static func rows(
    _ table: String, _ store: String, _ options: [String], _ folder: URL
  ) throws -> [[String]] {
    let run = try BuiltBinary.run(
      ["report", store, "--table", table, "-o", "table.csv"] + options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let file = folder.appendingPathComponent("table.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("a changed study is reported as it is now: labels, settings, references")
  func changedStudy() throws {
    func study(_ methods: String, _ references: String = "best.csv") -> String {
      """
      time-limit: 20
      families:
        smtt: {instances: "*.txt", references: \(references), methods: [\(methods)]}
      """
    }
    let first = "{label: A, method: edd}, {label: B, method: mdd}"
    try Self.withStudy(study(first)) { folder in
      func bench(_ text: String) throws -> Finished {
        try Self.write(text, "study.yaml", folder)
        let run = try BuiltBinary.run(["bench", "study.yaml", "-q"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return run
      }
      _ = try bench(study(first))
      let swapped = try bench(study("{label: B, method: edd}, {label: A, method: mdd}, spt"))
      #expect(Self.value("finished now", swapped) == "3")
      func settings(_ options: [String] = []) throws -> [[String]] {
        try Self.rows("settings", "study.sqlite", options, folder).map { Array($0.prefix(2)) }
      }
      #expect(try settings() == [["B", "edd"], ["A", "mdd"], ["spt", "spt"]])
      // The label goes to another method: the old one is left out, or a method of its own.
      _ = try bench(study("{label: B, method: wspt}"))
      #expect(try settings() == [["B", "wspt"]])
      #expect(
        try Set(settings(["--every-run"]).map { $0[0] })
          == ["B [method edd]", "B [method wspt]", "A", "spt"])
      let told = try BuiltBinary.run(["report", "study.sqlite"], in: folder)
      #expect(told.errors.contains("does not plan any more: 9 (--every-run takes them in)"))

      // A wrong reference makes an error, and goes with its row.
      try Self.write("instance,optimal\na,999\n", "best.csv", folder)
      _ = try bench(study("exact"))
      var report = try BuiltBinary.run(["report", "study.sqlite"], in: folder)
      #expect(report.output.contains("states the bound 999"))
      try Self.write("instance,optimal\nelse,1\n", "best.csv", folder)
      _ = try bench(study("exact"))
      report = try BuiltBinary.run(["report", "study.sqlite"], in: folder)
      #expect(!report.output.contains("999"))

      // Other data under an old name: nothing is known about them.
      try Self.write("instance,optimal\na,5\n", "best.csv", folder)
      _ = try bench(study("exact"))
      try Self.write("3\n9 1\n8 1\n7 3\n", "a.txt", folder)
      _ = try bench(study("exact", "[]"))
      report = try BuiltBinary.run(["report", "study.sqlite", "--every-run"], in: folder)
      #expect(!report.output.contains("claims that cannot be true"))
    }
  }

  @Test("runs of the command line are added; other settings are another method")
  func additions() throws {
    try Self.withStudy { folder in
      for extra in [[], ["--warm-start", "spt"]] {
        let run = try BuiltBinary.run(
          ["bench", "a.txt", "--methods", "ils", "--work-limit", "20", "-q"] + extra, in: folder)
        #expect(run.status == 0, "\(run.errors)")
      }
      #expect(
        try Self.rows("outcomes", "bench.sqlite", [], folder).map { Array($0.prefix(3)) } == [
          ["ils [default warm start]", "1", "1"], ["ils [warm start spt]", "1", "1"],
        ])
    }
  }

  @Test("a page made elsewhere has its drawings, and commands that find the instances")
  func elsewhere() throws {
    try Self.withStudy { folder in
      _ = try BuiltBinary.run(["bench", "study.yaml", "-q"], in: folder)
      try BuiltBinary.withFolder { other in
        let store = folder.path + "/study.sqlite"
        let run = try BuiltBinary.run(["report", store, "-o", "r.html"], in: other)
        #expect(run.status == 0)
        #expect(!run.errors.contains("not drawn"), "\(run.errors)")
        let page = try String(contentsOf: other.appendingPathComponent("r.html"), encoding: .utf8)
        #expect(page.contains("<template id=\"drawing-"))
        #expect(page.contains("&& optsolve smtt a.txt"))
      }
    }
  }

  @Test(
    "an interrupt keeps what is finished, and the next run goes on there",
    arguments: [
      (SIGINT, Int32(130)), (SIGTERM, Int32(143)),
    ])
  func interrupt(signal: Int32, status: Int32) throws {
    let slow = """
      families:
        smtt:
          - {instances: b.txt, methods: "edd,mdd,spt"}
          - {instances: wide.txt, methods: ils, time-limit: 60}
      """
    try Self.withStudy(slow) { folder in
      try Self.write(InterruptTests.wide, "wide.txt", folder)
      let run = try BuiltBinary.run(
        ["bench", "study.yaml", "--progress", "plain"], in: folder, interrupt: (signal, 6))
      #expect(run.status == status, "\(run.errors)")
      #expect(run.seconds < 30)
      // ILS on the wide instance is the last run and takes a minute.
      #expect(Self.value("finished now", run) == "3")
      #expect(Self.value("remaining", run) == "1")
      let plan = try BuiltBinary.run(["bench", "study.yaml", "--dry-run"], in: folder)
      #expect(Self.value("finished", plan) == "3")
      #expect(Self.value("worst case", plan) == "60 s")
    }
  }

  @Test("results of another build of the same version count, with a remark")
  func otherBuild() throws {
    try Self.withStudy { folder in
      let other = folder.appendingPathComponent("optsolve")
      var program = try Data(contentsOf: BuiltBinary.url)
      program.append(0)
      try Executable.write(program, to: other.path)
      let words = ["bench", "a.txt", "-t", "20", "--store", "s.sqlite", "--methods"]
      let first = try BuiltBinary.run(words + ["edd"], in: folder)
      #expect(first.status == 0)
      #expect(!first.errors.contains("another build"))
      let process = Process()
      process.executableURL = other
      process.arguments = words + ["edd,spt"]
      process.currentDirectoryURL = folder
      let (output, errors) = (Pipe(), Pipe())
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      process.waitUntilExit()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(process.terminationStatus == 0)
      #expect(said.contains("1 of 2 runs are finished and skipped"))
      #expect(said.contains("another build of version"))
    }
  }
}
