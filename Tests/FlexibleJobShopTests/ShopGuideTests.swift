import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("The guide of the family fjsp")
struct ShopGuideTests {
  private let family = FlexibleJobShopFamily()

  private func guide() throws -> String {
    let guide = try SourceText.read(path: SharedData.packageRoot + "/Documentation/fjsp.md")
    return String(decoding: guide.bytes, as: UTF8.self)
  }

  @Test("every method has a row and every formulation a paragraph of its own")
  func methods() throws {
    let text = try guide()
    for method in family.methods {
      let id = method.description.id
      #expect(
        text.contains("| `\(id)` |") || text.contains("| `\(id)`, ") || text.contains(", `\(id)` |")
          || text.contains(", `\(id)`, "), "\(id)")
    }
    for formulation in family.formulations {
      #expect(
        text.contains("**`\(formulation.id)`** (`\(formulation.longName)`"), "\(formulation.id)")
    }
  }

  @Test(
    "every setting of a method is named", arguments: ["dispatch", "memetic", "rho", "cp", "mip"])
  func settings(method: String) throws {
    let text = try guide()
    let found = try #require(family.methods.first { $0.description.id == method })
    for parameter in found.description.parameters {
      #expect(
        text.contains("`\(parameter.key)`") || text.contains("`\(parameter.key)=")
          || text.contains("`-P \(parameter.key)="), "\(parameter.key)")
    }
  }
}
