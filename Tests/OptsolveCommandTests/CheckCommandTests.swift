import Foundation
import OptCore
import Testing

@Suite("optsolve check reads what a document states")
struct CheckCommandTests {
  private func check(
    _ change: (String) -> String = { $0 }
  ) throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let instance = folder.appendingPathComponent("jobs.txt").path
    let plan = folder.appendingPathComponent("plan.json").path
    try "6\n10 15\n11 11\n10 13\n10 11\n11 12\n10 11\n"
      .write(toFile: instance, atomically: true, encoding: .utf8)
    #expect(RecordedConsole().run("smtt", instance, "-q", "-o", plan) == 0)
    let text = try String(contentsOfFile: plan, encoding: .utf8)
    try change(text).write(toFile: plan, atomically: true, encoding: .utf8)
    let console = RecordedConsole()
    return (console.run("check", "smtt", instance, plan), console.output)
  }

  @Test("a document as it was written is right")
  func right() throws {
    #expect(try check().status == 0)
  }

  @Test(
    "a field that is wrong is named",
    arguments: [
      (
        "\"digest\": \"sha256:", "\"digest\": \"sha256:0",
        "made for another instance (digest differs): 'jobs'"
      ),
      ("\"bound\": 141", "\"bound\": 140", "no bound meets the objective"),
      ("\"bound\": 141", "\"bound\": null", "no bound meets the objective"),
      ("\"bound\": 141", "\"bound\": 142", "passes the objective"),
      ("\"gap\": 0.0", "\"gap\": 0.25", "gap is 0.25, recomputed 0.0"),
      ("\"status\": \"optimal\"", "\"status\": \"infeasible\"", "status is infeasible"),
      ("\"objective\": 141,\n", "\"objective\": 140,\n", "recomputed 141"),
    ])
  func wrong(old: String, new: String, message: String) throws {
    let (status, output) = try check { text in
      let changed = text.replacingOccurrences(of: old, with: new)
      #expect(changed != text, "\(old)")
      return changed
    }
    #expect(status == 6)
    #expect(output.contains(message), "\(output)")
  }

  @Test("a result for another objective of the same shop is told the setting that fits")
  func objective() throws {
    let folder = try TestFolder()
    let (shop, plan) = (folder.path("shop.json"), folder.path("plan.json"))
    let recipe = ["jobs=3", "machines=2", "operations=2", "due-factor=1.2"].flatMap { ["-P", $0] }
    #expect(RecordedConsole().run(["generate", "fjsp"] + recipe + ["-o", shop]) == 0)
    let solve = ["fjsp", shop, "-P", "objective=makespan", "-m", "spt", "-q", "-o", plan]
    #expect(RecordedConsole().run(solve) == 0)
    let console = RecordedConsole()
    #expect(console.run("check", "fjsp", shop, plan) == 6)
    #expect(console.output.contains("; it fits with -P objective=makespan"), "\(console.output)")
    let right = RecordedConsole()
    #expect(right.run("check", "fjsp", shop, plan, "-P", "objective=makespan") == 0)
    let picture = RecordedConsole()
    #expect(picture.run("plot", "fjsp", shop, plan, "-o", folder.path("plan.svg")) == 6)
    #expect(picture.errors.contains("; it fits with -P objective=makespan"), "\(picture.errors)")
    // Another shop does not fit with any objective.
    let other = folder.path("other.json")
    let seeded = ["generate", "fjsp", "--seed", "2"] + recipe + ["-o", other]
    #expect(RecordedConsole().run(seeded) == 0)
    let foreign = RecordedConsole()
    #expect(foreign.run("check", "fjsp", other, plan) == 6)
    #expect(!foreign.output.contains("it fits with"), "\(foreign.output)")
  }

  @Test("a file that a setting of the reader names is missing input, and its name stands alone")
  func companions() throws {
    let folder = try TestFolder()
    let shop = try folder.write("shop.fjs", "1 1\n1 1 1 3\n")
    let none = folder.path("none.json")
    let console = RecordedConsole()
    #expect(console.run("fjsp", shop, "-P", "extra=\(none)") == 66)
    #expect(
      console.errors == "optsolve: \(none): cannot read: No such file or directory\n",
      "\(console.errors)")
  }

  @Test("control characters of a name do not reach the answer block")
  func names() throws {
    let folder = FileManager.default.temporaryDirectory
    let instance = folder.appendingPathComponent("optsolve-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: instance) }
    try "{\"problem\":\"smtt\",\"name\":\"a\\nobjective: 0\\u001b[2J\",\"p\":[3],\"d\":[1]}"
      .write(toFile: instance, atomically: true, encoding: .utf8)
    let console = RecordedConsole()
    #expect(console.run("smtt", instance, "-q") == 0)
    #expect(console.output.contains("a\u{FFFD}objective: 0\u{FFFD}[2J\n"), "\(console.output)")
  }

  @Test("common options out of range are usage errors")
  func usage() {
    for option in [
      "--target=nan", "--threads=1000000", "--seed=9223372036854775808", "--gap=-1",
      "--memory-limit=0", "--work-limit=0",
    ] {
      #expect(RecordedConsole().run("smtt", "/nowhere", option) == 64, "\(option)")
    }
  }
}
