import Drawing
import Testing

@Suite("Charts of a schedule that repeats")
struct PeriodicChartTests {
  private typealias Bar = PeriodicChart.Bar

  /// Two lanes over a period of 10: a bar that passes its end, one before it, a short one, one longer than the period.
  private func chart() -> PeriodicChart {
    var chart = PeriodicChart(
      title: "a <repeating> schedule", period: 10, periodName: "II",
      lanes: [PeriodicChart.Lane("unit", note: "70 %"), PeriodicChart.Lane("warp")],
      bars: [
        Bar(lane: 0, start: 27, end: 32, label: "wraps", colour: .member(0), key: "wraps"),
        Bar(lane: 0, start: 3, end: 7, label: "inside", colour: .member(1), key: "inside"),
        Bar(lane: 1, start: 4, end: 4, label: "nothing", colour: .member(2), key: "nothing"),
        Bar(lane: 1, start: 5, end: 18, label: "long", colour: .member(3), key: "long"),
        Bar(lane: 2, start: 0, end: 1, label: "nowhere", colour: .member(4), key: "nowhere"),
      ])
    chart.bars[0].density = 2
    chart.bars[1].isMarked = true
    chart.bars[1].tooltip = "inside: 3 to 7"
    chart.lanes[1].startsGroup = true
    chart.lanes[1].makesRoom = true
    chart.facts = [.init("II", "10")]
    chart.densityNames = ["stage 0", "stage 1", "stage 2"]
    chart.markName = "marked"
    chart.stacks = [
      PeriodicChart.Stack(
        "memory", note: "at most 7 of 9", limit: 9,
        layers: [
          .init(
            label: "wraps", colour: .member(0),
            steps: [.init(start: 0, height: 4), .init(start: 6, height: 2)], key: "wraps"),
          .init(
            label: "inside", colour: .member(1),
            steps: [.init(start: 2, height: 3), .init(start: 8, height: 0)], key: "inside"),
        ])
    ]
    return chart
  }

  @Test("A chart with all its parts looks as its golden file says")
  func golden() throws {
    try expectGolden(chart().svg(), "periodic.svg")
  }

  @Test("It is well-formed and names what it shows")
  func content() throws {
    let svg = try #require(ParsedSVG(chart().svg()))
    for text in ["II = 10", "unit", "70 %", "warp", "wraps", "inside", "memory", "stage 2", "7"] {
      #expect(svg.texts.contains(text), "\(text)")
    }
    #expect(svg.titles.contains("inside: 3 to 7"))
    #expect(svg.keys == ["wraps", "inside", "nothing", "long"])
  }

  /// The bars by key, as left and right end and top, in user units.
  private func boxes(
    _ svg: ParsedSVG
  ) -> [(key: String, left: Double, right: Double, top: Double)] {
    var boxes: [(key: String, left: Double, right: Double, top: Double)] = []
    let shapes = svg.elements.filter { $0.name != "title" }
    for (group, shape) in zip(shapes, shapes.dropFirst()) {
      guard let key = group.attributes["data-key"], shape.name == "rect",
        let x = Double(shape.attributes["x"] ?? ""), let y = Double(shape.attributes["y"] ?? ""),
        let width = Double(shape.attributes["width"] ?? "")
      else { continue }
      boxes.append((key, x, x + width, y))
    }
    return boxes
  }

  @Test("A bar that passes the end of the period goes on at its start")
  func wrapping() throws {
    let boxes = boxes(try #require(ParsedSVG(chart().svg())))
    let wraps = boxes.filter { $0.key == "wraps" }.sorted { $0.left < $1.left }
    // Rows 7 to 12: as it begins in the period, and as it ends from the period before.
    #expect(wraps.count == 2)
    let inside = try #require(boxes.first { $0.key == "inside" })
    let unit = (inside.right - inside.left + 1) / 4
    #expect(abs(wraps[1].left - inside.left - 4 * unit) < 0.1)
    #expect(abs(wraps[0].right - (inside.left - unit - 1)) < 0.1)
    // Longer than the period: one full turn and 3 more, on lines of their own.
    #expect(Set(boxes.filter { $0.key == "long" }.map(\.top)).count == 2)
  }

  @Test("Bars on a line never overlap, and lines are as many as it takes")
  func lines() throws {
    var state: UInt64 = 7
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<100 {
      let period = 4 + random(30)
      var chart = PeriodicChart(
        title: "random", period: period, lanes: [PeriodicChart.Lane("a")],
        bars: (0..<(1 + random(12))).map { number in
          let start = random(99)
          return Bar(
            lane: 0, start: start, end: start + 1 + random(period), label: "",
            colour: .member(number), key: "\(number)")
        })
      chart.lanes[0].makesRoom = random(2) == 0
      let boxes = boxes(try #require(ParsedSVG(chart.svg())))
      let lines = Dictionary(grouping: boxes, by: \.top)
      #expect(lines.count <= chart.bars.count)
      #expect(Set(boxes.map(\.key)).count == chart.bars.count)
      for line in lines.values {
        let sorted = line.sorted { $0.left < $1.left }
        for (first, second) in zip(sorted, sorted.dropFirst()) {
          #expect(first.right <= second.left + 0.02)
        }
      }
    }
  }

  @Test("A limit far above the load is not drawn, one that it comes near is")
  func limits() throws {
    for (limit, isDrawn) in [(9, true), (1_000, false), (nil, false)] {
      var chart = chart()
      chart.stacks[0].limit = limit
      let svg = try #require(ParsedSVG(chart.svg()))
      let dashed = svg.elements.filter {
        $0.name == "line" && $0.attributes["stroke-dasharray"] != nil
      }
      // One of the lines stands in the legend.
      #expect(dashed.count == (isDrawn ? 2 : limit == nil ? 0 : 1))
    }
  }

  @Test("Bars that find no line are counted in the legend")
  func crowd() throws {
    for (count, hidden) in [(48, 0), (50, 2)] {
      let chart = PeriodicChart(
        title: "crowd", period: 5, lanes: [PeriodicChart.Lane("a")],
        bars: (0..<count).map {
          Bar(lane: 0, start: 0, end: 3, label: "", colour: .regular, key: "\($0)")
        })
      let svg = try #require(ParsedSVG(chart.svg()))
      #expect(svg.keys.count == 48)
      #expect(svg.texts.contains("2 bars without room are left out") == (hidden > 0))
    }
  }

  @Test("Empty charts, huge times and odd names are drawn")
  func oddities() {
    var charts = [PeriodicChart(title: "", period: 0, lanes: [], bars: [])]
    charts.append(
      PeriodicChart(
        title: "]]> & <b>\u{0}", period: .max, lanes: [PeriodicChart.Lane("<")],
        bars: [
          Bar(lane: 0, start: .min, end: .max, label: "&", colour: .regular, key: "\""),
          Bar(lane: 0, start: 3, end: 1, label: "", colour: .late),
          Bar(lane: -1, start: 0, end: 1, label: "x", colour: .neutral),
        ]))
    charts.append(
      PeriodicChart(
        title: "turns", period: 1, lanes: [PeriodicChart.Lane("a")],
        bars: [Bar(lane: 0, start: 0, end: 1 << 50, label: "a", colour: .regular)]))
    charts[2].bars[0].count = .max
    charts[2].stacks = [
      PeriodicChart.Stack(
        "full", limit: 0,
        layers: (0..<3).map { _ in
          .init(
            label: "a", colour: .regular,
            steps: [.init(start: 0, height: .max), .init(start: 9, height: -5)])
        })
    ]
    for chart in charts {
      let svg = ParsedSVG(chart.svg())
      #expect(svg != nil)
      #expect(svg?.numbers.allSatisfy { Double($0)?.isFinite == true } == true)
    }
  }
}
