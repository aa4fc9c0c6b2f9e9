import OptCore
import Testing

@Suite("A model that its engine refuses")
struct RefusedModelTests {
  /// Times beyond two million ticks are scaled down, so that they are no whole numbers any more.
  static let long = "3\n3000001 1\n2000003 2000003\n1000007 1000000\n"

  @Test("The run ends with 69, the reason on standard error, in the block and in the document")
  func refused() throws {
    let folder = try TestFolder()
    let instance = try folder.write("long.txt", Self.long)
    let arguments = [
      "smtt", instance, "-m", "mip", "-f", "f3", "-e", "cp", "-P", "fixings=false", "-q", "-o",
      folder.path("a.json"),
    ]
    let console = RecordedConsole()
    #expect(console.run(arguments) == 69, "\(console.errors)")
    let reason = "engine optsolve CP: the model is refused: "
    #expect(console.errors.contains(reason), "\(console.errors)")
    #expect(console.output.contains("fault:"), "\(console.output)")
    #expect(console.output.contains(reason))
    let text = try folder.text("a.json")
    let document = try JSONReader.read(SourceText(file: "a", text: text))
    #expect(document["status"] == .string("feasible"))
    #expect(document["statistics"]?["fault"]?.asString?.hasPrefix(reason) == true)
  }

  @Test("Without an incumbent there is no answer, and the same status")
  func withoutIncumbent() throws {
    let folder = try TestFolder()
    let instance = try folder.write("long.txt", Self.long)
    let console = RecordedConsole()
    let status = console.run(
      "smtt", instance, "-m", "mip", "-f", "f3", "-e", "cp", "-P", "fixings=false", "-q",
      "--warm-start", "none")
    #expect(status == 69)
    #expect(console.output.isEmpty)
    #expect(console.errors.contains("the model is refused: "), "\(console.errors)")
  }

  @Test("The weighted model with all its rows is taken as whole, not refused")
  func whole() throws {
    let folder = try TestFolder()
    let instance = try folder.write("jobs.txt", "4\n5 6 2\n3 4 3\n6 9 1\n2 2 4\n")
    let console = RecordedConsole()
    let status = console.run(
      "smtt", instance, "-m", "mip", "-f", "f3", "-e", "cp", "-P", "fixings=false", "-q")
    #expect(status == 0, "\(console.errors)")
    #expect(console.output.contains("optimal (proved)"), "\(console.output)")
  }
}
