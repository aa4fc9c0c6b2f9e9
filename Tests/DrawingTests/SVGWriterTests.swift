import Drawing
import Foundation
import Testing

@Suite("SVGWriter")
struct SVGWriterTests {
  private func picture(_ draw: (inout SVGWriter) -> Void) -> String {
    var writer = SVGWriter(width: 100, height: 50, title: "t")
    draw(&writer)
    return writer.finished()
  }

  @Test("Every kind of shape is written as the golden file says")
  func shapes() throws {
    let svg = picture { writer in
      writer.defineStripes(id: "s", colour: Palette.ink, spacing: 6)
      writer.rect(
        Rectangle(x: 1, y: 2.5, width: 3.25, height: -4), radius: 2,
        style: .filled(Palette.late), tooltip: "box")
      writer.line(
        from: Point(0, 0), to: Point(1.005, -2), style: .outlined(Palette.ink, dashes: [2, 1.5]))
      writer.circle(Point(5, 5), radius: 3, style: ShapeStyle(fill: .reference(id: "s")))
      writer.polyline([Point(0, 0), Point(1, 1)], style: .outlined(Palette.series(1), width: 2))
      writer.polygon([Point(0, 0), Point(1, 1), Point(2, 0)], style: ShapeStyle(opacity: 0.5))
      var path = Path()
      path.move(to: Point(1, 2))
      path.line(to: Point(3, 4))
      path.curve(to: Point(9, 9), control: Point(5, 6), Point(7, 8))
      path.close()
      writer.path(path)
      writer.group(style: ShapeStyle(stroke: .none), key: "k\"1", tooltip: "group") { writer in
        writer.text(
          "up", at: Point(7, 8),
          style: TextStyle(
            size: 9, colour: Palette.faint, anchor: .end, isBold: true, isVertical: true))
      }
    }
    try expectGolden(svg, "shapes.svg")
    #expect(ParsedSVG(svg) != nil)
  }

  @Test(
    "Text comes back from an XML parser as it went in",
    arguments: [
      "& < > \" '", "]]>", "<!-- -->", "&amp;", "\u{e4}\u{4e16}\u{1F600}", "a\tb", "",
    ])
  func escaping(text: String) throws {
    let svg = picture { writer in
      writer.rect(Rectangle(x: 0, y: 0, width: 1, height: 1), tooltip: "T" + text)
      writer.group(key: "K" + text) { $0.text("X" + text, at: Point(0, 0)) }
    }
    let parsed = try #require(ParsedSVG(svg))
    #expect(parsed.texts == ["X" + text])
    #expect(parsed.titles == ["t", "T" + text])
    // XML reads a tab inside an attribute as a space.
    #expect(parsed.keys == ["K" + text.replacingOccurrences(of: "\t", with: " ")])
  }

  @Test("Characters that XML forbids become the replacement character")
  func forbiddenCharacters() throws {
    let svg = picture { $0.text("a\u{0}b\u{1b}c\u{FFFE}d", at: Point(0, 0)) }
    #expect(try #require(ParsedSVG(svg)).texts == ["a\u{FFFD}b\u{FFFD}c\u{FFFD}d"])
  }

  @Test(
    "Numbers have at most two decimals and no trailing zeros",
    arguments: [
      (0, "0"), (-0.001, "0"), (1.5, "1.5"), (-2.25, "-2.25"), (0.07, "0.07"), (-0.5, "-0.5"),
      (1e300, "1000000000"), (-Double.infinity, "-1000000000"), (Double.nan, "0"), (10, "10"),
      (99.999, "100"),
    ])
  func numbers(value: Double, text: String) throws {
    let svg = picture { $0.text("", at: Point(value, 0)) }
    let parsed = try #require(ParsedSVG(svg))
    #expect(parsed.elements.last?.attributes["x"] == text)
  }

  @Test("Text on top of a colour contrasts with it")
  func textColour() {
    #expect(Colour(0x000000).textColour == Palette.paper)
    #expect(Colour(0xffffff).textColour == Palette.ink)
    #expect(Colour(0xf0e442).textColour == Palette.ink)
    #expect(Colour(0x0072b2).textColour == Palette.paper)
    for index in 0..<24 {
      let ground = Palette.series(index)
      #expect(ground.contrast(with: ground.textColour) >= Colour.readableContrast, "\(ground.hex)")
    }
    #expect(Palette.late.contrast(with: Palette.late.textColour) >= Colour.readableContrast)
    #expect(Palette.lateText.contrast(with: Palette.paper) >= Colour.readableContrast)
    #expect(abs(Colour(0x777777).contrast(with: Palette.paper) - 4.48) < 0.005)
  }

  @Test("The first 24 series colours differ, and any index has a colour")
  func seriesColours() {
    #expect(Set((0..<24).map { Palette.series($0) }).count == 24)
    #expect(Palette.series(24) == Palette.series(0))
    #expect(Palette.series(-1) == Palette.series(23))
    #expect(Palette.series(.min).hex.count == 7)
  }

  @Test("Fitted text never exceeds its width")
  func fittedText() {
    let text = "a rather long label with mmm and iii"
    for width in stride(from: 0.0, through: 300, by: 7) {
      let fitted = TextMetrics.fitted(text, width: width, size: 11)
      #expect(TextMetrics.width(of: fitted, size: 11) <= width)
    }
    #expect(TextMetrics.fitted(text, width: 1000, size: 11) == text)
  }
}
