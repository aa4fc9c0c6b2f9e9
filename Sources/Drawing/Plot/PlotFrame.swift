/// The surroundings of a diagram with two axes: heading, legend, grid, tick labels, axis names.
struct PlotFrame: Sendable {
  /// What one axis shows.
  struct Side: Sendable, Hashable {
    var label: String
    var scale: Axis.Scale
    var lower: Double
    var upper: Double
  }

  let size: Rectangle
  /// The area that the axes enclose.
  let area: Rectangle
  let x: Axis
  let y: Axis
  private let title: String
  private let legend: Legend
  private let xSide: Side
  private let ySide: Side

  private static let tickSize = 11.0

  /// A frame of `width` x `height` user units, 240...20,000 x 160...20,000.
  ///
  /// - Parameter isSquareScale: whether one unit is equally long on both axes; the area then
  ///   shrinks in one direction.
  init(
    width: Double, height: Double, title: String, legend: Legend, x xSide: Side, y ySide: Side,
    isSquareScale: Bool = false
  ) {
    let width = width.bounded(240, 20_000)
    let height = height.bounded(160, 20_000)
    let legendHeight = legend.height(width: width - 48)
    let top = 52 + legendHeight
    let bottom = max(height - 50, top + 40)
    let draft = Axis(
      scale: ySide.scale, lower: ySide.lower, upper: ySide.upper, start: bottom, end: top)
    let labels = draft.ticks(count: PlotFrame.yTickCount(height: bottom - top)).map {
      TextMetrics.width(of: $0.label, size: PlotFrame.tickSize)
    }
    let left = 24 + (ySide.label.isEmpty ? 0 : 20) + min(labels.max() ?? 20, 160)
    var area = Rectangle(x: left, y: top, width: width - left - 28, height: bottom - top)
    if isSquareScale {
      area = PlotFrame.square(
        area, xSpan: xSide.upper - xSide.lower, ySpan: ySide.upper - ySide.lower)
    }
    self.area = area
    self.legend = legend
    self.title = title
    self.xSide = xSide
    self.ySide = ySide
    size = Rectangle(x: 0, y: 0, width: width, height: area.bottom + 50)
    x = Axis(
      scale: xSide.scale, lower: xSide.lower, upper: xSide.upper, start: area.x, end: area.right)
    y = Axis(
      scale: ySide.scale, lower: ySide.lower, upper: ySide.upper, start: area.bottom, end: area.y)
  }

  /// A document with everything but the data, and `content` drawn over it and cut at the axes.
  ///
  /// - Parameters:
  ///   - footer: how many units are added below, for what `below` draws there.
  func render(
    description: String = "", footer: Double = 0, _ below: (inout SVGWriter) -> Void = { _ in },
    _ content: (inout SVGWriter) -> Void
  ) -> String {
    var writer = SVGWriter(
      width: size.width, height: size.height + footer, title: title, description: description)
    writer.text(
      TextMetrics.fitted(title, width: size.width - 40, size: 16), at: Point(24, 28),
      style: TextStyle(size: 16, colour: Palette.ink, isBold: true))
    legend.draw(in: &writer, at: Point(24, 40), width: size.width - 48)
    drawGrid(in: &writer)
    writer.clipped(to: area, content)
    writer.rect(area, style: .outlined(Palette.faint))
    below(&writer)
    return writer.finished()
  }

  /// A frame below another one with its horizontal axis.
  init(below upper: PlotFrame, height: Double, legend: Legend, y ySide: Side) {
    let legendHeight = legend.height(width: upper.area.width)
    area = Rectangle(
      x: upper.area.x, y: upper.size.height + legendHeight + 8, width: upper.area.width,
      height: max(height - legendHeight - 58, 40))
    size = Rectangle(
      x: 0, y: upper.size.height, width: upper.size.width, height: legendHeight + 58 + area.height)
    (x, xSide, title) = (upper.x, upper.xSide, "")
    (self.legend, self.ySide) = (legend, ySide)
    y = Axis(
      scale: ySide.scale, lower: ySide.lower, upper: ySide.upper, start: area.bottom, end: area.y)
  }

  /// The legend above the area, for a frame below another one.
  func drawLegend(in writer: inout SVGWriter) {
    legend.draw(in: &writer, at: Point(area.x, size.y), width: area.width)
  }

  /// The point of the picture that stands for the values (`xValue`, `yValue`).
  func point(_ xValue: Double, _ yValue: Double) -> Point {
    Point(x.position(of: xValue), y.position(of: yValue))
  }

  func drawGrid(in writer: inout SVGWriter) {
    let yTicks = y.ticks(count: PlotFrame.yTickCount(height: area.height))
    let xTicks = xTicksThatFit()
    writer.group(style: .outlined(Palette.grid)) { writer in
      for tick in yTicks {
        let level = y.position(of: tick.value)
        writer.line(from: Point(area.x, level), to: Point(area.right, level))
      }
      for tick in xTicks {
        let at = x.position(of: tick.value)
        writer.line(from: Point(at, area.y), to: Point(at, area.bottom + 4))
      }
    }
    let ticks = TextStyle(size: PlotFrame.tickSize, colour: Palette.faint)
    writer.group(text: ticks) { writer in
      for tick in yTicks {
        writer.text(
          tick.label, at: Point(area.x - 7, y.position(of: tick.value) + 4),
          style: TextStyle(anchor: .end))
      }
      for tick in xTicks {
        writer.text(
          tick.label, at: Point(x.position(of: tick.value), area.bottom + 17),
          style: TextStyle(anchor: .middle))
      }
    }
    writer.group(text: TextStyle(size: 12, colour: Palette.ink, anchor: .middle)) { writer in
      writer.text(xSide.label, at: Point(area.x + area.width / 2, area.bottom + 38))
      if !ySide.label.isEmpty {
        writer.text(
          ySide.label, at: Point(22, area.y + area.height / 2),
          style: TextStyle(isVertical: true))
      }
    }
  }

  /// As many ticks of the horizontal axis as have room for their labels side by side.
  private func xTicksThatFit() -> [(value: Double, label: String)] {
    var count = max(2, Int(area.width / 70))
    while true {
      let ticks = x.ticks(count: count)
      let needed = ticks.map { TextMetrics.width(of: $0.label, size: PlotFrame.tickSize) + 14 }
      if count <= 2 || needed.reduce(0, +) <= area.width { return ticks }
      count -= 1
    }
  }

  private static func yTickCount(height: Double) -> Int {
    max(2, Int(height / 44))
  }

  private static func square(_ area: Rectangle, xSpan: Double, ySpan: Double) -> Rectangle {
    guard xSpan > 0, ySpan > 0, area.width > 0, area.height > 0 else { return area }
    let unitsPerValue = min(area.width / xSpan, area.height / ySpan)
    return Rectangle(
      x: area.x, y: area.y, width: max(xSpan * unitsPerValue, 1),
      height: max(ySpan * unitsPerValue, 1))
  }
}
