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
