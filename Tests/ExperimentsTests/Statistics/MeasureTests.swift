import Experiments
import Glibc
import OptCore
import Testing

@Suite("Measures of one run and of a few values")
struct MeasureTests {
  private func run(
    _ steps: [(Double, ObjectiveValue)], final: ObjectiveValue?, time: Double
  ) -> RunRecord {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", final, time: time, trajectory: steps)
    return fixture.runs[0]
  }

  @Test("The primal integral is the area under the primal gap")
  func primalIntegral() {
    // best 100: gap 1 for 2 s, |100-200|/200 = .5 for 3 s, |100-125|/125 = .2 for 5 s, 0 for 10 s: 2+1.5+1 = 4.5
    let record = run([(2, 200), (5, 125), (10, 100)], final: 100, time: 12)
    #expect(abs(record.primalIntegral(best: 100, horizon: 20) - 4.5) < 1e-12)
    // The horizon cuts: 2 + 1.5 + 0.2 * 1 = 3.7 at 6 s, 1 at 1 s.
    #expect(abs(record.primalIntegral(best: 100, horizon: 6) - 3.7) < 1e-12)
    #expect(record.primalIntegral(best: 100, horizon: 1) == 1)
    #expect(run([], final: nil, time: 3).primalIntegral(best: 7, horizon: 60) == 60)
    // A final objective that the trajectory misses counts from the end: 4 + .5 * 6 = 7.
    #expect(run([], final: 200, time: 4).primalIntegral(best: 100, horizon: 10) == 7)
  }

  @Test("The primal integral equals a sum of thin slices")
  func slices() {
    var stream = RandomStream(seed: 11)
    for _ in 0..<20 {
      var value = 500
      var time = 0.0
      let steps = (0..<6).map { _ -> (Double, ObjectiveValue) in
        value -= 1 + stream.below(60)
        time += stream.unit()
        return (time, .integer(value))
      }
      let record = run(steps, final: .integer(value), time: time)
      let best = ObjectiveValue.integer(value - stream.below(30))
      let slice = 0.0001
      var sum = 0.0
      for index in 0..<70_000 {
        let now = (Double(index) + 0.5) * slice
        let known = steps.last { $0.0 <= now }?.1
        let gap = known.map { 1 - best.asReal / $0.asReal } ?? 1
        sum += gap * slice
      }
      #expect(abs(record.primalIntegral(best: best, horizon: 7) - sum) < 0.001)
    }
  }

  @Test(
    "The primal gap is 0 at the best, 1 without a solution or across zero",
    arguments: [
      (100, 100, 0), (nil, 100, 1), (0, 0, 0), (5, 0, 1), (-5, 5, 1), (-50, -100, 0.5),
      (.real(0.25), .real(0.2), 0.2),
    ] as [(ObjectiveValue?, ObjectiveValue, Double)])
  func primalGaps(objective: ObjectiveValue?, best: ObjectiveValue, gap: Double) {
    #expect(abs(primalGap(of: objective, best: best) - gap) < 1e-12)
  }

  @Test("The objective at a time is the last incumbent found by then")
  func checkpoints() {
    let record = run([(0.5, 30), (2, 20), (2, 19)], final: 19, time: 3)
    #expect(record.objectives(at: [0.4, 0.5, 1.9, 2, 100]) == [nil, 30, 30, 19, 19])
    #expect(run([], final: 8, time: 3).objectives(at: [2, 3]) == [nil, 8])
  }

  @Test("Means of integers compare exactly where reals would round")
  func exactMeans() throws {
    let large = 1 << 60
    let a = try #require(MeanObjective([.integer(large), .integer(large + 1)]))
    let b = try #require(MeanObjective([.integer(large), .integer(large), .integer(large + 1)]))
    // a = L + 1/2, b = L + 1/3: equal as reals.
    #expect(a.value == b.value)
    #expect(a.relativeDifference(from: b) > 0)
    #expect(b.relativeDifference(from: a) < 0)
    // 1/2 - 1/3 = 1/6 over L.
    let expected = 1 / (6 * Double(large))
    #expect(abs(a.relativeDifference(from: b) - expected) < 1e-6 * expected)
    #expect(MeanObjective([.integer(.max), .integer(.max)])?.value == Double(Int.max))
    #expect(MeanObjective([ObjectiveValue]()) == nil)
    let zero = try #require(MeanObjective([.integer(0)]))
    #expect(zero.relativeDifference(from: zero) == 0)
    #expect(a.relativeDifference(from: zero) == 1)
  }

  @Test("Times have the geometric mean of the times shifted")
  func times() throws {
    // Shift 1: sqrt((0 + 1) * (3 + 1)) - 1 = 1; the second instance's seeds 1 and 7: sqrt(2 * 8) - 1 = 3.
    var fixture = StudyFixture()
    fixture.add("a", on: "x1", 5, time: 0)
    fixture.add("a", on: "x2", 5, time: 3)
    var time = try #require(
      try fixture.statistics().aggregate(method: 0, instances: [0, 1]).time)
    #expect(abs(time.value - 1) < 1e-12)
    fixture.add("a", on: "x2", seed: 2, 5, time: 3)
    time = try #require(try fixture.statistics().aggregate(method: 0, instances: [0, 1]).time)
    // Instances weigh equally: the second seed of x2 changes nothing but the count.
    #expect(abs(time.value - 1) < 1e-12)
    #expect(time.runCount == 3)
    #expect(time.instanceCount == 2)
  }

  @Test(
    "A run that did not stop by itself counts with its limit, a failed one without a limit not at all"
  )
  func limitedTimes() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x1", 5, termination: .timeLimit, time: 60.2)
    fixture.add("a", on: "x2", nil, termination: nil, time: 0.1, ending: .signalled(11))
    fixture.add("a", on: "x3", 5, termination: .workLimit, time: 8, limit: nil)
    fixture.add("a", on: "x4", nil, termination: nil, time: 8, limit: nil, ending: .overranMemory)
    fixture.add("a", on: "x5", 5, termination: .proved, time: 2)
    let statistics = try fixture.statistics()
    #expect(statistics.runs.map(\.timeScore) == [60, 60, 8, nil, 2])
    let sum = statistics.aggregate(method: 0, instances: Array(0..<5))
    #expect(sum.limitedCount == 2)
    #expect(sum.workLimitedCount == 1)
    #expect(sum.failedCount == 2)
    #expect(sum.time?.runCount == 4)
    let product: Double = 61 * 61 * 9 * 3
    #expect(abs((sum.time?.value ?? 0) - (pow(product, 0.25) - 1)) < 1e-9)
  }

  @Test("A run that had done its work counts with its own time, however long it might have taken")
  func workLimitedTimes() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x1", 5, termination: .workLimit, time: 0.5, limit: 60)
    fixture.add(
      "a", on: "x2", 5, termination: .workLimit, time: 0.5, limit: 60, ending: .signalled(9))
    let statistics = try fixture.statistics()
    #expect(statistics.runs.map(\.timeScore) == [0.5, 60])
    let sum = statistics.aggregate(method: 0, instances: [0, 1])
    #expect(sum.workLimitedCount == 1)
    #expect(sum.limitedCount == 1)
    let times = try #require(
      ReportTables.all(of: statistics).first { $0.id == "times" })
    #expect(
      times.columns.map(\.title) == ["method", "time s", "at limit", "at work limit", "CPU s"])
    #expect(times.rows[0].dropFirst(2).prefix(2).map(\.text) == ["1", "1"])
  }
}
