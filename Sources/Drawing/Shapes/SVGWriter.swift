/// A growing SVG document: typed shapes in, the same UTF-8 bytes out on every machine.
///
/// Only plain SVG 1.1 elements and presentation attributes are used, so the picture looks alike in
/// browsers, librsvg, ImageMagick and vector editors. Numbers have at most two decimals.
public struct SVGWriter: Sendable {
  private var buffer: [UInt8] = []
  private var openGroups = 0

  /// Starts a document of `width` x `height` user units (CSS pixels) on a white ground.
  ///
  /// - Parameters:
  ///   - title: read by screen readers, shown by some viewers as the name of the picture.
  ///   - description: a longer text for screen readers; left out when empty.
  public init(width: Double, height: Double, title: String, description: String = "") {
    buffer.reserveCapacity(1 << 14)
    raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    number("width", width)
    number("height", height)
    raw(" viewBox=\"0 0 ")
    Decimal.append(width, to: &buffer)
    raw(" ")
    Decimal.append(height, to: &buffer)
    raw("\" role=\"img\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\"")
    raw(" font-size=\"12\">\n<title>")
    Escaping.append(title, to: &buffer)
    raw("</title>\n")
    if !description.isEmpty {
      raw("<desc>")
      Escaping.append(description, to: &buffer)
      raw("</desc>\n")
    }
    rect(
      Rectangle(x: 0, y: 0, width: width, height: height), style: .filled(Palette.paper))
  }

  /// The number of bytes written so far.
  public var byteCount: Int { buffer.count }

  /// The finished document; groups still open are closed.
  public consuming func finished() -> String {
    while openGroups > 0 { endGroup() }
    raw("</svg>\n")
    return String(decoding: buffer, as: UTF8.self)
  }

  /// A rectangle, with corners of `radius` and a tooltip unless empty.
  public mutating func rect(
    _ shape: Rectangle, radius: Double = 0, style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    raw("<rect")
    number("x", shape.x)
    number("y", shape.y)
    number("width", shape.width)
    number("height", shape.height)
    if radius > 0 { number("rx", radius) }
    attributes(of: style)
    close("rect", tooltip: tooltip)
  }

  /// A straight line.
  public mutating func line(
    from start: Point, to end: Point, style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    raw("<line")
    number("x1", start.x)
    number("y1", start.y)
    number("x2", end.x)
    number("y2", end.y)
    attributes(of: style)
    close("line", tooltip: tooltip)
  }

  /// A circle around `centre`.
  public mutating func circle(
    _ centre: Point, radius: Double, style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    raw("<circle")
    number("cx", centre.x)
    number("cy", centre.y)
    number("r", radius)
    attributes(of: style)
    close("circle", tooltip: tooltip)
  }

  /// An open line through `points` in their order.
  public mutating func polyline(
    _ points: [Point], style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    pointList("polyline", points, style: style, tooltip: tooltip)
  }

  /// A closed shape with the corners `points`.
  public mutating func polygon(
    _ points: [Point], style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    pointList("polygon", points, style: style, tooltip: tooltip)
  }

  /// A path built from moves, lines and curves.
  public mutating func path(
    _ path: Path, style: ShapeStyle = .inherited, tooltip: String = ""
  ) {
    raw("<path d=\"")
    buffer.append(contentsOf: path.bytes)
    raw("\"")
    attributes(of: style)
    close("path", tooltip: tooltip)
  }

  /// Text whose anchor point stands at `point`; `point.y` is the base line.
  public mutating func text(_ string: String, at point: Point, style: TextStyle = .inherited) {
    raw("<text")
    number("x", point.x)
    number("y", point.y)
    attributes(of: style)
    if style.isVertical {
      raw(" transform=\"rotate(-90 ")
      Decimal.append(point.x, to: &buffer)
      raw(" ")
      Decimal.append(point.y, to: &buffer)
      raw(")\"")
    }
    raw(">")
    Escaping.append(string, to: &buffer)
    raw("</text>\n")
  }
}

// MARK: - Structure

extension SVGWriter {
  /// A group: what `content` draws inherits the styles, shares the tooltip and carries the key.
  ///
  /// - Parameter key: written as `data-key`, so that a page can find all shapes of one thing; a shape
  ///   of several things has their keys on separate lines.
  public mutating func group(
    style: ShapeStyle = .inherited, text: TextStyle = .inherited, key: String = "",
    tooltip: String = "", _ content: (inout SVGWriter) -> Void
  ) {
    raw("<g")
    attributes(of: style)
    attributes(of: text)
    if !key.isEmpty { attribute("data-key", key) }
    raw(">")
    titleElement(tooltip)
    raw("\n")
    openGroups += 1
    content(&self)
    endGroup()
  }

  /// Defines a pattern of diagonal stripes that later shapes paint with by its `id`.
  public mutating func defineStripes(id: String, colour: Colour, spacing: Double) {
    raw("<defs><pattern")
    attribute("id", id)
    raw(" patternUnits=\"userSpaceOnUse\"")
    number("width", spacing)
    number("height", spacing)
    raw(" patternTransform=\"rotate(45)\"><rect")
    number("width", spacing / 2)
    number("height", spacing)
    attribute("fill", colour.hex)
    raw("/></pattern></defs>\n")
  }

  /// A group of which only the part inside `area` is shown.
  public mutating func clipped(to area: Rectangle, _ content: (inout SVGWriter) -> Void) {
    // Named after its extent: pictures that share a page may then share the definition.
    let extent = [area.x, area.y, area.width, area.height]
    let id = "clip-" + extent.map { Decimal.text($0) }.joined(separator: "-")
    raw("<defs><clipPath")
    attribute("id", id)
    raw(">\n")
    rect(area)
    raw("</clipPath></defs>\n<g")
    attribute("clip-path", "url(#\(id))")
    raw(">\n")
    openGroups += 1
    content(&self)
    endGroup()
  }

  private mutating func endGroup() {
    raw("</g>\n")
    openGroups -= 1
  }
}

// MARK: - Bytes

extension SVGWriter {
  private mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { buffer.append(contentsOf: $0) }
  }

  private mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    Escaping.append(value, to: &buffer)
    raw("\"")
  }

  private mutating func number(_ name: StaticString, _ value: Double) {
    raw(" ")
    raw(name)
    raw("=\"")
    Decimal.append(value, to: &buffer)
    raw("\"")
  }

  private mutating func paint(_ name: StaticString, _ paint: Paint) {
    switch paint {
    case .inherited: break
    case .none: attribute(name, "none")
    case .colour(let colour): attribute(name, colour.hex)
    case .reference(let id): attribute(name, "url(#\(id))")
    }
  }

  private mutating func attributes(of style: ShapeStyle) {
    paint("fill", style.fill)
    paint("stroke", style.stroke)
    if let width = style.strokeWidth { number("stroke-width", width) }
    if let opacity = style.opacity { number("opacity", opacity) }
    if !style.dashes.isEmpty {
      attribute(
        "stroke-dasharray", style.dashes.map { Decimal.text($0) }.joined(separator: " "))
    }
  }

  private mutating func attributes(of style: TextStyle) {
    if let size = style.size { number("font-size", size) }
    if let colour = style.colour { attribute("fill", colour.hex) }
    if let anchor = style.anchor { attribute("text-anchor", anchor.rawValue) }
    if style.isBold { raw(" font-weight=\"bold\"") }
  }

  private mutating func pointList(
    _ name: StaticString, _ points: [Point], style: ShapeStyle, tooltip: String
  ) {
    raw("<")
    raw(name)
    raw(" points=\"")
    for (index, point) in points.enumerated() {
      if index > 0 { raw(" ") }
      Decimal.append(point.x, to: &buffer)
      raw(",")
      Decimal.append(point.y, to: &buffer)
    }
    raw("\"")
    attributes(of: style)
    close(name, tooltip: tooltip)
  }

  private mutating func close(_ name: StaticString, tooltip: String) {
    if tooltip.isEmpty {
      raw("/>\n")
    } else {
      raw(">")
      titleElement(tooltip)
      raw("</")
      raw(name)
      raw(">\n")
    }
  }

  private mutating func titleElement(_ tooltip: String) {
    guard !tooltip.isEmpty else { return }
    raw("<title>")
    Escaping.append(tooltip, to: &buffer)
    raw("</title>")
  }
}
