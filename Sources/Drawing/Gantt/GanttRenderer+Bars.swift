extension GanttRenderer {
  /// Draws the bars of every lane of `strip`.
  func drawBars(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    writer.group(text: TextStyle(size: GanttLayout.labelSize, anchor: .middle)) { writer in
      for (lane, pieces) in strip.pieces.enumerated() {
        let top =
          strip.lanesTop + Double(lane) * layout.laneHeight
          + (layout.laneHeight - layout.barHeight) / 2
        for piece in pieces { draw(piece, of: strip, top: top, in: &writer) }
      }
    }
  }

  private func draw(
    _ piece: GanttPiece, of strip: GanttLayout.Strip, top: Double, in writer: inout SVGWriter
  ) {
    let bar = chart.bars[piece.bar]
    let window = strip.window
    let left = window.x(piece.start)
    let extent = window.x(piece.end) - left
    // White space between neighbours, as long as there is room for it.
    let gap = extent >= 3 ? 1.0 : extent >= 1.5 ? 0.4 : 0
    let box = Rectangle(
      x: left + gap / 2, y: top, width: max(extent - gap, 0.8), height: layout.barHeight)
    let isRun = piece.barCount > 1
    let tooltip = isRun ? "\(piece.barCount) bars" : bar.tooltip
    let keys = piece.bars.map { chart.bars[$0].key }.filter { !$0.isEmpty }
    writer.group(key: keys.joined(separator: "\n"), tooltip: tooltip) { writer in
      let radius = extent > 8 && !piece.continuesBefore && !piece.continuesAfter ? 2.0 : 0
      writer.rect(box, radius: radius, style: .filled(bar.colour.colour))
      var split: Double?
      if let lateStart = piece.lateStart {
        let late = lateStart <= piece.start ? box.x : min(window.x(lateStart), box.right - 0.8)
        split = late
        let lateBox = Rectangle(
          x: late, y: top, width: box.right - late, height: layout.barHeight)
        writer.rect(
          lateBox, radius: late == box.x ? radius : 0,
          style: bar.colour == .regular
            ? .filled(Palette.late)
            : ShapeStyle(fill: .reference(id: GanttRenderer.stripesID), opacity: 0.25))
      }
      if piece.bars.contains(where: { chart.bars[$0].isMarked }) {
        drawOutline(around: box, radius: radius, in: &writer)
      }
      if !isRun { drawLabel(of: bar, in: box, split: split, in: &writer) }
    }
  }

  /// Writes the label into the wider of the on-time and the late part, or across both when only
  /// the whole is wide enough; a little smaller if need be.
  private func drawLabel(
    of bar: GanttChart.Bar, in box: Rectangle, split: Double?, in writer: inout SVGWriter
  ) {
    guard !bar.label.isEmpty else { return }
    if !write(bar.label, of: bar, in: box, split: split, in: &writer), !bar.shortLabel.isEmpty {
      _ = write(bar.shortLabel, of: bar, in: box, split: split, in: &writer)
    }
  }

  /// Writes `label` if there is room, and tells.
  private func write(
    _ label: String, of bar: GanttChart.Bar, in box: Rectangle, split: Double?,
    in writer: inout SVGWriter
  ) -> Bool {
    let natural = TextMetrics.width(of: label, size: GanttLayout.labelSize) + 3
    var room = box
    var ground = bar.colour.colour
    if let split {
      let isMostlyLate = split - box.x < box.right - split
      if isMostlyLate && bar.colour == .regular { ground = Palette.late }
      let part =
        isMostlyLate
        ? Rectangle(x: split, y: box.y, width: box.right - split, height: box.height)
        : Rectangle(x: box.x, y: box.y, width: split - box.x, height: box.height)
      if part.width >= natural { room = part }
    }
    let tallest = min(GanttLayout.labelSize, layout.barHeight - 2)
    let size = min(tallest, GanttLayout.labelSize * room.width / natural)
    guard size >= GanttLayout.smallestLabelSize else { return false }
    writer.text(
      label, at: Point(room.x + room.width / 2, room.y + room.height / 2 + size * 0.36),
      style: TextStyle(
        size: size == GanttLayout.labelSize ? nil : size, colour: ground.textColour))
    return true
  }

  /// Draws the dark outline of a marked bar; of a narrow one the upper and the lower edge.
  private func drawOutline(
    around box: Rectangle, radius: Double, in writer: inout SVGWriter
  ) {
    if box.width >= 5 {
      let inner = Rectangle(
        x: box.x + 0.75, y: box.y + 0.75, width: box.width - 1.5, height: box.height - 1.5)
      writer.rect(inner, radius: radius, style: .outlined(Palette.ink, width: 1.5))
    } else {
      for y in [box.y, box.bottom - 2] {
        writer.rect(
          Rectangle(x: box.x, y: y, width: box.width, height: 2), style: .filled(Palette.ink))
      }
    }
  }

  /// Draws an elbow with an arrowhead for each dependency between two bars of strip `index`.
  func drawLinks(of index: Int, in writer: inout SVGWriter) {
    guard !chart.links.isEmpty else { return }
    let strip = layout.strips[index]
    let drawn = chart.links.prefix(2_000).filter { link in
      chart.bars.indices.contains(link.from) && chart.bars.indices.contains(link.to)
        && isInside(chart.bars[link.from].end, strip.window)
        && isInside(chart.bars[link.to].start, strip.window)
    }
    writer.group(style: ShapeStyle(opacity: 0.55)) { writer in
      for link in drawn {
        let from = chart.bars[link.from]
        let to = chart.bars[link.to]
        let start = Point(strip.window.x(from.end) - 1, middle(of: from.lane, in: strip))
        let end = Point(strip.window.x(to.start) + 1, middle(of: to.lane, in: strip))
        let bend = min(max(abs(end.x - start.x) / 2, 6), 40)
        var path = Path()
        path.move(to: start)
        path.curve(
          to: end, control: Point(start.x + bend, start.y), Point(end.x - bend, end.y))
        writer.path(path, style: .outlined(Palette.ink, width: 0.8))
        writer.polygon(
          [end, Point(end.x - 5, end.y - 2.5), Point(end.x - 5, end.y + 2.5)],
          style: .filled(Palette.ink))
      }
    }
  }

  func isInside(_ time: Int, _ window: TimeWindow) -> Bool {
    window.start <= time && time <= window.end
  }

  func middle(of lane: Int, in strip: GanttLayout.Strip) -> Double {
    strip.lanesTop + (Double(lane) + 0.5) * layout.laneHeight
  }
}
