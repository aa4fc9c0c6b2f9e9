import Experiments
import OptCore
import Testing

@Suite("StudyStatistics")
struct StudyStatisticsTests {
  @Test("Deviation: seeds first, then instances; zero references apart; pooled over all")
  func deviations() throws {
    var fixture = StudyFixture()
    fixture.reference("x1", upper: 100)
    fixture.reference("x2", upper: 1000)
    fixture.reference("x3", upper: 0)
    fixture.reference("x4", upper: 0)
    for (seed, value) in [(1, 110), (2, 120), (3, 100)] {
      fixture.add("a", on: "x1", seed: UInt64(seed), .integer(value))
    }
    fixture.add("a", on: "x2", 1010)
    fixture.add("a", on: "x3", 7)
    fixture.add("a", on: "x4", 0)
    let sum = try fixture.statistics().aggregate(method: 0, instances: [0, 1, 2, 3])
    // x1: mean of 10, 20, 0 % = 10 %; x2: 1 %; mean (10 + 1) / 2 = 5.5 %, best (0 + 1) / 2, worst (20 + 1) / 2.
    #expect(abs((sum.deviation?.value ?? 9) - 0.055) < 1e-15)
    #expect(sum.deviation?.runCount == 4)
    #expect(sum.deviation?.instanceCount == 2)
    #expect(sum.bestDeviation == MeanValue(0.005, runCount: 4, instanceCount: 2))
    #expect(abs((sum.worstDeviation?.value ?? 9) - 0.105) < 1e-15)
    // Excesses 10 + 10 + 7 + 0 over 1100.
    #expect(sum.pooledDeviation == MeanValue(27.0 / 1100, runCount: 6, instanceCount: 4))
    #expect(sum.zeroBaselineExcess == MeanValue(7, runCount: 2, instanceCount: 2))
    #expect(sum.atBaselineCount == 2)
  }

  @Test("Without a reference the study's best counts; an own proof makes the optimum known")
  func studyBaseline() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", 50, bound: 50, status: .optimal, termination: .proved)
    fixture.add("b", on: "x", 60)
    fixture.add("c", on: "x", 50)
    fixture.add("b", on: "y", 60)
    let statistics = try fixture.statistics()
    #expect(statistics.instances[0].baseline?.origin == .study)
    #expect(statistics.instances[0].optimum == 50)
    #expect(statistics.instances[1].optimum == nil)
    #expect(statistics.runs.map(\.deviation) == [0, 0.2, 0, 0])
    #expect(statistics.runs.map(\.isOptimal) == [true, false, true, false])
    let b = statistics.aggregate(method: 1, instances: [0, 1])
    #expect(b.knownOptimumCount == 1)
    #expect(b.optimalCount == 0)
    #expect(b.provenCount == 0)
  }

  @Test("Better than the reference is a negative deviation and an improvement")
  func improvements() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 200)
    fixture.reference("y", family: "gain", upper: 200)
    fixture.add("a", on: "x", 190)
    fixture.add("a", on: "y", family: "gain", 210)
    let statistics = try fixture.statistics()
    #expect(statistics.runs.map(\.deviation) == [-0.05, -0.05])
    #expect(statistics.runs.map(\.isImprovement) == [true, true])
    // The primal integral is against the better value, so the end counts as 0: 1 s at gap 1.
    #expect(statistics.runs.map(\.primalIntegral) == [1, 1])
  }

  @Test("A method that lacks runs has its own counts, and pairs use common instances")
  func incomplete() throws {
    var fixture = StudyFixture()
    for (index, value) in [10, 20, 30].enumerated() {
      fixture.reference("x\(index)", upper: .integer(value))
      fixture.add("a", on: "x\(index)", .integer(value + 1))
    }
    fixture.add("b", on: "x0", 10)
    let statistics = try fixture.statistics()
    #expect(statistics.aggregate(method: 0, instances: [0, 1, 2]).instanceCount == 3)
    #expect(statistics.aggregate(method: 1, instances: [0, 1, 2]).instanceCount == 1)
    let pairs = statistics.pairwise(instances: [0, 1, 2])
    #expect(pairs.count == 1)
    #expect(pairs[0].lossCount == 1)
    #expect(pairs[0].winCount == 0)
    #expect(pairs[0].runCount == 2)
  }

  @Test("Wins go to more solutions first, then to the exact mean")
  func wins() throws {
    var fixture = StudyFixture()
    // x: a has solutions in both seeds, b in one of two, though a better one. y: equal means 10. z: none has any.
    fixture.add("a", on: "x", seed: 1, 20)
    fixture.add("a", on: "x", seed: 2, 20)
    fixture.add("b", on: "x", seed: 1, 10)
    fixture.add("b", on: "x", seed: 2, nil)
    fixture.add("a", on: "y", seed: 1, 9)
    fixture.add("a", on: "y", seed: 2, 11)
    fixture.add("b", on: "y", 10)
    fixture.add("a", on: "z", nil)
    fixture.add("b", on: "z", nil)
    fixture.add("a", on: "g", family: "gain", 5)
    fixture.add("b", on: "g", family: "gain", 6)
    let statistics = try fixture.statistics()
    let pair = try #require(statistics.pairwise(instances: [0, 1, 2, 3]).first)
    #expect([pair.winCount, pair.tieCount, pair.lossCount] == [1, 2, 1])
    #expect(pair.test.zeroCount == 2)
    #expect(pair.test.count == 2)
  }

  @Test("A baseline is compared with every other method and no others are")
  func baseline() throws {
    var fixture = StudyFixture()
    for name in ["a", "b", "c"] { fixture.add(name, on: "x", 5) }
    var options = StatisticsOptions()
    #expect(try fixture.statistics(options).pairwise(instances: [0]).count == 3)
    options.baseline = "b"
    let pairs = try fixture.statistics(options).pairwise(instances: [0])
    #expect(pairs.map(\.first) == [0, 2])
    #expect(pairs.map(\.second) == [1, 1])
  }

  @Test("A label with other limits on the same instance and seed becomes several methods")
  func variants() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", 9, limit: 10)
    fixture.add("a", on: "x", 5, limit: 60)
    fixture.add("b", on: "x", 5, limit: 10)
    fixture.add("b", on: "y", 5, limit: 60)
    let statistics = try fixture.statistics()
    #expect(
      statistics.methods.map(\.label) == ["a [10.0 s, 1.0.0]", "a [60.0 s, 1.0.0]", "b"])
    #expect(statistics.methods.last?.limits.map(\.time) == [10, 60])
    #expect(statistics.runs.map(\.objective) == [9, 5, 5, 5])
  }

  @Test("A label with other settings becomes several methods, named after what differs")
  func settings() throws {
    var fixture = StudyFixture()
    func search(_ parameters: [String], start: String? = nil) -> MethodSetting {
      MethodSetting("ils", label: "a", parameters: parameters, warmStart: start)
    }
    // No instance and seed is repeated.
    fixture.add("a", on: "x", 9, setting: search([]))
    fixture.add("a", on: "y", 5, setting: search(["kick-swaps=1"]))
    fixture.add("b", on: "y", 5)
    #expect(
      try fixture.statistics().methods.map(\.label)
        == ["a [default parameters]", "a [kick-swaps=1]", "b"])
    fixture.add("a", on: "z", 5, setting: search(["kick-swaps=1"], start: "spt"))
    let statistics = try fixture.statistics()
    #expect(
      statistics.methods.map(\.label) == [
        "a [default parameters, default warm start]", "a [kick-swaps=1, default warm start]",
        "a [kick-swaps=1, warm start spt]", "b",
      ])
    #expect(
      statistics.methods.dropLast().last?.setting == search(["kick-swaps=1"], start: "spt"))
    #expect(statistics.aggregate(method: 0, instances: [0, 1, 2]).runCount == 1)
  }

  @Test("One label may mean another method in another family")
  func families() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", 9, setting: MethodSetting("exact", label: "a"))
    fixture.add("a", on: "y", family: "gain", 5, setting: MethodSetting("bound", label: "a"))
    #expect(try fixture.statistics().methods.map(\.label) == ["a"])
  }

  @Test("Warm starts of one form are one setting, other files and other contents are not")
  func warmStarts() throws {
    func labels(_ starts: [(String, String)]) throws -> [String] {
      var fixture = StudyFixture()
      for (index, (instance, path)) in starts.enumerated() {
        fixture.add(
          "a", on: instance, 5, key: "k\(index)",
          setting: MethodSetting(
            "ils", label: "a", warmStart: path, warmStartDigest: "sha256:\(index)"))
      }
      return try fixture.statistics().methods.map(\.label)
    }
    #expect(try labels([("s", "./starts/s.json"), ("n9", "./starts/n9.json")]) == ["a"])
    #expect(try labels([("x", "./best-x-7.sol"), ("y", "./best-y-7.sol")]) == ["a"])
    #expect(try labels([("x1", "./startx1.sol"), ("y1", "./starty1.sol")]) == ["a"])
    #expect(
      try labels([("x", "./a/x.sol"), ("y", "./b/y.sol")])
        == ["a [warm start ./a/{instance}.sol]", "a [warm start ./b/{instance}.sol]"])
    // Nothing but the content of the file can have made the second key another one.
    #expect(try labels([("x", "./x.sol"), ("x", "./x.sol")]) == ["a [start 1]", "a [start 2]"])
  }

  @Test("Labels of columns differ, whatever labels the study has")
  func distinctLabels() throws {
    var fixture = StudyFixture()
    fixture.methods = ["a", "a [60.0 s, 1.0.0]"]
    fixture.add("a", on: "x", 9, limit: 10)
    fixture.add("a", on: "x", 5, limit: 60)
    fixture.add("a [60.0 s, 1.0.0]", on: "x", 5, limit: 60)
    let labels = try fixture.statistics().methods.map(\.label)
    #expect(labels.count == 3)
    #expect(Set(labels).count == 3)
  }

  @Test("References and instances go by the data, not by the name")
  func data() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 100)
    fixture.add("a", on: "x", 100)
    fixture.add("b", on: "x", 110)
    fixture.runs[1].specification.instance.name = "copy of x"
    fixture.add("c", on: "x", 50, bound: 50, status: .optimal)
    fixture.runs[2].specification.instance.digest = "sha256:other"
    let statistics = try fixture.statistics()
    #expect(statistics.instances.map(\.instance.digest) == ["sha256:x", "sha256:other"])
    #expect(statistics.instances.map(\.reference?.upper) == [100, nil])
    #expect(statistics.faults.isEmpty)
    #expect(statistics.runs.map(\.deviation) == [0, 0.1, 0])
  }

  @Test("Groups: families apart, sizes ascending, classes from names")
  func groups() throws {
    var fixture = StudyFixture()
    for (name, size) in [("n100_t.2_1", 100), ("n20_t.2_2", 20), ("n20_t.2_1", 20)] {
      fixture.add("a", on: name, size: size, 5)
    }
    fixture.add("a", on: "mk01", family: "gain", size: 4, 5)
    var statistics = try fixture.statistics()
    #expect(
      statistics.instances.map(\.instance.name)
        == ["n20_t.2_1", "n20_t.2_2", "n100_t.2_1", "mk01"])
    #expect(statistics.groups(by: .overall).map(\.instances) == [[0, 1, 2, 3]])
    #expect(statistics.groups(by: .family).map(\.title) == ["smtt", "gain"])
    #expect(statistics.groups(by: .size).map(\.title) == ["20", "100", "4"])
    #expect(statistics.groups(by: .size).map(\.instances) == [[0, 1], [2], [3]])
    #expect(statistics.groups(by: .instanceClass).map(\.title) == ["n20_t.2", "n100_t.2", "mk"])
    #expect(statistics.groups(by: .size, family: "gain").map(\.instances) == [[3]])
    var options = StatisticsOptions()
    options.classRule = .pattern("n([0-9]+)_t([.0-9]+)")
    statistics = try fixture.statistics(options)
    #expect(
      statistics.groups(by: .instanceClass).map(\.title) == ["20 .2", "100 .2", ClassRule.other])
    options.classRule = .pattern("(")
    #expect(throws: ClassPatternError.self) { try fixture.statistics(options) }
  }

  @Test(
    "The serial number at the end of a name is not part of its class",
    arguments: [
      ("n100_tf0.6_rdd0.2_s1", "n100_tf0.6_rdd0.2"), ("wt40_17", "wt40"), ("la-03", "la"),
      ("mk01", "mk"), ("six_jobs", "six_jobs"), ("17", "17"), ("n20_tf0.4", "n20_tf0.4"), ("", ""),
      ("_1", "_1"),
    ])
  func classes(name: String, label: String) throws {
    var fixture = StudyFixture()
    fixture.add("a", on: name, 5)
    #expect(try fixture.statistics().instances[0].classLabel == label)
  }

  @Test("More than a dozen sizes are put into ranges")
  func sizeRanges() throws {
    var fixture = StudyFixture()
    for size in [0, 1, 2, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 1999] {
      fixture.add("a", on: "x\(size)", size: size, 5)
    }
    #expect(
      try fixture.statistics().groups(by: .size).map(\.title)
        == ["0", "1", "2-4", "5-9", "10-19", "20-49", "50-99", "100-199", "1000-1999"])
  }
}
