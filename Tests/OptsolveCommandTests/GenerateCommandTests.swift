import Foundation
import OptCore
import Testing

@Suite("optsolve generate")
struct GenerateCommandTests {
  private static let five = ["generate", "smtt", "-P", "jobs=5", "--seed", "3"]

  @Test("a folder that is there takes the instances under their names")
  func folder() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("d"), withIntermediateDirectories: true)
    let console = RecordedConsole()
    #expect(console.run(Self.five + ["--count", "2", "-o", folder.path("d")]) == 0)
    #expect(try folder.names(in: "d").count == 2, "\(console.errors)")
    #expect(RecordedConsole().run(Self.five + ["-o", folder.path("d")]) == 0)
    #expect(try folder.names(in: "d").count == 2)
  }

  @Test("a set holds the same instances, one a line")
  func set() throws {
    let folder = try TestFolder()
    let set = folder.path("set.jsonl")
    #expect(RecordedConsole().run(Self.five + ["--count", "3", "-o", set]) == 0)
    #expect(try folder.text("set.jsonl").split(separator: "\n").count == 3)
    #expect(RecordedConsole().run(Self.five + ["-o", folder.path("one.txt")]) == 0)
    let first = RecordedConsole()
    #expect(first.run("convert", "smtt", set, "--pick", "0", "-o", "-") == 0)
    let one = try folder.text("one.txt")
    #expect(first.output == one)
    let last = RecordedConsole()
    #expect(last.run("smtt", set, "--pick", "2", "-q") == 0, "\(last.errors)")
    #expect(last.output.contains("_s5\n"), "\(last.output)")
  }

  @Test("without a format in its name, an output has one that holds the whole instance")
  func format() throws {
    let folder = try TestFolder()
    let size = ["-P", "jobs=3", "-P", "machines=2", "-P", "operations=2"]
    let delay = ["generate", "fjsp", "-P", "kind=delay"] + size
    let console = RecordedConsole()
    #expect(console.run(delay + ["-o", folder.path("d") + "/"]) == 0, "\(console.errors)")
    let names = try folder.names(in: "d")
    #expect(names.count == 1 && names[0].hasSuffix(".json"), "\(names)")
    #expect(try folder.text("d/" + names[0]).contains("scheduled_start"))
    #expect(
      RecordedConsole().run(["generate", "fjsp"] + size + ["-o", folder.path("m") + "/"]) == 0)
    #expect(try folder.names(in: "m")[0].hasSuffix(".fjs"))
    let printed = RecordedConsole()
    #expect(printed.run(delay) == 0)
    #expect(printed.output.contains("scheduled_start"))
    // Whoever names a format is told that it is too small.
    let refused = RecordedConsole()
    #expect(refused.run(delay + ["-o", folder.path("a.fjs")]) == 64)
    #expect(refused.errors.contains("write this instance as .json"), "\(refused.errors)")
  }

  @Test("several instances do not fit into one file")
  func oneFile() throws {
    let folder = try TestFolder()
    for output in [folder.path("a.txt"), folder.path("d"), "-"] {
      let console = RecordedConsole()
      #expect(console.run(Self.five + ["--count", "2", "-o", output]) == 64)
      #expect(console.errors.contains("expected a folder such as instances/"), "\(console.errors)")
    }
    #expect(try folder.names().isEmpty)
  }
}
