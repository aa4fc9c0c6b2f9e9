import Foundation
import Testing

@Suite("No output replaces an input")
struct OverwriteTests {
  static let jobs = #"{"p": [3, 1], "d": [1, 1]}"#

  @Test("an instance, a solution or a model that is also an output is refused and stays as it is")
  func refused() throws {
    let folder = try TestFolder()
    let instance = try folder.write("i.json", Self.jobs)
    let plan = try folder.write("p.json", #"{"sequence": [1, 0]}"#)
    let model = try folder.write("m.lp", "min\n obj: x\nst\n c: x >= 1\nend\n")
    for (arguments, input) in [
      (["smtt", instance, "-o", instance], instance),
      (["smtt", instance, "--warm-start", plan, "-o", plan], plan),
      (["convert", "smtt", instance, "-o", instance], instance),
      (["plot", "smtt", instance, plan, "-o", plan], plan),
      (["model", model, "-o", model], model),
      (["bench", instance, "--methods", "edd", "--store", instance], instance),
      (["bench", "import", instance, instance], instance),
      (["bench", "export", instance, "-o", instance], instance),
      (["report", instance, "-o", instance], instance),
    ] {
      let before = try Data(contentsOf: URL(fileURLWithPath: input))
      let console = RecordedConsole()
      #expect(console.run(arguments) == 64, "\(arguments): \(console.errors)")
      #expect(
        console.errors == "optsolve: \(input) is the input; choose another output\n",
        "\(arguments): \(console.errors)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: input)) == before)
    }
  }

  @Test("another spelling and a link are the same file; another file is not")
  func spellings() throws {
    let folder = try TestFolder()
    let instance = try folder.write("i.json", Self.jobs)
    let link = folder.path("link.json")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: instance)
    for output in [link, folder.path("./i.json")] {
      let console = RecordedConsole()
      #expect(console.run("smtt", instance, "-q", "-o", output) == 64, "\(output)")
      #expect(console.errors.contains("is the input"))
    }
    #expect(RecordedConsole().run("smtt", instance, "-q", "-o", folder.path("other.json")) == 0)
    #expect(RecordedConsole().run("smtt", instance, "-q", "-o", folder.path("other.json")) == 0)
    #expect(try folder.text("i.json") == Self.jobs)
  }

  @Test("a plan of another instance is told apart before its faults are listed")
  func foreign() throws {
    let folder = try TestFolder()
    let mine = try folder.write("mine.txt", "2\n3 1\n1 1\n")
    let other = try folder.write("other.txt", "3\n3 1\n1 1\n2 2\n")
    let plan = folder.path("plan.json")
    #expect(RecordedConsole().run("smtt", other, "-q", "-o", plan) == 0)
    let message = "\(plan) was made for another instance (digest differs): 'other'"
    let check = RecordedConsole()
    #expect(check.run("check", "smtt", mine, plan) == 6)
    #expect(check.output.contains("fault:    \(message)\n"), "\(check.output)")
    #expect(check.output.split(separator: "\n").count == 3, "\(check.output)")
    let plot = RecordedConsole()
    #expect(plot.run("plot", "smtt", mine, plan, "-o", folder.path("p.svg")) == 6)
    #expect(plot.errors == "optsolve: \(message)\n")
    let start = RecordedConsole()
    #expect(start.run("smtt", mine, "--warm-start", plan) == 64)
    #expect(start.errors == "optsolve: --warm-start: \(message)\n")
    // The instance itself under another name is no other instance.
    let copy = try folder.write("copy.txt", "# the same\n3\n3 1\n1 1\n2 2\n")
    #expect(RecordedConsole().run("check", "smtt", copy, plan) == 0)
  }

  @Test("a result document is no instance")
  func document() throws {
    let folder = try TestFolder()
    let jobs = try folder.write("jobs.txt", "2\n3 1\n1 1\n")
    let plan = folder.path("plan.json")
    #expect(RecordedConsole().run("smtt", jobs, "-q", "-o", plan) == 0)
    let console = RecordedConsole()
    #expect(console.run("smtt", plan) == 65)
    #expect(console.errors.contains("found a result document, expected an instance"))
  }
}
