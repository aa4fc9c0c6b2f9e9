extension PeriodicRenderer {
  /// Draws all bars of one repetition as far as they are in the window.
  func drawBars(of repetition: Int, in writer: inout SVGWriter) {
    for (lane, pieces) in layout.pieces.enumerated() {
      for piece in pieces {
        guard let box = box(of: piece, lane: lane, repetition) else { continue }
        draw(piece, in: box, &writer)
      }
    }
  }

  /// Where a piece is drawn; nil outside the window.
  private func box(of piece: PeriodicPiece, lane: Int, _ repetition: Int) -> Rectangle? {
    let begin = piece.row + repetition * chart.period
    let (from, to) = (layout.boundedX(begin), layout.boundedX(begin + piece.length))
    let isInside = layout.x(begin) >= layout.left && layout.x(begin) < layout.right
    guard to > from || piece.length == 0 && isInside else { return nil }
    // White space between neighbours, as long as there is room for it.
    let gap = to - from >= 4 ? 1.0 : 0
    return Rectangle(
      x: from + gap / 2, y: layout.laneTops[lane] + Double(piece.line) * layout.lineHeight + 1.5,
      width: max(to - from - gap, 2.5), height: layout.lineHeight - 3)
  }

  private func draw(_ piece: PeriodicPiece, in box: Rectangle, _ writer: inout SVGWriter) {
    let bar = chart.bars[piece.bar]
    writer.group(key: bar.key, tooltip: bar.tooltip) { writer in
      writer.rect(box, radius: box.width > 8 ? 2 : 0, style: .filled(bar.colour.colour))
      if bar.density > 0, box.width >= 3 {
        let hatch = PeriodicRenderer.hatch(bar.density, on: bar.colour.colour)
        writer.rect(
          box, radius: box.width > 8 ? 2 : 0,
          style: ShapeStyle(fill: .reference(id: hatch), opacity: 0.3))
      }
      if bar.isMarked {
        let mark = Rectangle(x: box.x, y: box.y - 1, width: 2.5, height: box.height + 2)
        writer.rect(mark, style: .filled(Palette.late))
      }
    }
  }

  /// Writes the labels of the period's bars: inside where they fit, else beside.
  func drawLabels(in writer: inout SVGWriter) {
    writer.group(text: TextStyle(size: PeriodicLayout.labelSize, anchor: .middle)) { writer in
      for (lane, pieces) in layout.pieces.enumerated() {
        for piece in pieces { drawLabel(of: piece, lane: lane, in: &writer) }
      }
    }
  }

  private func drawLabel(of piece: PeriodicPiece, lane: Int, in writer: inout SVGWriter) {
    let bar = chart.bars[piece.bar]
    guard let box = box(of: piece, lane: lane, 0) else { return }
    // The part before the end of the period, or the one that goes on at its start.
    var inside = box
    inside.width = max(0, min(box.right, layout.periodRight) - box.x)
    var rest = box
    if let before = self.box(of: piece, lane: lane, -1), before.right > layout.periodLeft {
      rest.x = layout.periodLeft
      rest.width = before.right - layout.periodLeft
    } else {
      rest.width = 0
    }
    let widest = inside.width >= rest.width ? inside : rest
    let labels = [bar.label, bar.shortLabel].filter { !$0.isEmpty }
    for label in labels where write(label, of: bar, into: widest, &writer) { return }
    for label in labels where write(label, of: bar, beside: box, piece, &writer) { return }
  }

  /// Writes a label into a box if there is room, and tells.
  private func write(
    _ label: String, of bar: PeriodicChart.Bar, into box: Rectangle, _ writer: inout SVGWriter
  ) -> Bool {
    let natural = TextMetrics.width(of: label, size: PeriodicLayout.labelSize) + 6
    let tallest = min(PeriodicLayout.labelSize, box.height - 2)
    let size = min(tallest, PeriodicLayout.labelSize * box.width / natural)
    guard size >= PeriodicLayout.smallestLabelSize else { return false }
    writer.text(
      label, at: Point(box.x + box.width / 2, box.y + box.height / 2 + size * 0.36),
      style: TextStyle(size: size, colour: bar.colour.colour.textColour))
    return true
  }

  /// Writes a label behind a bar if there is room before the next one, and tells.
  private func write(
    _ label: String, of bar: PeriodicChart.Bar, beside box: Rectangle, _ piece: PeriodicPiece,
    _ writer: inout SVGWriter
  ) -> Bool {
    let size = min(PeriodicLayout.labelSize - 1, box.height - 2)
    let width = TextMetrics.width(of: label, size: size) + 5
    let room = min(Double(piece.room) * layout.unitsPerTick, layout.right - box.right)
    guard size >= PeriodicLayout.smallestLabelSize, width <= room else { return false }
    writer.text(
      label, at: Point(box.right + 3, box.y + box.height / 2 + size * 0.36),
      style: TextStyle(size: size, colour: Palette.ink, anchor: .start))
    return true
  }
}
