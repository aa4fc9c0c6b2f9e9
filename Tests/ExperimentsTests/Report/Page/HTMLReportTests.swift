import Experiments
import OptCore
import TestSupport
import Testing

@Suite("The report as a page")
struct HTMLReportTests {
  /// The page of a study whose runs have keys like real ones.
  static func page(_ fixture: StudyFixture) throws -> (html: String, document: HTMLDocument) {
    var fixture = fixture
    for index in fixture.runs.indices {
      let digest = InstanceDigest(of: Array(fixture.runs[index].key.utf8))
      fixture.runs[index].key = String(digest.hexadecimal.prefix(32))
    }
    let html = HTMLReport(try fixture.statistics()).html()
    return (html, try HTMLDocument(html))
  }

  static func emptied(_ fixture: StudyFixture) -> StudyFixture {
    var fixture = fixture
    fixture.runs = []
    return fixture
  }

  /// A run with a solution only.
  static var single: StudyFixture {
    var fixture = StudyFixture()
    fixture.methods = ["a"]
    fixture.add("a", on: "x1", 5)
    return fixture
  }

  static var studies: [StudyFixture] {
    [ReportTablesTests.study, emptied(StudyFixture()), single]
      + (1...4).map { StudyFixture.random(seed: $0) }
  }

  @Test("Well formed, in one file, nothing from elsewhere", arguments: studies.indices)
  func selfContained(index: Int) throws {
    let (html, document) = try HTMLReportTests.page(HTMLReportTests.studies[index])
    let elements = document.root.all
    for name in ["link", "img", "iframe", "object", "base", "form"] {
      #expect(document.root.named(name).isEmpty, "\(name)")
    }
    for element in elements {
      #expect(element.attributes["src"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      if let target = element.attributes["href"] { #expect(target.hasPrefix("#")) }
    }
    let rest = html.replacing("http://www.w3.org/2000/svg", with: "")
    #expect(!rest.contains("http:") && !rest.contains("https:") && !rest.contains("//www"))
    let style = try #require(document.root.named("style").first).text
    #expect(!style.contains("@import") && !style.contains("url("))
    #expect(document.root.named("script").count == 2)
  }

  @Test("Links lead to parts that are there, parts are not empty", arguments: studies.indices)
  func navigation(index: Int) throws {
    let (_, document) = try HTMLReportTests.page(HTMLReportTests.studies[index])
    let navigation = try #require(document.root.named("nav").first)
    let targets = navigation.named("a").compactMap { $0.attributes["href"]?.dropFirst() }
    let main = try #require(document.element(id: "content"))
    let sections = main.children.filter { $0.attributes["id"] != nil }
    #expect(targets.map(String.init) == sections.compactMap { $0.attributes["id"] })
    #expect(sections.allSatisfy { $0.children.count > 1 })
    for pair in document.root.ofClass("pair") { #expect(!pair.named("figure").isEmpty) }
  }

  @Test("No figure without points; several families have figures of their own")
  func figures() throws {
    let (_, document) = try HTMLReportTests.page(ReportTablesTests.study)
    let figures = document.root.named("figure")
    for figure in figures {
      let json = try #require(figure.attributes["data-series"])
      let series = try #require(try JSONReader.read(SourceText(file: "", text: json)).asArray)
      #expect(series.contains { $0["points"]?.asArray?.isEmpty == false })
      #expect(figure.named("svg").count == 2)
    }
    let titles = figures.compactMap { $0.named("svg").first?.named("title").first?.text }
    for scope in ["", ": smtt", ": gain"] {
      #expect(titles.contains("Mean primal gap over time" + scope))
      #expect(titles.contains("Deviation by size" + scope))
    }
    let (_, bare) = try HTMLReportTests.page(HTMLReportTests.single)
    let few = bare.root.named("figure").compactMap { $0.named("title").first?.text }
    #expect(!few.contains("Gap by size") && !few.contains("Time to a proof"))
    #expect(few.contains("Deviation by size") && few.contains("Quality"))
    let (_, empty) = try HTMLReportTests.page(HTMLReportTests.emptied(StudyFixture()))
    #expect(empty.root.named("figure").isEmpty)
  }

  @Test("Instances weigh the same by size, as in the tables")
  func instancesWeighTheSame() throws {
    var fixture = HTMLReportTests.single
    fixture.runs = []
    fixture.reference("x1", upper: 100)
    fixture.reference("x2", upper: 100)
    for seed in 1...3 { fixture.add("a", on: "x1", seed: UInt64(seed), 110) }
    fixture.add("a", on: "x2", 130)
    let (_, document) = try HTMLReportTests.page(fixture)
    let figure = try #require(
      document.root.named("figure").first {
        $0.named("svg").first?.named("title").first?.text == "Deviation by size"
      })
    let text = try #require(figure.attributes["data-series"])
    let series = try JSONReader.read(SourceText(file: "", text: text)).asArray
    // (10 + 30) / 2, not (10 + 10 + 10 + 30) / 4.
    let point = series?.first?["points"]?.asArray?.first?.asArray
    #expect(abs((point?.last?.asReal ?? 0) - 20) < 1e-9)
  }

  @Test("A command that repeats a run begins where its paths do")
  func replay() throws {
    func command(_ directory: String?, _ path: String) throws -> String? {
      var fixture = HTMLReportTests.single
      fixture.runs[0].specification.instance.path = path
      var results = fixture.results
      results.directory = directory
      let html = HTMLReport(try StudyStatistics(of: results)).html()
      let details = try HTMLDocument(html).data()["details"]
      guard case .object(let members)? = details else { return nil }
      return members.first?.value["command"]?.asString
    }
    let plain = "-m method-a -t 60"
    #expect(try command(nil, "x.txt") == "optsolve smtt x.txt \(plain)")
    #expect(try command("/d e", "x.txt") == "cd '/d e' && optsolve smtt x.txt \(plain)")
    #expect(try command("/d", "/e/x.txt") == "optsolve smtt /e/x.txt \(plain)")
  }

  @Test("Every table of the report, every row, every cell", arguments: studies.indices)
  func tables(index: Int) throws {
    let fixture = HTMLReportTests.studies[index]
    let (_, document) = try HTMLReportTests.page(fixture)
    let tables = try ReportTables.all(of: fixture.results).filter { $0.id != "instances" }
    for table in tables where !table.rows.isEmpty {
      let section = try #require(
        document.root.all.first { $0.attributes["aria-labelledby"] == "table-" + table.id })
      let heads = try #require(section.named("thead").first).named("th").map(\.text)
      #expect(heads == table.columns.map(\.title))
      let rows = try #require(section.named("tbody").first).named("tr")
      #expect(rows.count == table.rows.count)
      for (row, cells) in zip(rows, table.rows) {
        let wanted = cells.map { $0.text + ($0.runCount.map { " (\($0))" } ?? "") }
        #expect(row.children.map(\.text) == wanted)
        for (cell, source) in zip(row.children, cells) {
          #expect((cell.attributes["class"] ?? "").contains("bad") == (source.mark == .error))
          #expect(cell.attributes["data-v"].flatMap(Double.init) == source.number)
        }
      }
      for note in table.notes { #expect(section.named("p").contains { $0.text == note }) }
    }
    let settings = try #require(document.element(id: "settings")).named("h3").compactMap {
      $0.attributes["id"]
    }
    let expected = ["study", "settings", "machines"].filter { id in
      tables.contains { $0.id == id && !$0.rows.isEmpty }
    }
    #expect(Set(settings) == Set(expected.map { "table-" + $0 }))
    let shown = document.root.named("section").filter { $0.attributes["aria-labelledby"] != nil }
    #expect(shown.count == tables.filter { !$0.rows.isEmpty }.count)
  }

  @Test("A false claim is named at the top and in red, failures are counted")
  func faults() throws {
    let (_, document) = try HTMLReportTests.page(ReportTablesTests.study)
    let faults = try #require(document.root.ofClass("faults").first)
    let items = faults.named("li")
    #expect(items.count == 1)
    #expect(items[0].text.hasPrefix("m1, mdd, seed 1: "))
    let data = try document.data()
    let runs = try #require(data["runs"])
    let keys = try #require(runs["key"]?.asArray?.map(\.asString))
    let claims = try #require(runs["fault"]?.asArray?.map(\.asString))
    let index = try #require(claims.firstIndex { $0 != nil })
    #expect(claims.compactMap { $0 }.count == 1)
    #expect(items[0].text.hasSuffix(claims[index] ?? "?"))
    #expect(items[0].named("a").first?.attributes["href"] == "#run=" + (keys[index] ?? "?"))
    let counts = document.root.ofClass("facts")[0].ofClass("bad").map(\.text)
    #expect(counts == ["1failed runs", "1contradictions"])
    let (_, sound) = try HTMLReportTests.page(HTMLReportTests.single)
    #expect(sound.root.ofClass("faults").isEmpty && sound.root.ofClass("bad").isEmpty)
  }

  @Test("Drawings wait in templates, best runs first")
  func drawings() throws {
    let statistics = try ReportTablesTests.study.statistics()
    let worth = HTMLReport.worthDrawing(statistics, limit: 100)
    let solved = Set(worth.map(\.specification.instance.name))
    #expect(solved == ["n20_tf.2_1", "n20_tf.2_2", "n20_tf.2_3", "n50_tf.2_1", "m1"])
    let leaders = worth.prefix(5)
    #expect(Set(leaders.map(\.specification.instance.name)).count == 5)
    // Maximised: 75 of mdd is better than 70 of exact.
    let gain = try #require(leaders.first { $0.specification.instance.name == "m1" })
    #expect(gain.objective == 75)
    #expect(HTMLReport.worthDrawing(statistics, limit: 2).map(\.key) == worth.prefix(2).map(\.key))
    let svg = "<svg viewBox=\"0 0 1 1\"><title>x</title></svg>"
    let drawing = HTMLReport.Drawing(key: "0123456789abcdef0123", svg: svg)
    let document = try HTMLDocument(HTMLReport(statistics, drawings: [drawing]).html())
    let template = try #require(document.element(id: "drawing-0123456789abcdef"))
    #expect(template.name == "template" && template.named("svg").count == 1)
  }

  @Test("A tiny page as reviewed, without style and script")
  func golden() throws {
    var fixture = HTMLReportTests.single
    fixture.add("b", on: "x1", 4, bound: 4, status: .optimal, termination: .proved, time: 0.00012)
    fixture.methods = ["a", "b"]
    var html = try HTMLReportTests.page(fixture).html
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
      let from = try #require(html.firstRange(of: start)).upperBound
      let to = try #require(html[from...].firstRange(of: end)).lowerBound
      html.replaceSubrange(from..<to, with: "")
    }
    #expect(try goldenDifference(html, "page.html") == nil)
  }
}
