import Foundation
import Testing

@Suite("Usage errors are one line that helps")
struct UsageTests {
  @Test(
    "every slip is told in one style",
    arguments: [
      (["smtt"], "missing expected argument '<instance>'; see 'optsolve smtt --help'"),
      (["smtt", "a", "--frobnicate"], "unknown option '--frobnicate'"),
      (["bench", "export", "a"], "see 'optsolve bench export --help'"),
      (["generate", "smtt", "--count", "0"], "--count: found 0, expected 1 or more; see"),
      (["smtt", "a", "-t", "-5"], "'-5' is invalid for '-t <time-limit>': expected a time"),
      (["smtt", "a", "-t", "soon"], "500ms, 1.5m or 1h30m; see 'optsolve smtt --help'"),
      (["model", "a.lp", "--gap", "5"], "expected 0 to 1, or a percentage such as 5%"),
      (["smtt", "a", "--gap", "-0.1"], "'-0.1' is invalid for '--gap <gap>'"),
      (["smtt", "a", "--gap", "150%"], "'150%' is invalid"),
      (["smtt", "a", "--work-limit", "-3"], "--work-limit: found -3, expected 1 or more"),
      (["smtt", "a", "-s", "-1"], "'-1' is invalid for '-s <seed>'"),
    ])
  func style(arguments: [String], message: String) {
    let console = RecordedConsole()
    #expect(console.run(arguments) == 64)
    #expect(console.errors.hasPrefix("optsolve: "), "\(console.errors)")
    #expect(console.errors.contains(message), "\(console.errors)")
    #expect(console.errors.split(separator: "\n").count == 1, "\(console.errors)")
    #expect(console.output.isEmpty)
  }

  @Test(
    "an unknown command is answered with what was probably meant",
    arguments: [
      ("mehtods", "unknown command 'mehtods'; did you mean 'methods'?"),
      ("SMTT", "unknown command 'SMTT'; did you mean 'smtt'?"),
      ("qqqqqqqq", "unknown command 'qqqqqqqq'; known: smtt fjsp pipeline memory check methods"),
      ("jobs.txt", "did you mean 'optsolve smtt jobs.txt'?"),
      ("a/set.jsonl", "did you mean 'optsolve smtt a/set.jsonl'?"),
      ("k.lp", "did you mean 'optsolve model k.lp'?"),
      ("study.yaml", "did you mean 'optsolve bench study.yaml'?"),
      ("study.sqlite", "did you mean 'optsolve report study.sqlite'?"),
    ])
  func command(word: String, message: String) {
    let console = RecordedConsole()
    #expect(console.run(word) == 64)
    #expect(console.errors.contains(message), "\(console.errors)")
    #expect(!console.errors.contains("__worker"))
  }

  @Test("a name far from all known ones is answered with the list, whatever its case")
  func suggestions() throws {
    let folder = try TestFolder()
    let jobs = try folder.write("jobs.txt", "2\n3 1\n1 1\n")
    for (arguments, message) in [
      (["-m", "mip", "-f", "f9"], "unknown formulation 'f9'; known: f1 "),
      (["-m", "MDD"], "unknown method 'MDD'; did you mean 'mdd'?"),
      (["-P", "n=3"], "unknown parameter 'n'; known: "),
      (["-m", "mip", "-e", "GLPK"], "unknown engine 'GLPK'; did you mean 'glpk'?"),
    ] {
      let console = RecordedConsole()
      #expect(console.run(["smtt", jobs] + arguments) == 64)
      #expect(console.errors.contains(message), "\(console.errors)")
    }
  }

  @Test("a formulation or an engine is not ignored by a method without one")
  func engines() throws {
    let folder = try TestFolder()
    let jobs = try folder.write("jobs.txt", "2\n3 1\n1 1\n")
    for (arguments, message) in [
      (["-e", "glpk"], "--engine: method auto uses no engine; add -m mip"),
      (["-f", "f2", "-e", "glpk"], "--formulation: method auto uses no engine; add -m mip"),
      (["-m", "edd", "-f", "f2"], "--formulation: method edd uses no engine; add -m mip"),
    ] {
      let console = RecordedConsole()
      #expect(console.run(["smtt", jobs] + arguments) == 64)
      #expect(console.errors == "optsolve: \(message)\n")
    }
    let console = RecordedConsole()
    #expect(console.run("smtt", jobs, "-m", "mip", "-f", "f2", "-e", "glpk", "-q") == 0)
    let bench = RecordedConsole()
    #expect(bench.run("bench", jobs, "--methods", "auto@glpk", "--dry-run") == 64)
    #expect(bench.errors.contains("method auto uses no engine"), "\(bench.errors)")
  }

  @Test("gaps may be percentages, and targets negative")
  func values() throws {
    let folder = try TestFolder()
    let model = try folder.write("m.lp", "min\n obj: x\nst\n c: x >= -7\nbounds\n x free\nend\n")
    for options in [["--gap", "5%"], ["--gap", "0.05"], ["--gap", "100%"], ["--target", "-3"]] {
      let console = RecordedConsole()
      #expect(console.run(["model", model, "-q"] + options) == 0, "\(console.errors)")
    }
  }

  @Test("packed files are refused with the way out")
  func packed() throws {
    let folder = try TestFolder()
    let bytes = Data([0x1F, 0x8B, 0x08, 0x00, 0x00])
    for (command, name) in [("smtt", "jobs.txt.gz"), ("model", "m.lp.gz"), ("model", "m.mps")] {
      let path = folder.path(name)
      try bytes.write(to: URL(fileURLWithPath: path))
      let console = RecordedConsole()
      #expect(console.run(command, path) == 65)
      #expect(
        console.errors
          == "optsolve: \(path):1:1: found data packed with gzip, expected text: unpack it first\n")
    }
  }
}
