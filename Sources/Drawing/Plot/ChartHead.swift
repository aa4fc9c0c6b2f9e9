/// The title of a chart, and below it the facts in lines.
struct ChartHead: Sendable {
  private let title: String
  private let rows: [[GanttChart.Fact]]
  /// Width of the picture in user units.
  private let width: Double

  /// Facts stand in lines from the left margin up to `right`.
  init(title: String, facts: [GanttChart.Fact], width: Double, right: Double) {
    (self.title, self.width) = (title, width)
    var rows: [[GanttChart.Fact]] = []
    var used = 0.0
    for fact in facts {
      let extent = ChartHead.extent(of: fact)
      if rows.isEmpty || used + extent > right - ChartHead.margin {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(fact)
      used += extent
    }
    self.rows = rows
  }

  private static let margin = 24.0

  /// Where what comes below may begin.
  var bottom: Double { 44 + Double(rows.count) * 20 }

  /// Writes title and facts.
  func draw(in writer: inout SVGWriter) {
    writer.text(
      TextMetrics.fitted(title, width: width - 40, size: 18), at: Point(ChartHead.margin, 30),
      style: TextStyle(size: 18, colour: Palette.ink, isBold: true))
    writer.group(text: TextStyle(size: 13, colour: Palette.faint)) { writer in
      for (index, row) in rows.enumerated() {
        let y = 54 + Double(index) * 20
        var x = ChartHead.margin
        for fact in row {
          writer.text(fact.name, at: Point(x, y))
          writer.text(
            fact.value, at: Point(x + TextMetrics.width(of: fact.name, size: 13) + 5, y),
            style: TextStyle(colour: Palette.ink, isBold: true))
          x += ChartHead.extent(of: fact)
        }
      }
    }
  }

  /// The width of a fact with the space behind it.
  private static func extent(of fact: GanttChart.Fact) -> Double {
    TextMetrics.width(of: fact.name, size: 13) + 5
      + TextMetrics.width(of: fact.value, size: 13) * 1.1 + 26
  }
}
