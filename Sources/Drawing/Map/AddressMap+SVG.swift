extension AddressMap {
  /// From so many buffers on, those that hardly show are drawn together, without label and tooltip.
  private static let crowd = 2_000

  /// The map as an SVG document.
  public func svg() -> String {
    let items = buffers.map { buffer in
      RectangleMap.Item(
        lowerX: Double(buffer.start), lowerY: Double(buffer.offset), upperX: Double(buffer.end),
        upperY: Double(buffer.offset) + Double(buffer.size), label: buffer.label,
        colour: buffer.colour.colour, tooltip: buffer.tooltip, key: buffer.key,
        isStriped: buffer.isStriped)
    }
    var map = RectangleMap(frame: frame(items), items: items)
    map.isCrowded = buffers.count >= AddressMap.crowd
    let frame = map.frame
    let lower = strip.map { frame.strip(of: $0) }
    return map.render(footer: lower?.height ?? 0) { writer in
      drawLines(in: &writer, frame)
    } below: { writer in
      if let strip, let lower { lower.draw(strip, in: &writer) }
    }
  }

  private func frame(_ items: [RectangleMap.Item]) -> PlotFrame {
    let top = max(items.map(\.upperY).max() ?? 1, capacity.map(Double.init) ?? 0)
    return PlotFrame(
      width: width, height: height, title: title, legend: Legend(lineEntries + legend),
      x: PlotFrame.Side(
        label: timeLabel, scale: .linear, lower: items.map(\.lowerX).min() ?? 0,
        upper: items.map(\.upperX).max() ?? 1),
      y: PlotFrame.Side(
        label: "address [bytes]", scale: .linear, lower: min(0, items.map(\.lowerY).min() ?? 0),
        upper: top * (capacity == nil && peak == nil ? 1 : 1.03)))
  }

  private var lineEntries: [Legend.Entry] {
    var entries: [Legend.Entry] = []
    if capacity != nil { entries.append(.init(.line(Palette.late, dashes: [6, 4]), "capacity")) }
    if peak != nil { entries.append(.init(.line(Palette.late, dashes: []), "peak")) }
    if !load.isEmpty { entries.append(.init(.line(Palette.ink, dashes: []), "in use")) }
    return entries
  }

  private func drawLines(in writer: inout SVGWriter, _ frame: PlotFrame) {
    drawLoad(in: &writer, frame)
    func line(_ value: Int, dashes: [Double], _ name: String) {
      let level = frame.y.position(of: Double(value))
      writer.line(
        from: Point(frame.area.x, level), to: Point(frame.area.right, level),
        style: .outlined(Palette.late, width: 2, dashes: dashes), tooltip: "\(name) \(value)")
    }
    if let peak { line(peak, dashes: [], "peak") }
    if let capacity { line(capacity, dashes: [6, 4], "capacity") }
  }

  /// The curve in steps; of the levels within half a unit of the picture only the greatest.
  private func drawLoad(in writer: inout SVGWriter, _ frame: PlotFrame) {
    guard let last = load.last else { return }
    var points: [Point] = []
    var column = -1.0
    for level in load {
      let x = frame.x.position(of: Double(level.time))
      let y = frame.y.position(of: Double(level.bytes))
      if (x * 2).rounded(.down) == column, let previous = points.last {
        points[points.count - 1].y = min(previous.y, y)
        continue
      }
      if let previous = points.last { points.append(Point(x, previous.y)) }
      points.append(Point(x, y))
      column = (x * 2).rounded(.down)
    }
    points.append(Point(frame.area.right, frame.y.position(of: Double(last.bytes))))
    // A curve that goes up and down all the time would hide what lies below it.
    let isDense = points.count > 1_000
    var halo = ShapeStyle.outlined(Palette.paper, width: 3)
    halo.opacity = 0.6
    if !isDense { writer.polyline(points, style: halo) }
    var line = ShapeStyle.outlined(Palette.ink, width: isDense ? 0.7 : 1.2)
    if isDense { line.opacity = 0.7 }
    writer.polyline(points, style: line, tooltip: "bytes in use")
  }
}
