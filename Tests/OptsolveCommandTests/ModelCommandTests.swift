import Foundation
import OptCore
import Testing

@Suite("optsolve model")
struct ModelCommandTests {
  /// The optimum is 14 at x = 3.
  static let text = """
    max
     obj: 3 x + 2 y - z + 5
    st
     c1: x + y <= 4
     r: 1 <= x + y + z <= 3
    bounds
     z <= 10
    general
     x
    end

    """

  /// Runs `body` in a folder that holds the model as `m.lp`.
  private func inFolder(_ body: (_ path: (String) -> String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    try Self.text.write(toFile: path("m.lp"), atomically: true, encoding: .utf8)
    try body(path)
  }

  @Test("every output asked for is written, models as well as answers")
  func outputs() throws {
    try inFolder { path in
      let names = ["a.lp", "a.mps", "A.SOL", "a.json"]
      let console = RecordedConsole()
      let outputs = names.flatMap { ["-o", path($0)] }
      #expect(console.run(["model", path("m.lp"), "-q"] + outputs) == 0, "\(console.errors)")
      for name in names { #expect(FileManager.default.fileExists(atPath: path(name)), "\(name)") }
      let only = RecordedConsole()
      #expect(only.run("model", path("m.lp"), "-o", path("b.mps"), "-o", path("b.lp")) == 0)
      #expect(only.output.isEmpty)
      for name in ["b.lp", "b.mps"] {
        let again = RecordedConsole()
        #expect(again.run("model", path(name), "-q") == 0)
        #expect(again.output.contains("objective: 14.0"), "\(again.output)")
      }
    }
  }

  @Test("the document has the head of all result documents", arguments: ["cbc", "glpk"])
  func document(engine: String) throws {
    try inFolder { path in
      let console = RecordedConsole()
      #expect(console.run("model", path("m.lp"), "-q", "-o", "-", "-e", engine, "-s", "7") == 0)
      let document = try JSONReader.read(SourceText(file: "d", text: console.output))
      for key in [
        "schema", "problem", "instance", "digest", "method", "formulation", "engine", "seed",
        "threads", "parameters", "status", "termination", "objective", "bound", "gap", "time",
        "version", "trajectory", "statistics", "variables",
      ] { #expect(document[key] != nil, "\(key)") }
      #expect(document["seed"] == .integer(7))
      #expect(document["status"] == .string("optimal"))
      #expect(document["termination"] == .string("proved"))
      #expect(document["objective"] == .real(14))
      #expect(document["trajectory"]?.asArray?.isEmpty == false)
    }
  }

  @Test("a point that was written is a start for the next run", arguments: ["cbc", "glpk"])
  func warmStart(engine: String) throws {
    try inFolder { path in
      #expect(
        RecordedConsole().run(
          "model", path("m.lp"), "-q", "-o", path("m.sol"), "-o", path("m.json")) == 0)
      for start in ["m.sol", "m.json"] {
        let console = RecordedConsole()
        #expect(
          console.run("model", path("m.lp"), "-q", "-e", engine, "--warm-start", path(start)) == 0)
        #expect(console.output.contains("start:     accepted"), "\(console.output)")
      }
    }
  }

  @Test("names with odd characters survive the way into a point and back")
  func oddNames() throws {
    try inFolder { path in
      let text = "min\n obj: 2 x#1 + 3 y(2,3)\nst\n r!: x#1 + y(2,3) >= 2.5\nend\n"
      try text.write(toFile: path("n.lp"), atomically: true, encoding: .utf8)
      #expect(RecordedConsole().run("model", path("n.lp"), "-q", "-o", path("n.sol")) == 0)
      let console = RecordedConsole()
      #expect(console.run("model", path("n.lp"), "-q", "--warm-start", path("n.sol")) == 0)
      #expect(console.output.contains("start:     accepted"), "\(console.errors)")
    }
  }

  @Test("a start that does not fit is refused with its place")
  func badStart() throws {
    try inFolder { path in
      for (text, message) in [
        ("x 1\nq 2\n", ":2:1: found 'q'"), ("x one\n", ":1:3: found 'one'"),
        ("x 1 2\n", ":1:1: found 3 fields"), ("{\"variables\": {\"x\": \"3\"}}", ":1:21: found"),
        ("{\"variables\": {\"q\": 3}}", ":1:21: found 'q'"), ("{}", ":1:1: expected 'variables'"),
      ] {
        try text.write(toFile: path("s"), atomically: true, encoding: .utf8)
        let console = RecordedConsole()
        #expect(console.run("model", path("m.lp"), "--warm-start", path("s")) == 65)
        #expect(console.errors.contains(path("s") + message), "\(console.errors)")
      }
    }
  }

  @Test(
    "the document holds what the engine tells about its work", arguments: ["cbc", "glpk", "cp"])
  func statistics(engine: String) throws {
    try inFolder { path in
      let text =
        "max\n obj: x + 2 y\nst\n c: x + y <= 3\nbounds\n x <= 2\n y <= 5\ngeneral\n x y\nend\n"
      try text.write(toFile: path("n.lp"), atomically: true, encoding: .utf8)
      let console = RecordedConsole()
      #expect(console.run("model", path("n.lp"), "-q", "--json", "-e", engine) == 0)
      let document = try JSONReader.read(SourceText(file: "d", text: console.output))
      let statistics = try #require(document["statistics"])
      let counts =
        engine == "cp"
        ? [
          "conflicts", "decisions", "propagations", "restarts", "learnt_clauses", "kept_clauses",
          "neighbourhoods", "improving_neighbourhoods", "solutions",
        ] : ["iterations"]
      for name in counts {
        #expect(try #require(statistics[name]?.asInteger, "\(name)") >= 0)
      }
      if engine == "cp" {
        #expect(statistics["conflicts"] == statistics["nodes"])
        #expect(try #require(statistics["solutions"]?.asInteger) >= 1)
        #expect(statistics["mean_clause_length"]?.asReal != nil)
      }
    }
  }

  @Test(
    "FlatZinc of whole numbers is written without a solve; a continuous model is refused and leaves no file"
  )
  func flatZinc() throws {
    try inFolder { path in
      let text =
        "max\n obj: x + 2 y\nst\n c: x + y <= 3\nbounds\n x <= 2\n y <= 5\ngeneral\n x y\nend\n"
      try text.write(toFile: path("n.lp"), atomically: true, encoding: .utf8)
      let console = RecordedConsole()
      #expect(console.run("model", path("n.lp"), "-o", path("n.fzn")) == 0, "\(console.errors)")
      #expect(console.output.isEmpty)
      let written = try String(contentsOfFile: path("n.fzn"), encoding: .utf8)
      #expect(written.contains("var 0..5: V_y"), "\(written)")
      #expect(written.contains("int_lin_le([1, 1]"), "\(written)")
      let refused = RecordedConsole()
      #expect(refused.run("model", path("m.lp"), "-o", path("m.fzn")) == 65)
      #expect(refused.errors.contains("m.fzn cannot be written: variable y"), "\(refused.errors)")
      #expect(!FileManager.default.fileExists(atPath: path("m.fzn")))
    }
  }

  @Test("settings reach the engine and the document; others are refused before the run")
  func settings() throws {
    try inFolder { path in
      let text =
        "min\n obj: x + 2 y\nst\n c: x + y >= 3\nbounds\n x <= 2\n y <= 5\ngeneral\n x y\nend\n"
      try text.write(toFile: path("n.lp"), atomically: true, encoding: .utf8)
      let console = RecordedConsole()
      let arguments = [
        "model", path("n.lp"), "-q", "-e", "cp", "-P", "search=alternate", "-P", "restart=50",
      ]
      #expect(console.run(arguments + ["--json"]) == 0, "\(console.errors)")
      let document = try JSONReader.read(SourceText(file: "d", text: console.output))
      #expect(
        document["parameters"]
          == .object(pairs: [("search", .string("alternate")), ("restart", .string("50"))]))
      #expect(document["objective"]?.asReal == 4)
      for (engine, settings, words) in [
        ("cp", ["cuts=off"], "found none of proof=FILE"),
        ("cp", ["restart=0"], "expected a whole"),
        ("cbc", ["restart=3"], "has no setting 'restart'"),
        ("cp", ["restart"], "expected key=value"),
        ("cp", ["restart=7", "restart=7"], "each key once"),
      ] {
        let refused = RecordedConsole()
        let arguments = ["model", path("n.lp"), "-e", engine] + settings.flatMap { ["-P", $0] }
        #expect(refused.run(arguments) == 64)
        #expect(refused.errors.contains(words), "\(refused.errors)")
        #expect(refused.output.isEmpty)
      }
    }
  }

  @Test("a target ends the run, and says so")
  func target() throws {
    try inFolder { path in
      let console = RecordedConsole()
      #expect(
        RecordedConsole().run("model", path("m.lp"), "-q", "-o", path("m.sol")) == 0)
      #expect(
        console.run(
          "model", path("m.lp"), "-q", "--json", "--target", "3", "--warm-start", path("m.sol"))
          == 0)
      let document = try JSONReader.read(SourceText(file: "d", text: console.output))
      #expect(document["termination"] == .string("target"))
      #expect(document["status"] == .string("feasible"))
    }
  }

  @Test("limits on both sides that contradict each other are infeasible, with their place")
  func contradiction() throws {
    try inFolder { path in
      let text = Self.text.replacingOccurrences(of: "1 <= x + y + z", with: "5 <= x + y + z")
      try text.write(toFile: path("c.lp"), atomically: true, encoding: .utf8)
      let console = RecordedConsole()
      #expect(console.run("model", path("c.lp")) == 3)
      #expect(console.errors.contains(":5:2: found limits 5 and 3 of 'r'"), "\(console.errors)")
    }
  }

  @Test("an infeasible model is told which of its rows contradict each other, engine cp")
  func core() throws {
    try inFolder { path in
      let text = """
        min
         obj: x + y + z
        st
         low: x + y <= 2
         idle: x + z >= 1
         high: x + y >= 3
        bounds
         x <= 10
         y <= 10
         z <= 10
        general
         x y z
        end

        """
      try text.write(toFile: path("c.lp"), atomically: true, encoding: .utf8)
      let console = RecordedConsole()
      #expect(console.run("model", path("c.lp"), "-q", "-e", "cp", "-o", path("c.json")) == 3)
      #expect(
        console.output.contains(
          "infeasible: these 2 constraints cannot hold together: low, high"), "\(console.output)")
      let document = try JSONReader.read(SourceText.read(path: path("c.json")))
      #expect(document["core"] == .array([.string("low"), .string("high")]))
      #expect(document["status"] == .string("infeasible"))
    }
  }

  @Test("options out of range are usage errors")
  func usage() throws {
    try inFolder { path in
      for option in [
        "--node-limit=-1", "--memory-limit=0", "--threads=-1", "--threads=1000000",
        "--gap=nan", "--target=inf", "--seed=18446744073709551615", "--output=a.txt",
      ] {
        #expect(RecordedConsole().run("model", path("m.lp"), option) == 64, "\(option)")
      }
      #expect(RecordedConsole().run("model", path("m.lp"), "-q", "-p", "0") == 0)
    }
  }
}
