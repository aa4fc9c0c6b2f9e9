import Foundation
import Testing

@Suite("optsolve convert")
struct ConvertCommandTests {
  static let jobs = "2\n3 1\n1 1\n"

  @Test("every output asked for is written, as if it were the only one")
  func outputs() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let names = ["a.json", "a.lp", "a.mps", "a.txt"]
    let console = RecordedConsole()
    let outputs = names.flatMap { ["-o", folder.path($0)] }
    #expect(
      console.run(["convert", "smtt", instance, "-f", "f2"] + outputs) == 0, "\(console.errors)")
    #expect(console.output.isEmpty)
    for name in names {
      let alone = folder.path("alone-" + name)
      #expect(RecordedConsole().run("convert", "smtt", instance, "-f", "f2", "-o", alone) == 0)
      #expect(try folder.text(name) == folder.text("alone-" + name), "\(name)")
    }
  }

  @Test(
    "FlatZinc of a formulation of whole numbers is written; others are refused and leave no file")
  func flatZinc() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let console = RecordedConsole()
    #expect(
      console.run("convert", "smtt", instance, "-f", "f4", "-o", folder.path("a.fzn")) == 0,
      "\(console.errors)")
    let text = try folder.text("a.fzn")
    #expect(text.contains("solve minimize") && text.contains("output_var"), "\(text)")
    let refused = RecordedConsole()
    let (bad, good) = (folder.path("b.fzn"), folder.path("b.lp"))
    #expect(refused.run("convert", "smtt", instance, "-f", "f2", "-o", bad, "-o", good) == 64)
    #expect(refused.errors.contains("formulation f2 cannot be written as .fzn: variable "))
    #expect(refused.errors.contains("continuous"), "\(refused.errors)")
    #expect(try folder.names() == ["a.fzn", "b.lp", "jobs.txt"])
  }

  @Test("settings of the constraint model are heeded")
  func modelSettings() throws {
    let folder = try TestFolder()
    let shop = try folder.write("shop.fjs", "2 2\n2 2 1 3 2 4 1 1 2\n2 2 1 2 2 2 1 2 5\n")
    var texts: Set<String> = []
    for setting in [[], ["-P", "loads=false"], ["-P", "durations=variable"]] {
      let console = RecordedConsole()
      let words = ["convert", "fjsp", shop, "-f", "cp", "-o", folder.path("a.fzn")]
      #expect(console.run(words + setting) == 0, "\(console.errors)")
      texts.insert(try folder.text("a.fzn"))
    }
    #expect(texts.count == 3)
  }

  @Test("an output given twice is written once, also where it is standard output")
  func distinct() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let once = RecordedConsole()
    #expect(once.run("convert", "smtt", instance, "-o", "-") == 0)
    let twice = RecordedConsole()
    #expect(
      twice.run("convert", "smtt", instance, "-o", "-", "-o", folder.path("a.json"), "-o", "-") == 0
    )
    #expect(!once.output.isEmpty)
    #expect(twice.output == once.output)
    #expect(try folder.names() == ["a.json", "jobs.txt"])
  }

  @Test("an output in an unknown format is refused before any other is written")
  func unknownFormat() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let console = RecordedConsole()
    let (good, bad) = (folder.path("a.json"), folder.path("a.docx"))
    #expect(console.run("convert", "smtt", instance, "-o", good, "-o", bad) == 64)
    #expect(console.errors.contains("\(bad): unknown format"), "\(console.errors)")
    #expect(try folder.names() == ["jobs.txt"])
  }

  @Test("an output that cannot be written does not cost the others")
  func failure() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let console = RecordedConsole()
    let (bad, good) = (folder.path("missing/a.json"), folder.path("b.json"))
    #expect(console.run("convert", "smtt", instance, "-o", bad, "-o", good) != 0)
    #expect(console.errors.split(separator: "\n").count == 1, "\(console.errors)")
    #expect(try folder.names() == ["b.json", "jobs.txt"])
  }

  @Test("none of several outputs may be the input")
  func overwriting() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", Self.jobs)
    let console = RecordedConsole()
    #expect(
      console.run("convert", "smtt", instance, "-o", folder.path("a.json"), "-o", instance) == 64)
    #expect(console.errors.contains("is the input"), "\(console.errors)")
    #expect(try folder.names() == ["jobs.txt"])
  }
}
