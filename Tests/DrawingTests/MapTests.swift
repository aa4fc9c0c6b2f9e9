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

  @Test("Peak, load, levels, stripes and a strip below are drawn")
  func memoryMap() throws {
    var map = AddressMap(
      title: "mapping",
      buffers: [
        .init(start: 0, end: 2, offset: 0, size: 4, colour: .level(0), isStriped: true, key: "a"),
        .init(start: 2, end: 5, offset: 0, size: 4, label: "a", colour: .level(5)),
      ], capacity: 8, width: 500, height: 300)
    map.peak = 4
    map.load = [.init(time: 0, bytes: 4), .init(time: 5, bytes: 0)]
    map.timeLabel = "instruction"
    map.strip = TimeStrip(
      label: "duration",
      layers: [
        .init(label: "slow", colour: .series(1), values: [1, 0, 2]),
        .init(label: "wait", colour: .late, values: [0, 0, 1, .nan, -3]),
      ])
    let parsed = try #require(ParsedSVG(map.svg()))
    #expect(parsed.titles.contains("peak 4") && parsed.titles.contains("bytes in use"))
    #expect(parsed.titles.contains("capacity 8"))
    #expect(parsed.elements.contains { $0.attributes["fill"] == Palette.level(5).hex })
    #expect(parsed.elements.contains { $0.attributes["fill"] == "url(#map-stripes)" })
    let layers = parsed.elements.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
    #expect(layers.map { $0.split(separator: "z").count } == [2, 1])
    #expect(map.svg().contains(">duration</text>") && Palette.level(-1) == Palette.level(0))
    #expect(Palette.level(99) == Palette.level(Palette.levelCount - 1))
  }

  @Test("Of a crowd, what hardly shows is drawn together and once")
  func crowd() throws {
    var buffers = (0..<5_000).map {
      AddressMap.Buffer(start: $0 / 2, end: $0 / 2 + 1, offset: 0, size: 1000, tooltip: "small")
    }
    buffers.append(.init(start: 0, end: 2_500, offset: 1000, size: 1000, tooltip: "large"))
    let svg = AddressMap(title: "crowd", buffers: buffers).svg()
    let parsed = try #require(ParsedSVG(svg))
    #expect(parsed.titles.contains("large") && !parsed.titles.contains("small"))
    #expect(svg.utf8.count < 250_000, "\(svg.utf8.count)")
    buffers.removeFirst(4_000)
    #expect(
      try #require(ParsedSVG(AddressMap(title: "", buffers: buffers).svg())).titles.contains(
        "small"))
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
