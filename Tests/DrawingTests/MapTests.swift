import Drawing
import Testing

@Suite("AddressMap and Floorplan")
struct MapTests {
  private let map = AddressMap(
    title: "buffers",
    buffers: [
      .init(start: 0, end: 4, offset: 0, size: 1024, label: "a", tooltip: "first"),
      .init(start: 2, end: 6, offset: 1024, size: 512, label: "b", colour: .series(1)),
    ], capacity: 2048, width: 500, height: 300)

  @Test("An address map looks as the golden file says")
  func goldenAddressMap() throws {
    try expectGolden(map.svg(), "address-map.svg")
    let parsed = try #require(ParsedSVG(map.svg()))
    #expect(parsed.titles.contains("first") && parsed.titles.contains("capacity 2048"))
  }

  @Test("A floorplan looks as the golden file says")
  func goldenFloorplan() throws {
    let plan = Floorplan(
      title: "plan",
      blocks: [.init(x: 0, y: 0, width: 4, height: 2, label: "A")],
      outline: Rectangle(x: 0, y: 0, width: 8, height: 4), width: 400, height: 400)
    try expectGolden(plan.svg(), "floorplan.svg")
  }

  @Test("A floorplan is to scale: a square block stays a square")
  func scale() throws {
    let plan = Floorplan(
      title: "", blocks: [.init(x: 10, y: 0, width: 3, height: 3, label: "square")],
      outline: Rectangle(x: 0, y: 0, width: 100, height: 10))
    let parsed = try #require(ParsedSVG(plan.svg()))
    let block = try #require(
      parsed.elements.first {
        $0.name == "rect" && $0.attributes["fill"] == Palette.regular.hex
      })
    let width = try #require(block.attributes["width"].flatMap(Double.init))
    let height = try #require(block.attributes["height"].flatMap(Double.init))
    #expect(abs(width - height) < 0.02)
  }

  @Test("Empty and absurd content is drawn without harm")
  func degenerate() {
    let pictures = [
      AddressMap(title: "", buffers: []).svg(),
      AddressMap(
        title: "", buffers: [.init(start: .min, end: .max, offset: .max, size: .max)],
        capacity: .min
      ).svg(),
      Floorplan(title: "", blocks: []).svg(),
      Floorplan(
        title: "", blocks: [.init(x: .nan, y: -.infinity, width: .infinity, height: -1)]
      ).svg(),
    ]
    for svg in pictures {
      #expect(ParsedSVG(svg) != nil)
      #expect(!svg.contains("nan") && !svg.contains("inf\""))
    }
  }
}
