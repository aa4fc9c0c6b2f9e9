extension GanttRenderer {
  /// Draws how late the bars of `strip` are, below them.
  func drawTardiness(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    switch layout.tardiness {
    case .none: break
    case .spans(let bars): drawSpans(of: bars, strip: strip, in: &writer)
    case .columns(let greatest): drawColumns(of: strip, greatest: greatest, in: &writer)
    }
  }

  /// One line per late bar from its due date to its end, with the amount.
  private func drawSpans(
    of bars: [Int], strip: GanttLayout.Strip, in writer: inout SVGWriter
  ) {
    let window = strip.window
    writer.group(text: TextStyle(size: 10.5, colour: Palette.ink)) { writer in
      for (row, index) in bars.enumerated() {
        let bar = chart.bars[index]
        guard let due = bar.dueDate else { continue }
        let y = strip.lanesBottom + 10 + Double(row) * GanttLayout.spanRow
        let end = Point(window.x(bar.end), y)
        let isCut = due < window.start
        let start = Point(isCut ? window.left - 6 : window.x(due), y)
        writer.group(key: bar.key, tooltip: bar.tooltip) { writer in
          writer.line(
            from: Point(end.x, strip.lanesBottom), to: end,
            style: .outlined(Palette.late, width: 0.75, dashes: [2, 2]))
          writer.line(from: start, to: end, style: .outlined(Palette.late, width: 2.5))
          drawSpanStart(at: start, isCut: isCut, in: &writer)
          writer.circle(end, radius: 3.2, style: .filled(Palette.late))
          let prefix = bar.label.isEmpty ? "" : bar.label + ": "
          let amount = prefix + "+" + chart.text(ofTicks: bar.tardiness)
          drawAmount(amount, from: start, to: end, in: &writer)
        }
      }
    }
  }

  /// Writes how late a bar is behind its line, else before it, else onto it.
  private func drawAmount(
    _ amount: String, from start: Point, to end: Point, in writer: inout SVGWriter
  ) {
    let width = TextMetrics.width(of: amount, size: 10.5)
    let foot = end.y + 3.7
    if end.x + 7 + width < layout.width - 4 {
      writer.text(amount, at: Point(end.x + 7, foot), style: TextStyle(anchor: .start))
    } else if start.x - 7 - width > 4 {
      writer.text(amount, at: Point(start.x - 7, foot), style: TextStyle(anchor: .end))
    } else {
      let ground = Rectangle(
        x: end.x - 12 - width, y: end.y - 5, width: width + 4, height: 10)
      writer.rect(ground, style: .filled(Palette.paper))
      writer.text(amount, at: Point(end.x - 10, foot), style: TextStyle(anchor: .end))
    }
  }

  /// A small bar at the due date, or an arrow when the due date lies before the strip.
  private func drawSpanStart(at start: Point, isCut: Bool, in writer: inout SVGWriter) {
    if isCut {
      writer.polygon(
        [
          Point(start.x - 5, start.y), Point(start.x + 1, start.y - 4),
          Point(start.x + 1, start.y + 4),
        ],
        style: .filled(Palette.late))
    } else {
      writer.line(
        from: Point(start.x, start.y - 4), to: Point(start.x, start.y + 4),
        style: .outlined(Palette.late, width: 1.5))
    }
  }

  /// Columns hanging from the late bars; their depth is the tardiness, on one scale for all strips.
  private func drawColumns(
    of strip: GanttLayout.Strip, greatest: Int, in writer: inout SVGWriter
  ) {
    let window = strip.window
    let top = strip.lanesBottom + 2
    writer.line(
      from: Point(window.left, top), to: Point(window.right, top), style: .outlined(Palette.grid))
    writer.group(
      style: .filled(GanttRenderer.tardinessColour),
      text: TextStyle(size: 9, anchor: .middle)
    ) { writer in
      for piece in strip.pieces[0] where piece.tardiness > 0 {
        let bar = chart.bars[piece.bar]
        let left = window.x(piece.start)
        let extent = window.x(piece.end) - left
        let gap = extent >= 3 ? 1.0 : 0
        let depth = Double(piece.tardiness) / Double(greatest) * GanttLayout.columnDepth
        let box = Rectangle(
          x: left + gap / 2, y: top, width: max(extent - gap, 0.8), height: max(depth, 0.8))
        let amount = chart.text(ofTicks: piece.tardiness)
        guard piece.barCount == 1 else {
          writer.rect(box)
          continue
        }
        writer.group(key: bar.key, tooltip: bar.tooltip) { writer in
          writer.rect(box)
          if TextMetrics.width(of: amount, size: 9) <= extent {
            writer.text(
              amount, at: Point(box.x + box.width / 2, box.bottom + 8.5),
              style: TextStyle(colour: Palette.ink))
          }
        }
      }
    }
  }
}
