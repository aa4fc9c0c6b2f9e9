import Drawing
import Testing

@Suite("InteractivePage")
struct InteractivePageTests {
  private func page(_ title: String, cell: String) -> String {
    let chart = GanttChart(title: "c", bars: [.init(start: 0, end: 1, label: "a", key: "a<b")])
    return InteractivePage(
      title: title, picture: chart.svg(), columns: ["x & y"],
      rows: [.init(key: "a<b", cells: [cell], isHighlighted: true), .init(key: "", cells: [])]
    ).html()
  }

  @Test("Title, keys and cells are escaped")
  func escaping() {
    let html = page("<script>alert('t')</script>", cell: "\"1\" < 2")
    #expect(html.contains("<title>&lt;script&gt;alert(&#39;t&#39;)&lt;/script&gt;</title>"))
    #expect(html.contains("<td>&quot;1&quot; &lt; 2</td>"))
    #expect(html.contains("<th scope=\"col\">x &amp; y</th>"))
    #expect(html.contains("<tr data-key=\"a&lt;b\" class=\"mark\">"))
  }

  @Test(
    "The bar names what is searched for and states the summary, both escaped; a failed search is said"
  )
  func bar() {
    var page = InteractivePage(title: "t", picture: "", columns: [], rows: [])
    page.searchHint = "job \"number\""
    page.summary = "1 < 2"
    let html = page.html()
    #expect(html.contains("placeholder=\"job &quot;number&quot;\""))
    #expect(html.contains("<b>1 &lt; 2</b>"))
    #expect(html.contains("<output id=\"found\"></output>") && html.contains("'not found'"))
  }

  @Test("The page refers to nothing outside itself")
  func selfContained() {
    let html = page("t", cell: "1")
    // The only address is the name of the SVG namespace.
    #expect(html.components(of: "http") == 1)
    #expect(!html.contains(" src=") && !html.contains("@import") && !html.contains("<link"))
    #expect(html.components(of: "<svg") == 1)
  }

  @Test("Ticks of decimal schedules are shown in their unit")
  func decimalTicks() throws {
    let chart = GanttChart(
      title: "", bars: [.init(start: 0, end: 1500, label: "a", dueDate: 1250)],
      ticksPerUnit: 1000)
    let texts = try #require(ParsedSVG(chart.svg())).texts
    #expect(texts.contains("a: +0.25"))
    #expect(texts.contains("0.2") && !texts.contains("200"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
