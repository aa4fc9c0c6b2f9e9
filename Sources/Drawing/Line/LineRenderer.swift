/// Writes a line chart as SVG.
struct LineRenderer: Sendable {
  private let chart: LineChart
  let frame: PlotFrame

  init(chart: LineChart) {
    self.chart = chart
    let entries = chart.series.enumerated().map { index, series in
      Legend.Entry(
        .line(
          LineRenderer.colour(of: series, at: index),
          dashes: LineRenderer.dashes(of: series, at: index)),
        series.name)
    }
    frame = PlotFrame(
      width: chart.width, height: chart.height, title: chart.title, legend: Legend(entries),
      x: LineRenderer.side(
        chart.x, values: chart.series.lazy.flatMap { $0.points.lazy.map(\.x) }, padding: 0),
      y: LineRenderer.side(
        chart.y, values: chart.series.lazy.flatMap { $0.points.lazy.map(\.y) }, padding: 0.05))
  }

  func render() -> String {
    frame.render { writer in
      for (index, series) in chart.series.enumerated() {
        draw(series, at: index, in: &writer)
      }
    }
  }

  private func draw(_ series: LineChart.Series, at index: Int, in writer: inout SVGWriter) {
    let colour = LineRenderer.colour(of: series, at: index)
    let style = ShapeStyle(
      fill: .none, stroke: .colour(colour), strokeWidth: 2,
      dashes: LineRenderer.dashes(of: series, at: index))
    for run in runs(of: series.points) {
      let corners = thinned(series.interpolation == .step ? steps(run) : run)
      if corners.count > 1 { writer.polyline(corners, style: style, tooltip: series.name) }
      if series.hasDots || run.count == 1 {
        for point in thinned(run) {
          writer.circle(point, radius: 3, style: .filled(colour), tooltip: series.name)
        }
      }
    }
  }

  /// The points on the page, cut where the axes cannot show a value.
  private func runs(of points: [Point]) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for point in points {
      let isShown =
        point.x.isFinite && point.y.isFinite
        && (chart.x.scale == .linear || point.x > 0) && (chart.y.scale == .linear || point.y > 0)
      if isShown {
        runs[runs.count - 1].append(
          Point(
            frame.x.unboundedPosition(of: point.x), frame.y.unboundedPosition(of: point.y)))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private func steps(_ points: [Point]) -> [Point] {
    var corners: [Point] = []
    corners.reserveCapacity(2 * points.count)
    for point in points {
      if let last = corners.last, last.y != point.y { corners.append(Point(point.x, last.y)) }
      corners.append(point)
    }
    return corners
  }

  /// The first, lowest, highest and last of the points that fall on one unit of width, in their
  /// order: the picture stays the same, its size is bounded.
  private func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 2 * Int(frame.area.width) else { return points }
    var result: [Point] = []
    var start = 0
    while start < points.count {
      let column = points[start].x.rounded(.down)
      var end = start + 1
      var lowest = start
      var highest = start
      while end < points.count && points[end].x.rounded(.down) == column {
        if points[end].y > points[lowest].y { lowest = end }
        if points[end].y < points[highest].y { highest = end }
        end += 1
      }
      var previous = -1
      for index in [start, min(lowest, highest), max(lowest, highest), end - 1]
      where index > previous {
        result.append(points[index])
        previous = index
      }
      start = end
    }
    return result
  }

  private static func colour(of series: LineChart.Series, at index: Int) -> Colour {
    series.colour ?? Palette.series(series.place ?? index)
  }

  /// Where the hues of the palette come again, the kind of line tells the curves apart.
  private static func dashes(of series: LineChart.Series, at index: Int) -> [Double] {
    if series.isDashed { return [6, 4] }
    switch (series.place ?? index) / Palette.series.count % 3 {
    case 0: return []
    case 1: return [10, 3]
    default: return [2, 2]
    }
  }

  /// The limits of an axis: as asked, or the extent of the finite values with some padding.
  private static func side(
    _ options: LineChart.AxisOptions, values: some Sequence<Double>, padding: Double
  ) -> PlotFrame.Side {
    var lowest = Double.infinity
    var highest = -Double.infinity
    for value in values where value.isFinite && (options.scale == .linear || value > 0) {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    if lowest > highest { (lowest, highest) = options.scale == .linear ? (0, 1) : (1, 10) }
    let margin = options.scale == .linear ? (highest - lowest) * padding : 0
    return PlotFrame.Side(
      label: options.label, scale: options.scale, lower: options.lower ?? lowest - margin,
      upper: options.upper ?? highest + margin)
  }
}
