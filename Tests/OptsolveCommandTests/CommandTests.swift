import Foundation
import OptCore
import OptsolveCommand
import Testing

@Suite("The command line as a library")
struct CommandTests {
  static let required = """
    edd spt wspt mdd wmdd atc covert panneerselvam psk wilkerson-irwin nbr eddc eddc-paper mddc augmented-mdd
    augmented-mddc descent ils dynasearch beam mip exact auto
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  @Test("every method of the contract is listed")
  func methods() throws {
    let console = RecordedConsole()
    #expect(console.run("methods", "smtt", "--json") == 0)
    let list = try JSONReader.read(SourceText(file: "methods", text: console.output))
    let family = try #require(list.asArray?.first)
    let ids = try #require(family["methods"]?.asArray).compactMap { $0["id"]?.asString }
    for id in Self.required { #expect(ids.contains(id), "\(id) is missing") }
    #expect(Set(ids).count == ids.count)
    let formulations = try #require(family["formulations"]?.asArray)
    #expect(formulations.compactMap { $0["id"]?.asString } == ["f1", "f2", "f3", "f4", "f5"])
    let engines = try #require(family["engines"]?.asArray)
    #expect(engines.compactMap { $0["id"]?.asString } == ["cbc", "glpk", "cp"])
  }

  @Test("settings that methods next to each other share are listed once")
  func sharedSettings() {
    let console = RecordedConsole()
    #expect(console.run("methods", "fjsp") == 0)
    #expect(
      console.output.ranges(of: "starts looked at: the earliest").count == 1, "\(console.output)")
    #expect(console.output.contains("settings of eet to "), "\(console.output)")
  }

  @Test(
    "every method solves a small instance, and its document passes the check", arguments: required)
  func solveAndCheck(method: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let instance = folder.appendingPathComponent("jobs.txt").path
    let plan = folder.appendingPathComponent("plan.json").path
    try "6\n10 15\n11 11\n10 13\n10 11\n11 12\n10 11\n"
      .write(toFile: instance, atomically: true, encoding: .utf8)
    let console = RecordedConsole()
    #expect(
      console.run("smtt", instance, "-m", method, "-t", "2", "-o", plan, "-q") == 0,
      "\(console.errors)")
    #expect(console.run("check", "smtt", instance, plan) == 0, "\(console.output)")
    let document = try JSONReader.read(try SourceText.read(path: plan))
    #expect(document["method"]?.asString == method)
    let objective = try #require(document["objective"]?.asInteger)
    #expect(objective >= 141)
    if ["exact", "auto", "mip"].contains(method) {
      #expect(objective == 141)
      #expect(document["status"]?.asString == "optimal")
      #expect(document["bound"]?.asInteger == 141)
    }
  }

  @Test("check refuses a document that calls a sequence optimal without the bound to prove it")
  func unprovenOptimum() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let instance = folder.appendingPathComponent("jobs.txt").path
    let plan = folder.appendingPathComponent("plan.json").path
    try "2\n3 1\n1 1\n".write(toFile: instance, atomically: true, encoding: .utf8)
    // Sequence 1 0 completes at 1 and 4: tardiness 3. A bound of 2.5 rounds up to it, 2 does not.
    for (bound, code) in [("3", 0), ("2.5", 0), ("2", 6), ("4", 6)] as [(String, Int32)] {
      try #"{"sequence":[1,0],"objective":3,"status":"optimal","bound":\#(bound)}"#
        .write(toFile: plan, atomically: true, encoding: .utf8)
      #expect(RecordedConsole().run("check", "smtt", instance, plan) == code, "\(bound)")
    }
  }

  @Test("json progress is one event a line")
  func progress() throws {
    let folder = FileManager.default.temporaryDirectory
    let instance = folder.appendingPathComponent("optsolve-\(UUID().uuidString).txt").path
    defer { try? FileManager.default.removeItem(atPath: instance) }
    try "2\n3 1\n1 1\n".write(toFile: instance, atomically: true, encoding: .utf8)
    let console = RecordedConsole()
    #expect(console.run("smtt", instance, "--progress", "json") == 0)
    let lines = console.errors.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let event = try JSONReader.read(SourceText(file: "event", text: String(line)))
      #expect(event["event"]?.asString != nil)
      #expect(event["time"]?.asReal != nil)
    }
  }

  @Test("durations are read with their units")
  func durations() {
    let console = RecordedConsole()
    for good in ["1", "0.5", "250ms", "1.5m", "2h", "3s"] {
      #expect(console.run("smtt", "/nowhere", "-t", good) == 66)
    }
    for bad in ["", "x", "-1", "1d", "nan", "inf"] {
      #expect(console.run("smtt", "/nowhere", "-t", bad) == 64)
    }
  }

  @Test("help of every command has an example")
  func help() {
    for command in [
      "smtt", "check", "methods", "generate", "train", "convert", "model", "plot", "version",
    ] {
      let console = RecordedConsole()
      #expect(console.run(command, "--help") == 0)
      #expect(console.output.contains("Example"), "\(command)")
    }
  }

  @Test("help names every engine there is", arguments: ["smtt", "model"])
  func engines(command: String) throws {
    let list = RecordedConsole()
    #expect(list.run("methods", "smtt", "--json") == 0)
    let document = try JSONReader.read(SourceText(file: "methods", text: list.output))
    let engines = try #require(document.asArray?.first?["engines"]?.asArray)
    let ids = engines.compactMap { $0["id"]?.asString }
    let help = RecordedConsole()
    #expect(help.run(command, "--help") == 0)
    // Up to the full stop, whatever the width of the terminal.
    let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let start = try #require(words.range(of: "The engine: "))
    let named = words[start.upperBound...].prefix { $0 != "." }
      .split { $0 == " " || $0 == "," }.map(String.init)
    #expect(named.filter { $0 != "or" } == ids)
  }
}
