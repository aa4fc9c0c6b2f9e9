extension PeriodicRenderer {
  /// A stretch of the period in which a layer lies between two heights.
  private struct Run {
    var start: Int
    var end: Int
    var low: Int
    var high: Int
  }

  /// Draws one stack with the limit across it.
  func drawStack(_ index: Int, in writer: inout SVGWriter) {
    let stack = chart.stacks[index]
    let (top, bottom) = (
      layout.stackTops[index], layout.stackTops[index] + PeriodicLayout.stackHeight
    )
    let (layers, peak) = runs(of: stack)
    let scale = Axis(lower: 0, upper: upper(stack, peak: peak), start: bottom, end: top)
    writer.rect(
      Rectangle(x: layout.left, y: top, width: layout.right - layout.left, height: bottom - top),
      style: .filled(Palette.lane))
    writer.group(text: TextStyle(size: 9, anchor: .middle)) { writer in
      for (layer, runs) in zip(stack.layers, layers) where !runs.isEmpty {
        draw(layer, runs, scale, in: &writer)
      }
    }
    if let limit = stack.limit, Double(limit) <= scale.upper {
      let y = scale.position(of: Double(limit))
      writer.line(
        from: Point(layout.left, y), to: Point(layout.right, y),
        style: .outlined(Palette.late, width: 1.5, dashes: [5, 3]))
    }
    writer.line(
      from: Point(layout.left, bottom), to: Point(layout.right, bottom),
      style: .outlined(Palette.faint))
    writer.group(text: TextStyle(size: 10, colour: Palette.faint, anchor: .end)) { writer in
      writer.text("0", at: Point(layout.left - 6, bottom + 3))
      if peak > 0 {
        let y = scale.position(of: Double(peak))
        writer.text(shortened(peak), at: Point(layout.left - 6, min(y + 4, bottom - 8)))
      }
    }
  }

  /// Writes the name of a stack and its note above it.
  func drawHeading(ofStack index: Int, in writer: inout SVGWriter) {
    let stack = chart.stacks[index]
    let (x, y) = (layout.periodLeft + 8, layout.stackTops[index] - 7)
    writer.text(
      stack.name, at: Point(x, y), style: TextStyle(size: 12, colour: Palette.ink, isBold: true))
    writer.text(
      stack.note, at: Point(x + TextMetrics.width(of: stack.name, size: 12) * 1.1 + 10, y),
      style: TextStyle(size: 11, colour: Palette.faint))
  }

  /// The limit where the load comes near it, else a little more than the load.
  private func upper(_ stack: PeriodicChart.Stack, peak: Int) -> Double {
    let room = Double(max(peak, 1)) * 1.15
    guard let limit = stack.limit, limit > 0 else { return room }
    let isNear = Double(peak) * 4 >= Double(limit)
    return isNear ? max(room, Double(limit) * 1.06) : room * 1.3
  }

  /// Where each layer lies, and the greatest height of all of them together.
  private func runs(of stack: PeriodicChart.Stack) -> (layers: [[Run]], peak: Int) {
    let cuts = Set(stack.layers.flatMap { $0.steps.map(\.start) }).union([0])
      .filter { 0..<chart.period ~= $0 }.sorted()
    var floor = [Int](repeating: 0, count: cuts.count)
    var layers: [[Run]] = []
    for layer in stack.layers {
      var (runs, next, height) = ([Run](), 0, 0)
      for (place, cut) in cuts.enumerated() {
        while next < layer.steps.count, layer.steps[next].start <= cut {
          height = max(0, layer.steps[next].height)
          next += 1
        }
        guard height > 0 else { continue }
        let low = floor[place]
        floor[place] = min(low + min(height, 1 << 60), 1 << 60)
        let end = place + 1 < cuts.count ? cuts[place + 1] : chart.period
        if let last = runs.last, last.end == cut, last.low == low, last.high == floor[place] {
          runs[runs.count - 1].end = end
        } else {
          runs.append(Run(start: cut, end: end, low: low, high: floor[place]))
        }
      }
      layers.append(runs)
    }
    return (layers, floor.max() ?? 0)
  }

  private func draw(
    _ layer: PeriodicChart.Layer, _ runs: [Run], _ scale: Axis, in writer: inout SVGWriter
  ) {
    var path = Path()
    for repetition in -1...1 {
      for run in runs {
        let (from, to) = (
          layout.boundedX(run.start + repetition * chart.period),
          layout.boundedX(run.end + repetition * chart.period)
        )
        guard from < to else { continue }
        let (low, high) = (
          scale.position(of: Double(run.low)), scale.position(of: Double(run.high))
        )
        path.move(to: Point(from, low))
        path.line(to: Point(from, high))
        path.line(to: Point(to, high))
        path.line(to: Point(to, low))
        path.close()
      }
    }
    writer.group(key: layer.key, tooltip: layer.tooltip) { writer in
      writer.path(path, style: .filled(layer.colour.colour))
      let widest = runs.max { first, second in
        first.end - first.start < second.end - second.start
      }
      guard let run = widest, !layer.label.isEmpty else { return }
      let (low, high) = (scale.position(of: Double(run.low)), scale.position(of: Double(run.high)))
      let room = Double(run.end - run.start) * layout.unitsPerTick
      guard low - high >= 10, TextMetrics.width(of: layer.label, size: 9) + 4 <= room else {
        return
      }
      writer.text(
        layer.label,
        at: Point((layout.x(run.start) + layout.x(run.end)) / 2, (low + high) / 2 + 3),
        style: TextStyle(colour: layer.colour.colour.textColour))
    }
  }

  /// A number that fits left of a stack.
  private func shortened(_ value: Int) -> String {
    let text = Decimal.grouped(value)
    return TextMetrics.width(of: text, size: 10) <= layout.left - 10
      ? text : Axis.label(for: Double(value), step: 1e12)
  }
}
