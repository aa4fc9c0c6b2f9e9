import Drawing
import Foundation
import Testing

@Suite("LineChart")
struct LineChartTests {
  @Test("A convergence chart looks as the golden file says")
  func goldenConvergence() throws {
    let chart = LineChart.convergence(
      title: "run", incumbents: [Point(0, 130), Point(0.1, 125)],
      bounds: [Point(0.01, 90), Point(2, 125)], endTime: 4, timeScale: .logarithmic)
    try expectGolden(chart.svg(), "convergence.svg")
    #expect(ParsedSVG(chart.svg()) != nil)
  }

  @Test("Performance profiles look as the golden file says")
  func goldenProfile() throws {
    let chart = LineChart.performanceProfile(
      title: "profiles", quantity: "time",
      curves: [
        ("a", [Point(1, 0.5), Point(4, 1)]), ("b", [Point(1, 0.75), Point(2, 0.9)]),
      ])
    try expectGolden(chart.svg(), "profile.svg")
  }

  @Test("A curve with a place looks the same wherever it stands")
  func place() throws {
    func look(_ series: [LineChart.Series]) throws -> [String: String] {
      let chart = LineChart(title: "t", x: .init("x"), y: .init("y"), series: series)
      let parsed = try #require(ParsedSVG(chart.svg()))
      let curve = try #require(parsed.elements.last { $0.name == "polyline" })
      return curve.attributes.filter { $0.key.hasPrefix("stroke") }
    }
    let points = [Point(0, 0), Point(1, 1)]
    let others = (0..<17).map { LineChart.Series("s\($0)", points) }
    let alone = try look([.init("b", points, place: 17)])
    #expect(try look(others + [.init("b", points)]) == alone)
    #expect(alone["stroke"] == Palette.series(17).hex)
    #expect(alone["stroke-dasharray"] == "2 2")
    #expect(try look([.init("b", points)]) != alone)
  }

  /// The corners of the curves, in the order of the series.
  private func curves(of chart: LineChart) throws -> [[(x: Double, y: Double)]] {
    let parsed = try #require(ParsedSVG(chart.svg()))
    return parsed.elements.filter { $0.name == "polyline" }.map { element in
      (element.attributes["points"] ?? "").split(separator: " ").map { point in
        let values = point.split(separator: ",").compactMap { Double($0) }
        return (values[0], values[1])
      }
    }
  }

  private func chart(
    _ points: [Point], _ interpolation: LineChart.Interpolation = .linear,
    scale: Axis.Scale = .linear
  ) -> LineChart {
    LineChart(
      title: "", x: .init("x", lower: 0, upper: 10), y: .init("y", scale: scale),
      series: [.init("s", points, interpolation: interpolation)])
  }

  @Test("A step curve holds its value until the next point")
  func steps() throws {
    let curve = try #require(
      curves(of: chart([Point(0, 1), Point(5, 3), Point(10, 3)], .step)).first)
    // Corners: (0,1), (5,1), (5,3), (10,3).
    #expect(curve.count == 4)
    #expect(curve[1].x == curve[2].x && curve[0].y == curve[1].y && curve[2].y == curve[3].y)
  }

  @Test("Values that an axis cannot show interrupt the curve")
  func interruptions() throws {
    let points = [Point(0, 1), Point(1, 2), Point(2, 0), Point(3, 4), Point(4, 5), Point(5, .nan)]
    #expect(try curves(of: chart(points, scale: .logarithmic)).map(\.count) == [2, 2])
    #expect(try curves(of: chart(points)).map(\.count) == [5])
  }

  @Test("A million points are thinned, with every peak kept")
  func thinning() throws {
    var points = (0..<1_000_000).map { Point(Double($0) / 100_000, Double($0 % 7)) }
    points[654_321].y = 100
    points[123_456].y = -100
    let large = chart(points)
    let svg = large.svg()
    #expect(svg.utf8.count < 100_000)
    let heights = try curves(of: large)[0].map(\.y)
    // The extremes stand a twentieth of their difference from the edges: the peaks are there.
    let span = try #require(heights.max()) - (try #require(heights.min()))
    #expect(heights.count { $0 < (heights.min() ?? 0) + span * 0.4 } == 1)
    #expect(heights.count { $0 > (heights.max() ?? 0) - span * 0.4 } == 1)
  }

  @Test("Charts without points, with one point or with absurd values are drawn without harm")
  func degenerate() throws {
    let values: [[Point]] = [
      [], [Point(1, 1)], [Point(.nan, .infinity)], [Point(0, 1e300), Point(10, -1e300)],
      [Point(3, 7), Point(4, 7)],
    ]
    for points in values {
      for scale in [Axis.Scale.linear, .logarithmic] {
        let svg = chart(points, scale: scale).svg()
        #expect(ParsedSVG(svg) != nil)
        #expect(!svg.contains("nan") && !svg.contains("inf\""))
      }
    }
    let tiny = LineChart(
      title: "t", x: .init(""), y: .init(""), series: [], width: -5, height: .nan)
    #expect(ParsedSVG(tiny.svg()) != nil)
  }
}
