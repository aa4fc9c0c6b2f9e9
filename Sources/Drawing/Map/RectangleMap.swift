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
  }

  var frame: PlotFrame
  var items: [Item]

  /// The picture, with `extra` drawn over the rectangles.
  func render(_ extra: (inout SVGWriter) -> Void = { _ in }) -> String {
    frame.render { writer in
      let text = TextStyle(size: 11, anchor: .middle)
      writer.group(
        style: ShapeStyle(stroke: .colour(Palette.paper), strokeWidth: 0.75), text: text
      ) { writer in
        for item in items { draw(item, in: &writer) }
      }
      extra(&writer)
    }
  }

  private func draw(_ item: Item, in writer: inout SVGWriter) {
    let topLeft = frame.point(item.lowerX, item.upperY)
    let bottomRight = frame.point(item.upperX, item.lowerY)
    let box = Rectangle(
      x: topLeft.x, y: topLeft.y, width: max(bottomRight.x - topLeft.x, 0.5),
      height: max(bottomRight.y - topLeft.y, 0.5))
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
