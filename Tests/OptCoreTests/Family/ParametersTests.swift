import OptCore
import Testing

@Suite("Parameters of methods")
struct ParametersTests {
  private let allowed = [
    ParameterDescription("tenure", .integer(1...100), default: "12", ""),
    ParameterDescription("rate", .real(0...(.infinity)), default: nil, ""),
    ParameterDescription("deep", .flag, default: "false", ""),
    ParameterDescription("rule", .choice(["atc", "mdd"]), default: "mdd", ""),
    ParameterDescription("label", .text, default: nil, ""),
  ]

  @Test("Values given and defaults are read by kind; what was given is listed in key order")
  func values() throws {
    let values = try ParameterValues(
      ["tenure=7", "deep=true", "label=a=b", "rate=0.5"], allowed: allowed)
    #expect(values.integer("tenure") == 7)
    #expect(values.flag("deep"))
    #expect(values.text("label") == "a=b")
    #expect(values.real("rate") == 0.5)
    #expect(values.text("rule") == "mdd")
    #expect(values.given.map(\.key) == ["deep", "label", "rate", "tenure"])
    let none = try ParameterValues([], allowed: allowed)
    #expect(none.integer("tenure") == 12)
    #expect(none.real("rate") == nil)
    #expect(!none.flag("deep"))
    #expect(none.given.isEmpty)
  }

  @Test("Values that are missing are filled in, those at hand stay")
  func filled() throws {
    let empty = ParameterValues().filled(for: allowed)
    #expect(empty.integer("tenure") == 12 && empty.text("rule") == "mdd")
    #expect(empty.real("rate") == nil && empty.given.isEmpty)
    let given = try ParameterValues(["tenure=7"], allowed: Array(allowed.prefix(1)))
    let filled = given.filled(for: allowed)
    #expect(filled.integer("tenure") == 7 && filled.text("rule") == "mdd")
    #expect(filled.given == given.given)
  }

  @Test(
    "Mistakes name what was found and what would do",
    arguments: [
      ("tenure", "-P tenure: found no '=', expected key=value"),
      ("tenur=3", "-P tenur=3: unknown parameter 'tenur'; did you mean 'tenure'?"),
      ("qqqqqq=3", "-P qqqqqq=3: unknown parameter 'qqqqqq'; known: tenure rate deep rule label"),
      ("tenure=0", "-P tenure=0: found '0', expected integer 1...100"),
      ("tenure=x", "-P tenure=x: found 'x', expected integer 1...100"),
      ("rate=-1", "-P rate=-1: found '-1', expected number, at least 0.0"),
      ("rate=nan", "-P rate=nan: found 'nan', expected number, at least 0.0"),
      ("deep=yes", "-P deep=yes: found 'yes', expected true or false"),
      ("rule=edd", "-P rule=edd: found 'edd', expected atc|mdd"),
    ])
  func mistakes(setting: String, message: String) {
    #expect(throws: SolveError.badRequest(message)) {
      try ParameterValues([setting], allowed: allowed)
    }
  }

  @Test("A parameter may be given once")
  func twice() {
    #expect(throws: SolveError.badRequest("-P deep=true: parameter 'deep' is given twice")) {
      try ParameterValues(["deep=true", "deep=true"], allowed: allowed)
    }
  }

  @Test(
    "A suggestion is close, whatever the case; else all known words are listed",
    arguments: [
      ("mehtods", ["methods", "model"], "; did you mean 'methods'?"),
      ("MDD", ["edd", "mdd"], "; did you mean 'mdd'?"),
      ("ed", ["edd", "mdd"], "; did you mean 'edd'?"),
      ("f9", ["f1", "f2"], "; known: f1 f2"),
      ("n", ["jobs", "tf"], "; known: jobs tf"),
      ("dynasarch", ["descent", "dynasearch"], "; did you mean 'dynasearch'?"),
      ("x", [], ""),
    ])
  func suggestions(word: String, known: [String], text: String) {
    #expect(suggestion(word, among: known) == text)
  }

  @Test("Edit distances by hand, and their symmetry")
  func distances() {
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("abc", "abc") == 0)
    var random = RandomStream(seed: 1)
    for _ in 0..<500 {
      let words = (0..<3).map { _ in
        String((0..<random.below(6)).map { _ in Character(["a", "b", "c"][random.below(3)]) })
      }
      let direct = editDistance(words[0], words[2])
      #expect(direct == editDistance(words[2], words[0]))
      #expect(direct <= editDistance(words[0], words[1]) + editDistance(words[1], words[2]))
      #expect((direct == 0) == (words[0] == words[2]))
    }
  }
}
