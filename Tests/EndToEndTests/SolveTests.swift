import Foundation
import Glibc
import Testing

@Suite("The built binary solves")
struct SolveTests {
  /// The example of specs: MDDC finds the optimum 141, MDD 144.
  static let sixJobs = "6\n10 15\n11 11\n10 13\n10 11\n11 12\n10 11\n"

  @Test("the answer block goes to standard output, progress to standard error")
  func answerBlock() throws {
    let run = try BuiltBinary.run(["smtt", "-", "-m", "mddc"], input: Self.sixJobs)
    #expect(run.status == 0)
    #expect(run.output.contains("objective:"))
    #expect(run.output.contains(" 141\n"))
    #expect(run.output.contains("3 5 2 0 1 4"))
    #expect(run.errors.contains("incumbent"))
    #expect(!run.output.contains("incumbent"))
  }

  @Test("quiet runs say nothing on standard error")
  func quiet() throws {
    let run = try BuiltBinary.run(["smtt", "-", "-q"], input: Self.sixJobs)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("the default method proves the optimum and states it in the document")
  func document() throws {
    let run = try BuiltBinary.run(["smtt", "-", "--json", "-q"], input: Self.sixJobs)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "optsolve.result/1")
    #expect(document["problem"] as? String == "smtt")
    #expect(document["status"] as? String == "optimal")
    #expect(document["objective"] as? Int == 141)
    #expect(document["bound"] as? Int == 141)
    #expect((document["sequence"] as? [Int])?.sorted() == [0, 1, 2, 3, 4, 5])
  }

  @Test(
    "engines solve in worker processes",
    arguments: [("cbc", "f1"), ("cbc", "f2"), ("glpk", "f2"), ("glpk", "f3"), ("cbc", "f5")])
  func engines(engine: String, formulation: String) throws {
    let run = try BuiltBinary.run(
      ["smtt", "-", "-m", "mip", "-e", engine, "-f", formulation, "--json", "-q"],
      input: Self.sixJobs)
    #expect(run.status == 0, "\(run.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["objective"] as? Int == 141)
    #expect(document["status"] as? String == "optimal")
    #expect(document["engine"] as? String == engine)
    #expect(document["formulation"] as? String == formulation)
  }

  @Test(
    "an exact search that the system gives little memory delivers what it has",
    arguments: ["8000000", "1200000"])
  func littleMemory(kibibytes: String) throws {
    // Hard for its size: none of these jobs can be left out of the search.
    let jobs = (0..<30_000).map { "\(1 + $0 * 7919 % 100) \(400_000 + $0 * 104_729 % 500_000)\n" }
    let run = try BuiltBinary.run(
      [
        "-c", "ulimit -v \(kibibytes); exec \"$0\" smtt - -m exact -t 5 --json -q",
        BuiltBinary.url.path,
      ],
      input: "30000\n" + jobs.joined(), program: URL(fileURLWithPath: "/bin/sh"))
    #expect(run.status == 0, "\(run.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect((document["sequence"] as? [Int])?.count == 30_000)
    let ending = document["termination"] as? String
    #expect(["memory_limit", "time_limit", "proved"].contains(ending), "\(ending ?? "none")")
  }

  @Test("every output format is written, and nothing else")
  func outputs() throws {
    try BuiltBinary.withFolder { folder in
      let formats = ["plan.json", "plan.csv", "plan.svg", "plan.trace.json"]
      let outputs = formats.flatMap { ["-o", folder.appendingPathComponent($0).path] }
      let run = try BuiltBinary.run(
        ["smtt", "-", "-q"] + outputs, input: Self.sixJobs, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let written = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(written == formats.sorted())
      let svg = try String(contentsOf: folder.appendingPathComponent("plan.svg"), encoding: .utf8)
      #expect(svg.hasPrefix("<?xml") || svg.hasPrefix("<svg"))
    }
  }

  @Test("a solution is checked: right ones pass, wrong ones end with status 6")
  func check() throws {
    try BuiltBinary.withFolder { folder in
      let instance = folder.appendingPathComponent("six.txt")
      let plan = folder.appendingPathComponent("plan.json")
      try Self.sixJobs.write(to: instance, atomically: true, encoding: .utf8)
      _ = try BuiltBinary.run(["smtt", instance.path, "-q", "-o", plan.path])
      let good = try BuiltBinary.run(["check", "smtt", instance.path, plan.path])
      #expect(good.status == 0, "\(good.output)\(good.errors)")
      let text = try String(contentsOf: plan, encoding: .utf8)
      let wrong = text.replacingOccurrences(of: "\"objective\": 141,", with: "\"objective\": 140,")
      #expect(wrong != text)
      try wrong.write(to: plan, atomically: true, encoding: .utf8)
      let bad = try BuiltBinary.run(["check", "smtt", instance.path, plan.path])
      #expect(bad.status == 6)
      #expect(bad.output.contains("recomputed 141"))
    }
  }

  @Test("a warm start from a file is never lost")
  func warmStart() throws {
    try BuiltBinary.withFolder { folder in
      let instance = folder.appendingPathComponent("six.txt")
      let plan = folder.appendingPathComponent("plan.json")
      try Self.sixJobs.write(to: instance, atomically: true, encoding: .utf8)
      _ = try BuiltBinary.run(["smtt", instance.path, "-q", "-o", plan.path])
      let run = try BuiltBinary.run(
        ["smtt", instance.path, "-m", "edd", "--warm-start", plan.path])
      #expect(run.status == 0)
      #expect(run.output.contains(" 141\n"))
    }
  }

  @Test("the same seed and a work limit give the same answer")
  func reproducible() throws {
    let arguments = ["smtt", "-", "-m", "ils", "--work-limit", "200", "-s", "7", "-q"]
    let jobs = (0..<40).map { "\(1 + $0 * 37 % 50) \($0 * 91 % 700)" }.joined(separator: "\n")
    let text = "40\n" + jobs + "\n"
    func answer() throws -> [Substring] {
      try BuiltBinary.run(arguments, input: text).output.split(separator: "\n")
        .filter { !$0.hasPrefix("time:") }
    }
    #expect(try answer() == answer())
  }
}
