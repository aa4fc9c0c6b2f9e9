import Drawing
import Testing

@Suite("GanttChart of several lanes")
struct GanttLanesTests {
  /// Two machines: a downtime, a setup, a release, a due date, marked bars and a path through them.
  private static func shop() -> GanttChart {
    var bars: [GanttChart.Bar] = [
      .init(lane: 0, start: 0, end: 4, label: "0.0", colour: .member(0), key: "0.0\n0"),
      .init(
        lane: 1, start: 4, end: 9, label: "0.1", colour: .member(0), dueDate: 7, tooltip: "late",
        key: "0.1\n0"),
      .init(
        lane: 0, start: 6, end: 7, label: "a label far too long", colour: .member(1), key: "1.0\n1"),
    ]
    bars[0].isMarked = true
    bars[1].isMarked = true
    bars[1].dueLabel = "J0"
    bars[2].shortLabel = "1"
    var chart = GanttChart(
      title: "shop", lanes: [.init("M0", note: "50 %"), .init("M1", note: "60 %")], bars: bars,
      legend: [
        .init(.box(Palette.member(0)), "job 0", key: "0"), .init(.path, "a critical path"),
        .init(.outlinedBox(Palette.lane), "critical"), .init(.closed, "down"),
        .init(.setup, "setup"),
      ], width: 600)
    chart.pauses = [
      .init(lane: 1, start: -5, end: 2, tooltip: "down"),
      .init(lane: 0, start: 4, end: 6, kind: .setup, tooltip: "setup"),
      .init(lane: 9, start: 0, end: 9),
    ]
    chart.releases = [.init(time: 6, label: "J1", key: "1")]
    chart.path = [0, 1, 77]
    chart.noteName = "in use"
    return chart
  }

  @Test("A shop with everything looks as the golden file says")
  func golden() throws {
    try expectGolden(Self.shop().svg(), "gantt-shop.svg")
  }

  @Test(
    "Bars without room for their labels have their short ones, due dates and releases their own")
  func labels() throws {
    let texts = try #require(ParsedSVG(Self.shop().svg())).texts
    for text in ["0.0", "0.1", "1", "J0", "J1", "in use", "50 %", "job 0", "release"] {
      #expect(texts.contains(text))
    }
    #expect(!texts.contains("a label far too long"))
  }

  @Test("Every shape of a job is found under its key, its entry in the legend as well")
  func keys() throws {
    let parsed = try #require(ParsedSVG(Self.shop().svg()))
    let shapes = parsed.elements.compactMap { $0.attributes["data-key"] }
    // Legend, two bars, due date; a bar and a release.
    #expect(shapes.count { $0.split(separator: "\n").contains("0") } == 4)
    #expect(shapes.count { $0.split(separator: "\n").contains("1") } == 2)
  }

  @Test("The path steps from lane to lane where one bar ends and the next starts")
  func path() throws {
    var chart = Self.shop()
    let paths = { (chart: GanttChart) in
      ParsedSVG(chart.svg())?.elements.count {
        $0.name == "path" && $0.attributes["stroke"] == Palette.ink.hex
      }
    }
    #expect(paths(chart) == 1)
    chart.path = [0]
    #expect(paths(chart) == 0)
    // Touching bars of one lane need no line.
    chart.bars = [.init(start: 0, end: 4), .init(start: 4, end: 9)]
    chart.path = [0, 1]
    #expect(paths(chart) == 0)
  }

  @Test("Pauses at the end of the integers and releases beyond the axis are drawn without harm")
  func extremes() throws {
    var chart = Self.shop()
    chart.pauses.append(.init(lane: 0, start: .min, end: .max, tooltip: "always"))
    chart.pauses.append(.init(lane: 0, start: .max, end: .min))
    chart.releases += [.init(time: .max, label: "x"), .init(time: .min, label: "y")]
    chart.path = [-1, 0, 2, 1, .max]
    let parsed = try #require(ParsedSVG(chart.svg()))
    for number in parsed.numbers {
      #expect((-20...10_000).contains(try #require(Double(number))))
    }
  }

  @Test("Two hundred bars on each of ten lanes are wrapped, all keys kept")
  func manyBars() throws {
    var bars: [GanttChart.Bar] = []
    for lane in 0..<10 {
      for place in 0..<200 {
        bars.append(
          .init(
            lane: lane, start: place * 10, end: place * 10 + 9, label: "\(lane).\(place)",
            colour: .member(lane), key: "\(lane).\(place)"))
      }
    }
    let chart = GanttChart(
      title: "", lanes: (0..<10).map { .init("M\($0)") }, bars: bars, width: 1600)
    let parsed = try #require(ParsedSVG(chart.svg()))
    #expect(parsed.keys.count == 2_000)
    // More than 30 units for each: every label is there.
    #expect(Set(parsed.texts).isSuperset(of: bars.map(\.label)))
  }

  @Test("The colours of twenty members differ from each other and from the greys around them")
  func colours() {
    let colours = (0..<60).map(Palette.member)
    #expect(Set(colours).count == 60)
    #expect(Palette.member(60) == colours[0] && Palette.member(-1) == colours[59])
    #expect(ColourClass.member(7).colour == colours[7])
    let greys = [Palette.paper, Palette.lane, Palette.ink, ColourClass.neutral.colour]
    for (index, colour) in colours.prefix(20).enumerated() {
      for other in colours.prefix(index) + greys {
        let distance =
          abs(Int(colour.red) - Int(other.red)) + abs(Int(colour.green) - Int(other.green))
          + abs(Int(colour.blue) - Int(other.blue))
        #expect(distance >= 60)
      }
      #expect(colour.contrast(with: colour.textColour) >= Colour.readableContrast)
    }
  }
}
