import Foundation
import Testing

@Suite("The built binary ends with documented statuses")
struct ErrorTests {
  @Test("usage errors end with 64")
  func usage() throws {
    for arguments in [
      ["nonsense"], ["smtt"], ["smtt", "-", "-m", "mdcd"], ["smtt", "-", "--frobnicate"],
      ["smtt", "-", "-t", "soon"], ["smtt", "-", "-P", "x"], ["smtt", "-", "-o", "a.xyz"],
      ["smtt", "-", "-e", "gurobi"], ["smtt", "-", "-m", "mip", "-f", "f9"],
      ["check", "tsp", "a", "b"], ["smtt", "-", "--gap", "-1"],
    ] {
      let run = try BuiltBinary.run(arguments, input: SolveTests.sixJobs)
      #expect(run.status == 64, "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty)
      #expect(!run.errors.isEmpty)
    }
  }

  @Test("an unknown method is answered with the nearest known one")
  func suggestion() throws {
    let run = try BuiltBinary.run(["smtt", "-", "-m", "dynasarch"], input: SolveTests.sixJobs)
    #expect(run.errors.contains("did you mean 'dynasearch'"))
  }

  @Test("malformed data end with 65 and one line that says where")
  func malformed() throws {
    for (text, place) in [
      ("", "<stdin>:1:1:"), ("2\n3 4\n", "<stdin>:3:"), ("2\n3 4\nx 5\n", "<stdin>:3:1:"),
      ("2\n3 4\n-1 5\n", "<stdin>:3:1:"), ("1000000000\n3 4\n", "<stdin>:1:1:"),
      ("{\"problem\":\"smtt\",\"p\":[1,2],\"d\":[1]}", "<stdin>:1:"),
    ] {
      let run = try BuiltBinary.run(["smtt", "-"], input: text)
      #expect(run.status == 65, "\(text): \(run.status) \(run.errors)")
      #expect(run.errors.contains(place), "\(text): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  @Test("a missing file ends with 66, a folder too")
  func missing() throws {
    #expect(try BuiltBinary.run(["smtt", "/nowhere/jobs.txt"]).status == 66)
    #expect(try BuiltBinary.run(["smtt", "/tmp"]).status == 66)
  }

  @Test("an output that cannot be created ends with 73")
  func cannotCreate() throws {
    let run = try BuiltBinary.run(
      ["smtt", "-", "-q", "-o", "/nowhere/plan.json"], input: SolveTests.sixJobs)
    #expect(run.status == 73, "\(run.errors)")
  }

  @Test("a full disk ends with 74")
  func fullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try BuiltBinary.withFolder { folder in
      let link = folder.appendingPathComponent("plan.json")
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "/dev/full")
      let run = try BuiltBinary.run(
        ["smtt", "-", "-q", "-o", link.path], input: SolveTests.sixJobs)
      #expect(run.status == 74, "\(run.errors)")
    }
  }

  @Test("infeasible and unbounded models end with 3")
  func infeasible() throws {
    let infeasible =
      "minimize\n obj: x\nsubject to\n c: x + y >= 3\nbounds\n x <= 1\n y <= 1\nend\n"
    let unbounded = "maximize\n obj: x\nsubject to\n c: x - y <= 3\nend\n"
    for text in [infeasible, unbounded] {
      for engine in ["cbc", "glpk"] {
        let run = try BuiltBinary.run(["model", "-", "-e", engine], input: text)
        #expect(run.status == 3, "\(engine): \(run.errors)")
      }
    }
  }

  @Test("help and version end with 0 on standard output")
  func help() throws {
    for arguments in [
      ["--help"], ["smtt", "--help"], ["model", "--help"], ["version"], ["methods"],
    ] {
      let run = try BuiltBinary.run(arguments)
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
      #expect(run.errors.isEmpty)
    }
  }

  @Test("completion scripts exist for three shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let run = try BuiltBinary.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("smtt"))
  }
}
