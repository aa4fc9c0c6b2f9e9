import Drawing
import OptCore

/// A chart of the report: drawn twice, for wide and for narrow windows, with its values for the pointer.
struct PageChart {
  let title: String
  /// What the chart shows and how to read it.
  let caption: String
  let x: LineChart.AxisOptions
  let y: LineChart.AxisOptions
  let series: [LineChart.Series]
  /// Whether larger values are better: the list under the pointer begins with them.
  let largerIsBetter: Bool
  /// Width on wide pages in user units, so that text keeps its size: 600 beside another chart, 1200 alone.
  var width = 600.0

  /// Points that are kept of one curve for the pointer.
  private static let pointLimit = 400

  /// The figure; empty without any point.
  var html: String {
    guard series.contains(where: { !$0.points.isEmpty }) else { return "" }
    let values = JSONValue.array(
      series.map { one in
        .object(pairs: [
          ("name", .string(one.name)),
          (
            "points",
            .array(
              PageChart.thinned(one.points).map {
                .array([.number($0.x), .number($0.y)])
              })
          ),
        ])
      })
    return "<figure data-series=\"\(HTMLText.attribute(values))\">\n"
      + picture("wide", width: width, height: 400) + picture("narrow", width: 400, height: 380)
      + "<output></output><figcaption>\(HTMLText.escaped(caption))</figcaption></figure>\n"
  }

  private func picture(_ kind: String, width: Double, height: Double) -> String {
    let chart = LineChart(title: title, x: x, y: y, series: series, width: width, height: height)
    let plotted = chart.plotted()
    let plot = JSONValue.object(pairs: [
      ("left", .number(plotted.x.start)), ("right", .number(plotted.x.end)),
      ("top", .number(plotted.area.y)), ("bottom", .number(plotted.area.bottom)),
      ("from", .number(plotted.x.lower)), ("to", .number(plotted.x.upper)),
      ("log", .bool(plotted.x.scale == .logarithmic)), ("label", .string(x.label)),
      ("descending", .bool(largerIsBetter)),
    ])
    return "<div class=\"\(kind)\" data-plot=\"\(HTMLText.attribute(plot))\">\(plotted.svg)</div>\n"
  }

  /// At most `pointLimit` points, the first and the last among them.
  private static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > pointLimit else { return points }
    let step = Double(points.count - 1) / Double(pointLimit - 1)
    return (0..<pointLimit).map { points[Int((Double($0) * step).rounded())] }
  }
}
