import Drawing
import Foundation
import Testing

@Suite("GanttChart")
struct GanttChartTests {
  /// One machine, `count` jobs in sequence with durations 1...9 and due dates around their ends.
  static func chart(_ count: Int, from origin: Int = 0, scale: Int = 1) -> GanttChart {
    var time = origin
    var bars: [GanttChart.Bar] = []
    for job in 0..<count {
      let end = time + (1 + (job * 7) % 9) * scale
      let due = end + ((job * 13) % 11 - 6) * 2 * scale
      bars.append(
        GanttChart.Bar(
          start: time, end: end, label: "\(job)", dueDate: due, tooltip: "job \(job)",
          key: "\(job)"))
      time = end
    }
    return GanttChart(
      title: "test \(count)", facts: [.init("jobs", "\(count)"), .init("length", "\(time)")],
      bars: bars)
  }

  @Test("Four jobs on one machine look as the golden file says")
  func goldenFewJobs() throws {
    try expectGolden(Self.chart(4).svg(), "gantt-4.svg")
  }

  @Test("Sixty jobs on one machine are wrapped as the golden file says")
  func goldenStrips() throws {
    try expectGolden(Self.chart(60).svg(), "gantt-60.svg")
  }

  @Test("A job shop with dependencies looks as the golden file says")
  func goldenJobShop() throws {
    let chart = GanttChart(
      title: "job shop", lanes: [.init("M1"), .init("a machine with a very long name")],
      bars: [
        .init(lane: 0, start: 0, end: 3, label: "1", colour: .series(0)),
        .init(lane: 1, start: 3, end: 8, label: "1", colour: .series(0), dueDate: 6),
        .init(lane: 1, start: 0, end: 2, label: "2", colour: .series(1)),
        .init(lane: 0, start: 3, end: 5, label: "2", colour: .series(1), dueDate: 6),
      ],
      links: [.init(from: 0, to: 1), .init(from: 2, to: 3), .init(from: 2, to: 99)],
      legend: [.init(.box(Palette.series(0)), "job 1"), .init(.box(Palette.series(1)), "job 2")],
      width: 500)
    try expectGolden(chart.svg(), "gantt-job-shop.svg")
  }

  @Test("Pictures are well-formed, complete and the same on every run", arguments: [0, 1, 5, 500])
  func wellFormed(count: Int) throws {
    let chart = Self.chart(count)
    let svg = chart.svg()
    #expect(svg == Self.chart(count).svg())
    let parsed = try #require(ParsedSVG(svg))
    #expect(parsed.keys == Set((0..<count).map(String.init)))
    #expect(parsed.titles.contains("test \(count)"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test("Every tardy job of a small schedule states how late it is")
  func tardinessIsStated() throws {
    let chart = GanttChart(
      title: "",
      bars: [
        .init(start: 0, end: 10, label: "a", dueDate: 4),
        .init(start: 10, end: 12, label: "b", dueDate: 12),
      ])
    let texts = try #require(ParsedSVG(chart.svg())).texts
    #expect(texts.contains("a: +6"))
    #expect(!texts.contains { $0.hasPrefix("b: ") })
  }

  @Test("The late part of a bar begins at its due date")
  func latePart() throws {
    // One bar over the whole axis, due after a quarter of it: the late part is three quarters.
    let chart = GanttChart(title: "", bars: [.init(start: 0, end: 100, dueDate: 25)], width: 1088)
    let parsed = try #require(ParsedSVG(chart.svg()))
    let late = parsed.elements.filter {
      $0.name == "rect" && $0.attributes["fill"] == Palette.late.hex
        && $0.attributes["height"] == "24"
    }
    #expect(late.count == 1)
    // The plot is 1088 - 2 * 44 = 1000 wide; half a unit of white space at the end of the bar.
    #expect(late.first?.attributes["x"] == "294")
    #expect(late.first?.attributes["width"] == "749.5")
  }

  @Test("A bar that ends where a strip ends is not continued in the next one")
  func stripBoundaries() throws {
    // 100 bars of 10 ticks: 3 strips of whole ticks of the axis, so no bar is cut.
    let bars = (0..<100).map {
      GanttChart.Bar(start: $0 * 10, end: $0 * 10 + 10, label: "\($0)", key: "\($0)")
    }
    let parsed = try #require(ParsedSVG(GanttChart(title: "", bars: bars).svg()))
    #expect(parsed.elements.count { $0.attributes["data-key"] != nil } == 100)
  }

  @Test("No bars, an empty bar and bars outside the lanes are drawn without harm")
  func degenerate() throws {
    let charts = [
      GanttChart(title: "", bars: []),
      GanttChart(title: "", bars: [.init(start: 5, end: 5, label: "x", dueDate: 3)]),
      GanttChart(title: "", bars: [.init(start: 5, end: -5, label: "x")]),
      GanttChart(title: "", bars: [.init(lane: 7, start: 0, end: 1)]),
      GanttChart(title: "", bars: [.init(lane: -1, start: 0, end: 1, dueDate: 0)]),
      GanttChart(title: "", bars: [.init(start: 0, end: 1)], width: -.infinity),
      GanttChart(title: "", bars: [.init(start: 0, end: 1)], width: .nan),
      GanttChart(title: "", lanes: (0..<200).map { .init("lane \($0)") }, bars: []),
    ]
    for chart in charts { #expect(ParsedSVG(chart.svg()) != nil) }
  }

  @Test(
    "Huge and negative times keep every coordinate on the page",
    arguments: [
      (0, 1_000_000_000_000_000), (-1_000_000_000_000_000, 1), (-500, 1), (1 << 59, 3),
      (.min / 2, 1 << 50),
    ])
  func extremeTimes(origin: Int, scale: Int) throws {
    let parsed = try #require(ParsedSVG(Self.chart(200, from: origin, scale: scale).svg()))
    for number in parsed.numbers {
      let value = try #require(Double(number))
      #expect((-20...10_000).contains(value))
    }
  }

  @Test("The extreme values of Int do not overflow")
  func limitsOfInt() {
    let chart = GanttChart(
      title: "",
      bars: (0..<300).map { index in
        .init(
          start: .min, end: .max, label: "\(index)", dueDate: index % 2 == 0 ? .min : .max)
      })
    #expect(ParsedSVG(chart.svg()) != nil)
  }

  @Test("The picture of 5,000 jobs stays below 2.5 MB and of 50,000 below 8 MB")
  func sizeIsBounded() {
    #expect(Self.chart(5_000).svg().utf8.count < 2_500_000)
    #expect(Self.chart(50_000).svg().utf8.count < 8_000_000)
  }

  @Test("No text leaves the picture, however long its numbers are")
  func textsStayInside() throws {
    // Three jobs, all late from the first tick: the amount of the last one fits neither behind nor before its line.
    let unit = 1_000_000_000_000
    let chart = GanttChart(
      title: "",
      bars: [
        .init(start: 0, end: unit, label: "0", dueDate: 5),
        .init(start: unit, end: 3 * unit, label: "1", dueDate: 7),
        .init(start: 3 * unit, end: 6 * unit, label: "2", dueDate: 9),
      ])
    let extents = try #require(ParsedSVG(chart.svg())).textExtents
    #expect(extents.contains { $0.text.hasPrefix("2: +") })
    #expect(extents.contains { $0.text == "6\u{2009}000\u{2009}000\u{2009}000\u{2009}000" })
    for extent in extents {
      #expect(extent.left >= 0 && extent.right <= 1200, "\(extent)")
    }
  }

  @Test("Stripes are defined exactly where something is striped")
  func stripes() {
    let late = GanttChart.Bar(start: 0, end: 10, dueDate: 4)
    var coloured = late
    coloured.colour = .series(1)
    var met = coloured
    met.dueDate = 10
    for (bars, isStriped) in [
      ([late], false), ([coloured], true), ([late, coloured], true), ([met], false), ([], false),
    ] {
      let svg = GanttChart(title: "", bars: bars).svg()
      #expect(svg.contains("late-stripes") == isStriped)
      #expect(svg.contains("url(#late-stripes)") == isStriped)
    }
  }

  @Test("Crowded charts say where labels are to be found, roomy ones do not")
  func hintWhenCrowded() throws {
    for (count, isCrowded) in [(60, false), (500, false), (5_000, true)] {
      var chart = Self.chart(count)
      chart.hintWhenCrowded = "look elsewhere"
      let parsed = try #require(ParsedSVG(chart.svg()))
      #expect(parsed.texts.contains("look elsewhere") == isCrowded)
      // Bars that are drawn as one keep their keys, so that a page can mark them.
      #expect(parsed.keys == Set((0..<count).map(String.init)))
    }
  }

  @Test("The legend calls heights as the chart does")
  func tardinessName() throws {
    for count in [4, 60] {
      var chart = Self.chart(count)
      chart.tardinessName = "pain"
      let texts = try #require(ParsedSVG(chart.svg())).texts
      #expect(texts.contains { $0.hasPrefix("pain") })
      #expect(!texts.contains { $0.hasPrefix("tardiness") })
    }
  }

  @Test("Due dates far from the schedule are counted in the legend")
  func hiddenDueDates() throws {
    let chart = GanttChart(
      title: "",
      bars: [.init(start: 0, end: 10, dueDate: -3), .init(start: 10, end: 20, dueDate: 900)])
    let texts = try #require(ParsedSVG(chart.svg())).texts
    #expect(texts.contains("2 due dates beyond the axis"))
  }

  @Test("Labels of due dates never overlap one another")
  func flagLabels() throws {
    for count in [5, 20, 60, 200] {
      let parsed = try #require(ParsedSVG(Self.chart(count).svg()))
      var rows: [String: [(left: Double, right: Double)]] = [:]
      var texts = parsed.texts.makeIterator()
      for element in parsed.elements where element.name == "text" {
        let text = texts.next() ?? ""
        guard let fill = element.attributes["fill"], element.attributes["font-weight"] == nil,
          fill == Palette.late.hex || fill == Palette.series(0).hex,
          let x = element.attributes["x"].flatMap(Double.init), let y = element.attributes["y"]
        else { continue }
        rows[y, default: []].append((x, x + TextMetrics.width(of: text, size: 9)))
      }
      #expect(!rows.isEmpty)
      for row in rows.values {
        let sorted = row.sorted { $0.left < $1.left }
        for (first, second) in zip(sorted, sorted.dropFirst()) {
          #expect(first.right <= second.left)
        }
      }
    }
  }
}
