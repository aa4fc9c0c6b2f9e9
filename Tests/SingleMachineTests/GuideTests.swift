import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("The family's guide")
struct GuideTests {
  private let family = SingleMachineFamily()

  @Test("every method and formulation has its place in the family's guide")
  func guide() throws {
    let guide = try SourceText.read(
      path: SharedData.packageRoot + "/Documentation/single-machine.md")
    let text = String(decoding: guide.bytes, as: UTF8.self)
    for method in family.methods {
      #expect(
        text.contains("| `\(method.description.id)`")
          || text.contains(", `\(method.description.id)` |"))
    }
    for formulation in family.formulations {
      #expect(text.contains("**\(formulation.id.uppercased()) `\(formulation.longName)`**"))
    }
  }
}
