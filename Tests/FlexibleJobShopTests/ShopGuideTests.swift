import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("The guide of the family fjsp")
struct ShopGuideTests {
  private let family = FlexibleJobShopFamily()

  @Test("every method has a row and every formulation a paragraph of its own")
  func methods() throws {
    let guide = try SourceText.read(path: SharedData.packageRoot + "/Documentation/fjsp.md")
    let text = String(decoding: guide.bytes, as: UTF8.self)
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
}
