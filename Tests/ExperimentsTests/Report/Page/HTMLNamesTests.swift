import Experiments
import OptCore
import Testing

@Suite("Names and numbers on the page")
struct HTMLNamesTests {
  static let nasty = "</script><!--<b>&amp; \"q\" 'a'\u{0}\u{1b}\u{2028}\u{1F600}</title>`${x}`"
  /// The name as text of the document: what no document may hold is a replacement character.
  static let shown =
    "</script><!--<b>&amp; \"q\" 'a'\u{FFFD}\u{FFFD}\u{2028}\u{1F600}</title>`${x}`"

  /// A study in which everything that has a name has a bad one.
  static var study: StudyResults {
    var fixture = StudyFixture()
    fixture.families = [
      StudyResults.Family(id: "smtt", title: nasty, sense: .minimize, sizeUnit: nasty),
      StudyResults.Family(id: nasty, title: nasty, sense: .maximize, sizeUnit: nasty),
    ]
    fixture.methods = [nasty, "plain"]
    for (number, family) in ["smtt", nasty].enumerated() {
      fixture.reference(nasty, family: family, upper: 100, source: nasty)
      fixture.add(
        nasty, on: nasty, family: family, 100, bound: 100, trajectory: [(0.5, 100)],
        version: nasty, key: "0000000\(number)0000000000")
      fixture.add(
        "plain", on: nasty, family: family, nil, ending: .exited(1, message: nasty),
        key: "1111111\(number)1111111111")
      // A claim that cannot be true.
      fixture.add(
        "plain", on: nasty, family: family, seed: 2, 100, bound: family == "smtt" ? 150 : 50,
        key: "2222222\(number)2222222222")
    }
    for index in fixture.runs.indices {
      fixture.runs[index].machine = Machine(
        host: nasty, processor: nasty, cores: 1, memory: 1, system: nasty)
    }
    var results = fixture.results
    results.name = nasty
    return results
  }

  @Test("No name is markup, every name is shown")
  func names() throws {
    let document = try HTMLDocument(
      HTMLReport(try StudyStatistics(of: HTMLNamesTests.study)).html())
    let root = document.root
    #expect(root.named("script").count == 2)
    #expect(root.named("b").allSatisfy { Int($0.text) != nil })
    #expect(root.named("h1").map(\.text) == [HTMLNamesTests.shown])
    // The page's title and those of pictures; curves have tooltips of that name too.
    #expect(root.named("head")[0].named("title").map(\.text) == [HTMLNamesTests.shown])
    let faults = root.ofClass("faults")[0].named("li")
    #expect(faults.count >= 2)
    #expect(faults.allSatisfy { $0.text.hasPrefix("\(HTMLNamesTests.shown), plain, seed 2: ") })
    let heads = root.named("tbody").flatMap { $0.named("th") }.map(\.text)
    #expect(heads.contains(HTMLNamesTests.shown))
    let failures = try #require(
      root.all.first { $0.attributes["aria-labelledby"] == "table-failures" })
    #expect(
      failures.ofClass("bad").allSatisfy { $0.text == "exit status 1: \(HTMLNamesTests.shown)" })
    #expect(root.named("svg").contains { $0.text.contains(HTMLNamesTests.shown) })
  }

  @Test("The data of the page hold every name as it is")
  func data() throws {
    let nasty = HTMLNamesTests.nasty
    let document = try HTMLDocument(
      HTMLReport(try StudyStatistics(of: HTMLNamesTests.study)).html())
    let data = try document.data()
    #expect(data["methods"] == .array([.string(nasty), .string("plain")]))
    #expect(data["maximised"] == .array([.integer(1)]))
    #expect(data["instances"]?["name"] == .array([.string(nasty), .string(nasty)]))
    #expect(data["instances"]?["family"] == .array([.string("smtt"), .string(nasty)]))
    let failed = try #require(data["details"]?["1111111011111111"])
    #expect(failed["message"] == .string(nasty))
    let solved = try #require(data["details"]?["0000000000000000"])
    #expect(solved["version"] == .string(nasty))
    #expect(solved["machine"]?.asString?.contains(nasty) == true)
    let quoted = "'" + nasty.replacing("'", with: "'\\''") + ".txt'"
    #expect(solved["command"]?.asString?.contains(quoted) == true)
    for figure in document.root.named("figure") {
      let series = try JSONReader.read(
        SourceText(file: "", text: try #require(figure.attributes["data-series"])))
      #expect(
        series.asArray?.allSatisfy { ["plain", nasty].contains($0["name"]?.asString) } == true)
    }
  }

  @Test("Numbers come back as they are; integers that JavaScript cannot hold stand as text")
  func numbers() throws {
    var fixture = StudyFixture()
    fixture.methods = ["a"]
    let limit = 1 << 53
    let values: [ObjectiveValue?] = [
      .integer(limit), .integer(limit + 1), .integer(-limit - 1), .integer(Int.max), .real(0.1),
      nil,
      .integer(0),
    ]
    for (index, value) in values.enumerated() {
      fixture.add(
        "a", on: "x\(index)", seed: UInt64.max, value, time: 0.123456789,
        trajectory: value.map { [(0.00001234567891, $0)] } ?? [], key: "\(index)234567890abcdef")
    }
    let document = try HTMLDocument(HTMLReport(try fixture.statistics()).html())
    let data = try document.data()
    let runs = try #require(data["runs"])
    let wanted: [JSONValue] = [
      .integer(limit), .string("9007199254740993"), .string("-9007199254740993"),
      .string("9223372036854775807"), .real(0.1), .null, .integer(0),
    ]
    #expect(runs["objective"] == .array(wanted))
    #expect(runs["seed"] == .array(values.map { _ in .string("18446744073709551615") }))
    #expect(runs["time"]?.asArray?.first == .real(0.1234568))
    for (index, value) in wanted.enumerated() where value != .null {
      let detail = data["details"]?["\(index)234567890abcdef"]
      #expect(detail?["course"] == .array([.array([.real(0.00001234568), value, .null])]))
    }
    #expect(data["details"]?["5234567890abcdef"]?["course"] == nil)
  }
}
