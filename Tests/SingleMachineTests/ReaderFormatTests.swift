import OptCore
import SingleMachine
import Testing

@Suite("Instance formats")
struct ReaderFormatTests {
  static func read(
    _ file: String, _ text: String, pick: String? = nil, jobs: Int? = nil
  ) throws -> SingleMachineInstance {
    try SingleMachineInstance.read(SourceText(file: file, text: text), pick: pick, jobs: jobs)
  }

  static func expect(
    _ instance: SingleMachineInstance, _ name: String, p: [Int], d: [Int], w: [Int]? = nil
  ) {
    #expect(instance.name == name)
    #expect(instance.processingTimes == p)
    #expect(instance.dueDates == d)
    #expect(instance.weights == w ?? p.map { _ in 1 })
  }

  @Test(
    "canonical text: comments, blank lines, tabs, carriage returns and a byte-order mark are passed",
    arguments: [
      "2\n3 5\n4 -6\n", "2\n3 5\n4 -6",
      "# head\n\n2 # jobs\r\n\t3\t5 # first\r\n\r\n  4 -6\r\n#end",
      "\u{FEFF}2\n3 5\n4 -6\n", "3 5\n4 -6\n", "\n# no header\n3 5#a\n4 -6",
    ])
  func canonical(text: String) throws {
    Self.expect(try Self.read("dir/a.b.txt", text), "a.b", p: [3, 4], d: [5, -6])
  }

  @Test("canonical text with weights; n = 0 and n = 1")
  func weights() throws {
    Self.expect(try Self.read("a", "2\n3 5 0\n4 6 9\n"), "a", p: [3, 4], d: [5, 6], w: [0, 9])
    Self.expect(try Self.read("a", "0\n"), "a", p: [], d: [])
    Self.expect(try Self.read("a", "1\n0 0\n"), "a", p: [0], d: [0])
    Self.expect(
      try Self.read("a", "1\n+3 -0004611686018427387000"), "a", p: [3],
      d: [-4_611_686_018_427_387_000])
  }

  @Test(
    "JSON in both shapes; whole reals are integers and unknown keys are ignored",
    arguments: [
      #"{"problem":"smtt","name":"q","p":[3,4],"d":[5,-6],"w":[2,1]}"#,
      #"{"name":"q","n":2,"tf":0.2,"p":[3,4.0],"d":[5,-6],"w":[2,1],"optimal":7}"#,
      #" {"jobs":[{"p":3,"d":5,"w":2},{"d":-6,"p":4e0}],"name":"q"} "#,
      "{\n\"name\":\"q\",\n\"p\":[3,\n4],\"d\":[5,-6],\"w\":[2,1]\n}\n",
    ])
  func json(text: String) throws {
    Self.expect(try Self.read("a.json", text), "q", p: [3, 4], d: [5, -6], w: [2, 1])
    Self.expect(try Self.read("a", text), "q", p: [3, 4], d: [5, -6], w: [2, 1])
  }

  @Test(
    "tables: columns in any order, quotes, blanks, comment lines; known by content as well",
    arguments: [
      "job,p,d,w\n0,3,5,2\n1,4,-6,1\n", "w,d,p\n2,5,3\n1,-6,4",
      "\u{FEFF}# shop\r\n\"P\" , D, W\r\n\r\n3, 5 ,2\r\n\"4\",-6,1\r\n",
      "Job,p,d,w\n\"saw, 1\",3,5,2\n\"#2\",4,-6,1\n",
    ])
  func table(text: String) throws {
    Self.expect(try Self.read("dir/t.csv", text), "t", p: [3, 4], d: [5, -6], w: [2, 1])
    Self.expect(try Self.read("<stdin>", text), "<stdin>", p: [3, 4], d: [5, -6], w: [2, 1])
  }

  @Test("a table without weights, and one without jobs")
  func plainTable() throws {
    Self.expect(try Self.read("t.csv", "p,d\n3,5\n"), "t", p: [3], d: [5])
    let plain = try Self.read("t.csv", "p,d\n3,5\n")
    #expect(!plain.isWeighted)
    Self.expect(try Self.read("t.csv", "p,d,w\n"), "t", p: [], d: [])
  }

  @Test("JSON without a name takes the file's stem; null weights are none")
  func jsonName() throws {
    Self.expect(try Self.read("a.json", #"{"p":[],"d":[],"w":null}"#), "a", p: [], d: [])
    Self.expect(
      try Self.read("a.json", #"{"jobs":[{"p":1,"d":2,"w":null}]}"#), "a", p: [1], d: [2])
  }

  @Test("JSON Lines: picked by name or by index from 0, known by extension or by content")
  func jsonLines() throws {
    let text = """
      {"name":"one","p":[1],"d":[2]}

      {"name":"two","p":[3],"d":[4]}
      {"p":[5],"d":[6]}
      """
    for file in ["set.jsonl", "set"] {
      Self.expect(try Self.read(file, text, pick: "two"), "two", p: [3], d: [4])
      Self.expect(try Self.read(file, text, pick: "0"), "one", p: [1], d: [2])
      Self.expect(try Self.read(file, text, pick: "2"), "set_2", p: [5], d: [6])
    }
    Self.expect(
      try Self.read("s.jsonl", #"{"p":[1],"d":[2]}"#), "s", p: [1], d: [2])
  }

  @Test("OR-Library: durations, weights, due dates; n from the name or given; index from 1")
  func orLibrary() throws {
    let text = "1 2 3\n4 5 6 7 8\n9   11 12 13 14 15 16 17 18 19"
    Self.expect(
      try Self.read("wt3", text, pick: "1"), "wt3_1", p: [1, 2, 3], d: [7, 8, 9], w: [4, 5, 6])
    Self.expect(
      try Self.read("x/wt3.txt", text, pick: "2"), "wt3_2", p: [11, 12, 13], d: [17, 18, 19],
      w: [14, 15, 16])
    Self.expect(
      try Self.read("other", text, pick: "2", jobs: 3), "other_2", p: [11, 12, 13],
      d: [17, 18, 19], w: [14, 15, 16])
    Self.expect(try Self.read("wt1", "5 6 7"), "wt1_1", p: [5], d: [7], w: [6])
  }

  @Test("real-valued sets: picked by the header's label; ticks keep every decimal when they fit")
  func realSet() throws {
    let text = """
      # comment
      inst 0 1
      1 1 1
      inst b 2
      0.5 0.25 10
      1.125 3 -2.5e-1
      """
    let instance = try Self.read("r.txt", text, pick: "b")
    let data = try #require(instance.quantisation)
    #expect(instance.name == "r_b")
    #expect(data.isExact && data.restriction == nil)
    #expect(data.timeScale == 1000 && data.weightScale == 100)
    #expect(instance.processingTimes == [500, 1125])
    #expect(instance.dueDates == [10_000, -250])
    #expect(instance.weights == [25, 300])
    // Order 0 1: ends 0.5 and 1.625; only job 1 is late, by 1.875 at weight 3.
    #expect(TardinessSchedule(sequence: [0, 1]).objective(in: instance) == .real(5.625))
    #expect(instance.objectiveValue(ofTicks: 562_500) == .real(5.625))
  }

  @Test("real data with too many decimals are rounded, and say so")
  func rounding() throws {
    let text = "inst 0 2\n0.1234567890123 0.1234567890123 7\n1e-9 1 100.5\n"
    let instance = try Self.read("r.txt", text)
    let data = try #require(instance.quantisation)
    #expect(!data.isExact)
    #expect(data.restriction?.hasPrefix("data rounded to 1/1") == true)
    #expect(data.processingTimes == [0.1234567890123, 1e-9])
    let error = abs(Double(instance.processingTimes[0]) / Double(data.timeScale) - 0.1234567890123)
    #expect(error <= 0.5 / Double(data.timeScale) * 1.001)
    #expect(data.timeScale >= 1_000_000 && data.weightScale >= 1_000_000)
  }

  @Test("every instance written as text or JSON reads back to the same data")
  func roundTrip() throws {
    var stream = RandomStream(seed: 5)
    for _ in 0..<200 {
      var recipe = SingleMachineInstance.Recipe(
        jobs: stream.below(30), tardinessFactor: stream.unit(), dueDateRange: 2 * stream.unit())
      recipe.isWeighted = stream.below(2) == 0
      recipe.clampsDueDates = stream.below(2) == 0
      recipe.durations = stream.below(2) == 0 ? .normal : .uniform
      let instance = try SingleMachineInstance.random(recipe, seed: stream.next())
      let text = SourceText(file: instance.name + ".txt", bytes: instance.canonicalText())
      #expect(try SingleMachineInstance.read(text) == instance)
      let json = try #require(instance.json?.formatted())
      #expect(try Self.read("other.json", json) == instance)
    }
  }
}
