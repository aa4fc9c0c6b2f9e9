extension PlotFrame {
  /// The frame of a strip below this one.
  func strip(of strip: TimeStrip) -> StripFrame {
    StripFrame(
      frame: PlotFrame(
        below: self, height: strip.height,
        legend: Legend(strip.layers.map { .init(.box($0.colour.colour), $0.label) }),
        y: Side(label: strip.label, scale: .linear, lower: 0, upper: max(strip.top, 1e-9) * 1.03)))
  }
}

/// Where a strip is drawn.
struct StripFrame: Sendable {
  let frame: PlotFrame

  /// How much it adds to the picture.
  var height: Double { frame.size.height }

  /// Draws legend, grid and layers.
  func draw(_ strip: TimeStrip, in writer: inout SVGWriter) {
    frame.drawLegend(in: &writer)
    frame.drawGrid(in: &writer)
    writer.clipped(to: frame.area) { strip.draw(in: &$0, x: frame.x, y: frame.y) }
    writer.rect(frame.area, style: .outlined(Palette.faint))
  }
}
