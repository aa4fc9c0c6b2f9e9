import Drawing
import OptCore

/// A chart of the report: drawn twice, for wide and for narrow windows, with its values for the pointer.
struct PageChart {
  /// Unique among the charts of a page.
  let id: String
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

  /// The curves that have points.
  private var shown: [LineChart.Series] { series.filter { !$0.points.isEmpty } }

  /// The figure; empty without any point.
  var html: String {
    guard !shown.isEmpty else { return "" }
    let axis = chart(width: width, height: 400).plotted().x
    let values = JSONValue.array(
      shown.map { one in
        .object(pairs: [
          ("name", .string(one.name)),
          (
            "points",
            .array(
              PageChart.thinned(one.points, along: axis).map {
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
    let plotted = chart(width: width, height: height).plotted()
    let plot = JSONValue.object(pairs: [
      ("left", .number(plotted.x.start)), ("right", .number(plotted.x.end)),
      ("top", .number(plotted.area.y)), ("bottom", .number(plotted.area.bottom)),
      ("from", .number(plotted.x.lower)), ("to", .number(plotted.x.upper)),
      ("log", .bool(plotted.x.scale == .logarithmic)), ("label", .string(x.label)),
      ("descending", .bool(largerIsBetter)),
    ])
    return "<div class=\"\(kind)\" data-plot=\"\(HTMLText.attribute(plot))\">"
      + unique(plotted.svg, kind) + "</div>\n"
  }

  /// The picture with identifiers that no other of the page has. Only markup changes: texts hold no plain quotes.
  private func unique(_ svg: String, _ kind: String) -> String {
    svg.replacing("id=\"clip-", with: "id=\"\(id)-\(kind)-clip-")
      .replacing("clip-path=\"url(#clip-", with: "clip-path=\"url(#\(id)-\(kind)-clip-")
  }

  private func chart(width: Double, height: Double) -> LineChart {
    LineChart(title: title, x: x, y: y, series: shown, width: width, height: height)
  }

  /// The last of the points that fall on one unit of width: all that a pointer can tell apart.
  private static func thinned(_ points: [Point], along axis: Axis) -> [Point] {
    func column(_ index: Int) -> Double { axis.position(of: points[index].x).rounded(.down) }
    return points.indices.filter { index in
      index + 1 == points.count || column(index) != column(index + 1)
    }.map { points[$0] }
  }
}
