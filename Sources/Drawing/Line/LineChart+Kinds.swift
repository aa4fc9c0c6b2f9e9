extension LineChart {
  /// The course of a run: incumbents and bounds as steps over time.
  ///
  /// - Parameters:
  ///   - incumbents: (seconds, objective value) of every improvement, ascending in time.
  ///   - bounds: (seconds, proven bound) of every improvement, ascending in time.
  ///   - endTime: when the run ended, in seconds; the last values hold until then.
  ///   - timeScale: a logarithmic axis shows early improvements better; time 0 is then shown at
  ///     a thousandth of a second or the earliest later event, whichever is smaller.
  public static func convergence(
    title: String, incumbents: [Point], bounds: [Point], endTime: Double,
    timeScale: Axis.Scale = .linear
  ) -> LineChart {
    let times = (incumbents + bounds).map(\.x)
    let earliest = min(times.filter { $0 > 0 }.min() ?? 1e-3, 1e-3)
    let end = max(endTime, times.max() ?? 0)
    func held(_ points: [Point]) -> [Point] {
      guard let last = points.last else { return [] }
      let shown = points.map { point in
        timeScale == .logarithmic ? Point(max(point.x, earliest), point.y) : point
      }
      return last.x < end ? shown + [Point(end, last.y)] : shown
    }
    return LineChart(
      title: title,
      x: AxisOptions(
        "time [s]", scale: timeScale, lower: timeScale == .linear ? 0 : nil, upper: end),
      y: AxisOptions("objective"),
      series: [
        Series("incumbent", held(incumbents), interpolation: .step, colour: Palette.series(0)),
        Series(
          "bound", held(bounds), interpolation: .step, colour: Palette.late, isDashed: true),
      ])
  }

  /// Performance profiles: for each method, the share of instances solved within a factor of the
  /// best method.
  ///
  /// - Parameter curves: for each method the points (factor at least 1, share 0...1), ascending.
  /// - Source: Dolan and More (2002), "Benchmarking optimization software with performance
  ///   profiles".
  public static func performanceProfile(
    title: String, quantity: String, curves: [(name: String, points: [Point])]
  ) -> LineChart {
    LineChart(
      title: title,
      x: AxisOptions("\(quantity) relative to the best", scale: .logarithmic, lower: 1),
      y: AxisOptions("share of instances", lower: 0, upper: 1),
      series: curves.map { Series($0.name, $0.points, interpolation: .step) })
  }
}
