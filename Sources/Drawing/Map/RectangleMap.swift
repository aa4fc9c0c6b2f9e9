/// Labelled rectangles in a plane of two quantities.
///
/// `AddressMap` and `Floorplan` are this picture with their own axes.
struct RectangleMap: Sendable {
  /// A rectangle in values of the two axes.
  struct Item: Sendable, Hashable {
    var lowerX: Double
    var lowerY: Double
    var upperX: Double
    var upperY: Double
    var label: String
    var colour: Colour
    var tooltip: String
    var key: String
    var isStriped = false
  }

  var frame: PlotFrame
  var items: [Item]
  /// Whether items that hardly show are drawn together, before the others, without tooltips.
  var isCrowded = false

  private static let stripesID = "map-stripes"

  /// The picture, with `extra` drawn over the rectangles and `below` on `footer` more units of height.
  func render(
    footer: Double = 0, _ extra: (inout SVGWriter) -> Void = { _ in },
    below: (inout SVGWriter) -> Void = { _ in }
  ) -> String {
    frame.render(footer: footer, below) { writer in
      if items.contains(where: \.isStriped) {
        writer.defineStripes(id: RectangleMap.stripesID, colour: Palette.paper, spacing: 5)
      }
      if isCrowded { drawSmall(in: &writer) }
      let text = TextStyle(size: 11, anchor: .middle)
      writer.group(
        style: ShapeStyle(stroke: .colour(Palette.paper), strokeWidth: 0.75), text: text
      ) { writer in
        for item in items where !isCrowded || !isSmall(box(of: item)) {
          draw(item, in: &writer)
        }
      }
      extra(&writer)
    }
  }

  private func box(of item: Item) -> Rectangle {
    let topLeft = frame.point(item.lowerX, item.upperY)
    let bottomRight = frame.point(item.upperX, item.lowerY)
    return Rectangle(
      x: topLeft.x, y: topLeft.y, width: max(bottomRight.x - topLeft.x, 0.5),
      height: max(bottomRight.y - topLeft.y, 0.5))
  }

  private func isSmall(_ box: Rectangle) -> Bool { min(box.width, box.height) < 2 }

  /// One path for every colour, without the outlines that would hide them; rectangles that look alike are drawn once.
  private func drawSmall(in writer: inout SVGWriter) {
    var numbers: [Colour: Int] = [:]
    var paths: [(colour: Colour, path: Path)] = []
    var drawn: Set<Look> = []
    for (index, item) in items.enumerated() {
      let box = box(of: item)
      guard isSmall(box) else { continue }
      // Every other one a little darker, so that neighbours of one colour do not melt together.
      let colour =
        index % 2 == 0 ? item.colour : item.colour.mixed(with: Palette.ink, share: 0.18)
      guard drawn.insert(Look(box, colour)).inserted else { continue }
      let number = numbers[colour] ?? paths.count
      if number == paths.count {
        numbers[colour] = number
        paths.append((colour, Path()))
      }
      paths[number].path.rectangle(box)
    }
    for path in paths { writer.path(path.path, style: .filled(path.colour)) }
  }

  /// A rectangle to a quarter of a unit.
  private struct Look: Hashable {
    let numbers: [Int32]
    let colour: Colour

    init(_ box: Rectangle, _ colour: Colour) {
      numbers = [box.x, box.y, box.width, box.height].map { Int32(($0 * 4).rounded()) }
      self.colour = colour
    }
  }

  private func draw(_ item: Item, in writer: inout SVGWriter) {
    let box = box(of: item)
    if item.isStriped {
      writer.group(key: item.key, tooltip: item.tooltip) { writer in
        writer.rect(box, style: .filled(item.colour))
        writer.rect(
          box, style: ShapeStyle(fill: .reference(id: RectangleMap.stripesID), opacity: 0.6))
      }
      return
    }
    let natural = TextMetrics.width(of: item.label, size: 11) + 4
    let size = min(11, 11 * box.width / max(natural, 1), box.height - 2)
    guard size >= 8, !item.label.isEmpty else {
      writer.group(key: item.key, tooltip: item.tooltip) {
        $0.rect(box, style: .filled(item.colour))
      }
      return
    }
    writer.group(key: item.key, tooltip: item.tooltip) { writer in
      writer.rect(box, style: .filled(item.colour))
      writer.group(style: ShapeStyle(stroke: .none)) { writer in
        writer.text(
          item.label, at: Point(box.x + box.width / 2, box.y + box.height / 2 + size * 0.36),
          style: TextStyle(size: size < 11 ? size : nil, colour: item.colour.textColour))
      }
    }
  }
}
