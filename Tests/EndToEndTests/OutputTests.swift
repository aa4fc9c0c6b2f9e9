import Foundation
import Testing

@Suite("The built binary reads and writes where it is told to")
struct OutputTests {
  /// A folder with the six jobs and a plan for them.
  private func withPlan(_ body: (_ instance: URL, _ plan: URL, _ folder: URL) throws -> Void) throws
  {
    try BuiltBinary.withFolder { folder in
      let instance = folder.appendingPathComponent("six.txt")
      let plan = folder.appendingPathComponent("plan.json")
      try SolveTests.sixJobs.write(to: instance, atomically: true, encoding: .utf8)
      #expect(
        try BuiltBinary.run(["smtt", instance.path, "-q", "-o", plan.path]).status == 0)
      try body(instance, plan, folder)
    }
  }

  @Test("instance or solution may come from standard input, not both")
  func standardInput() throws {
    try withPlan { instance, plan, _ in
      let text = try String(contentsOf: plan, encoding: .utf8)
      let solution = try BuiltBinary.run(["check", "smtt", instance.path, "-"], input: text)
      #expect(solution.status == 0, "\(solution.output)")
      let both = try BuiltBinary.run(["check", "smtt", "-", "-"], input: text)
      #expect(both.status == 64)
      #expect(both.output.isEmpty)
      let data = try BuiltBinary.run(
        ["check", "smtt", "-", plan.path], input: SolveTests.sixJobs)
      #expect(data.status == 0, "\(data.output)")
    }
  }

  @Test("a dash is standard output for every command that writes")
  func standardOutput() throws {
    try withPlan { instance, plan, _ in
      for (arguments, start) in [
        (["convert", "smtt", instance.path, "-o", "-"], "6\n10 15\n"),
        (["convert", "smtt", instance.path, "-f", "f2", "-o", "-"], "\\ Problem name"),
        (["plot", "smtt", instance.path, plan.path, "-o", "-"], "<svg"),
        (["generate", "smtt", "-P", "jobs=4", "-o", "-"], "4\n"),
        (["smtt", instance.path, "-q", "-o", "-", "-o", "-"], "{\n"),
      ] {
        let run = try BuiltBinary.run(arguments)
        #expect(run.status == 0, "\(arguments): \(run.errors)")
        #expect(run.output.hasPrefix(start), "\(arguments): \(run.output.prefix(80))")
      }
      let twice = try BuiltBinary.run(["smtt", instance.path, "-q", "-o", "-", "-o", "-"])
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(twice.output.utf8))
      }
    }
  }

  @Test("an output that fails does not cost the others, nor the answer")
  func partialFailure() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try BuiltBinary.withFolder { folder in
      let paths = ["a.json", "full.csv", "b.svg"].map { folder.appendingPathComponent($0).path }
      try FileManager.default.createSymbolicLink(
        atPath: paths[1], withDestinationPath: "/dev/full")
      let run = try BuiltBinary.run(
        ["smtt", "-", "-q"] + paths.flatMap { ["-o", $0] }, input: SolveTests.sixJobs)
      #expect(run.status == 74, "\(run.errors)")
      #expect(run.errors.contains("full.csv"))
      #expect(run.output.contains("objective:"))
      for path in [paths[0], paths[2]] {
        #expect(FileManager.default.fileExists(atPath: path), "\(path)")
      }
    }
  }

  @Test("an output that can never be written is refused before the search")
  func refusedEarly() throws {
    let run = try BuiltBinary.run(
      ["smtt", "-", "-m", "ils", "-t", "30", "-o", "/nowhere/plan.json"],
      input: InterruptTests.wide)
    #expect(run.status == 73)
    #expect(run.output.isEmpty)
    #expect(run.seconds < 20)
  }

  @Test("before the search a signal ends the process at once")
  func interruptWhileReading() throws {
    try BuiltBinary.withFolder { folder in
      let pipe = folder.appendingPathComponent("jobs.txt")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      let run = try BuiltBinary.run(["smtt", pipe.path], interrupt: (SIGTERM, 0.5))
      #expect(run.status == 1000 + SIGTERM)
      #expect(run.seconds < 20)
    }
  }

  @Test("a folder for generated instances is made when it is missing")
  func folder() throws {
    try BuiltBinary.withFolder { folder in
      let inner = folder.appendingPathComponent("set").path + "/"
      for _ in 0..<2 {
        let run = try BuiltBinary.run(
          ["generate", "smtt", "-P", "jobs=3", "--count", "2", "-o", inner])
        #expect(run.status == 0, "\(run.errors)")
      }
      let made = try FileManager.default.contentsOfDirectory(atPath: inner)
      #expect(made.count == 2)
    }
  }
}
