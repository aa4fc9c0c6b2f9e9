import Experiments
import OptCore
import Testing

@Suite("PerformanceProfile and AnytimeCurve")
struct ProfileTests {
  @Test("Ratios to the quickest method; an unsolved instance never comes within any factor")
  func times() throws {
    var fixture = StudyFixture()
    for (name, a, b) in [("x1", 2.0, 4.0), ("x2", 9.0, 3.0), ("x3", 1.0, 0.0)] {
      fixture.add("a", on: name, 5, bound: 5, status: .optimal, termination: .proved, time: a)
      fixture.add(
        "b", on: name, 5, bound: b > 0 ? 5 : 3, status: b > 0 ? .optimal : .feasible,
        termination: b > 0 ? .proved : .timeLimit, time: b > 0 ? b : 60)
    }
    fixture.add("a", on: "x4", 5)
    let statistics = try fixture.statistics()
    let profile = statistics.timeProfile(instances: [0, 1, 2, 3], solved: .proven)
    // a: 2/2, 9/3, 1/1; b: 4/2, 3/3, unsolved; x4 has no run of b.
    #expect(profile.curves.map(\.ratios) == [[1, 1, 3], [1, 2]])
    #expect(profile.curves.map(\.methodIndex) == [0, 1])
    #expect(profile.instanceCount == 3)
    #expect(profile.leftOutCount == 1)
    #expect(profile.share(profile.curves[0], within: 1) == 2.0 / 3)
    #expect(profile.share(profile.curves[0], within: 2.9) == 2.0 / 3)
    #expect(profile.share(profile.curves[0], within: 3) == 1)
    #expect(profile.share(profile.curves[1], within: 1e9) == 2.0 / 3)
  }

  @Test("Times to a target come from the trajectory")
  func targets() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 100)
    fixture.add("a", on: "x", 100, time: 9, trajectory: [(0.1, 150), (2, 101), (8, 100)])
    fixture.add("b", on: "x", 103, time: 9, trajectory: [(0.5, 104), (4, 103)])
    let statistics = try fixture.statistics()
    func ratios(_ deviation: Double) -> [[Double]] {
      statistics.timeProfile(instances: [0], solved: .within(deviation)).curves.map(\.ratios)
    }
    #expect(ratios(0) == [[1], []])
    #expect(ratios(0.01) == [[1], []])
    // Within 3 %: a after 2 s, b after 4 s; within 5 %: a after 2 s, b after .5 s; within 50 %: .1 and .5 s.
    #expect(ratios(0.03) == [[1], [2]])
    #expect(ratios(0.05) == [[4], [1]])
    #expect(ratios(0.5) == [[1], [5]])
  }

  @Test("Times below the floor are noise and count as the floor")
  func floor() throws {
    var fixture = StudyFixture()
    for (name, a, b) in [("x1", 0.0001, 0.0009), ("x2", 0.0001, 0.004)] {
      fixture.add("a", on: name, 5, status: .optimal, termination: .proved, time: a)
      fixture.add("b", on: name, 5, status: .optimal, termination: .proved, time: b)
    }
    let profile = try fixture.statistics().timeProfile(instances: [0, 1], solved: .proven)
    #expect(profile.curves.map(\.ratios) == [[1, 1], [1, 4]])
  }

  @Test("Objective ratios for both senses, with a best of zero")
  func objectives() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", 100)
    fixture.add("b", on: "x", seed: 1, 100)
    fixture.add("b", on: "x", seed: 2, 150)
    fixture.add("a", on: "y", 3)
    fixture.add("b", on: "y", 0)
    fixture.add("a", on: "g", family: "gain", 90)
    fixture.add("b", on: "g", family: "gain", 100)
    let profile = try fixture.statistics().objectiveProfile(instances: [0, 1, 2])
    // x: a 1, b 125/100; y: a unlimited, b 1; g: a 1 + 10/100, b 1.
    #expect(profile.curves[0].ratios == [1, 1.1])
    #expect(profile.curves[1].ratios == [1, 1, 1.25])
    #expect(profile.curves.map(\.runCount) == [3, 4])
  }

  @Test("Shares equal plain counting", arguments: 1...5 as ClosedRange<UInt64>)
  func oracle(seed: UInt64) throws {
    let fixture = StudyFixture.random(seed: seed, instances: 20, methods: 3, seeds: 1)
    let statistics = try fixture.statistics()
    let all = Array(statistics.instances.indices)
    let profile = statistics.objectiveProfile(instances: all)
    var common = 0
    var within = [0, 0, 0]
    for index in all {
      let values = (0..<3).map { statistics.allRuns(instance: index, method: $0).first?.objective }
      let present = (0..<3).allSatisfy { !statistics.allRuns(instance: index, method: $0).isEmpty }
      guard present else { continue }
      common += 1
      let isGain = statistics.instances[index].sense == .maximize
      let found = values.compactMap { $0?.asReal }
      let best = (isGain ? found.max() : found.min()) ?? 0
      for (method, value) in values.enumerated() {
        guard let value = value?.asReal else { continue }
        let ratio = value == best ? 1 : best == 0 ? .infinity : 1 + abs(value - best) / abs(best)
        if ratio <= 1.02 { within[method] += 1 }
      }
    }
    #expect(profile.instanceCount == common)
    for curve in profile.curves {
      let expected = Double(within[curve.methodIndex]) / Double(common)
      #expect(profile.share(curve, within: 1.02) == expected)
    }
  }

  @Test("The anytime curve holds the mean primal gap and the deviation of those with a solution")
  func anytime() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 100)
    fixture.reference("y", upper: 100)
    fixture.add("a", on: "x", 100, time: 5, limit: 10, trajectory: [(1, 200), (4, 100)])
    fixture.add("a", on: "y", 125, time: 3, limit: 10, trajectory: [(3, 125)])
    let statistics = try fixture.statistics()
    #expect(statistics.anytimeGrid(instances: [0, 1]).last == 10)
    #expect(statistics.anytimeGrid(instances: [0, 1]).count == 41)
    let curve = statistics.anytimeCurve(
      method: 0, instances: [0, 1], times: [0.5, 1, 3, 4, 100])
    #expect(curve.runCount == 2)
    #expect(curve.points.map(\.solutionCount) == [0, 1, 2, 2, 2])
    // x: 1, .5, .5, 0, 0; y: 1, 1, .2, .2, .2.
    for (found, expected) in zip(curve.points.map(\.primalGap), [1, 0.75, 0.35, 0.1, 0.1]) {
      #expect(abs(found - expected) < 1e-12)
    }
    // x: -, 100 %, 100 %, 0; y: -, -, 25 %, 25 %.
    #expect(curve.points.map { $0.deviation?.value } == [nil, 1, 0.625, 0.125, 0.125])
  }

  @Test("Deviations at checkpoints are of the runs that have a solution by then")
  func checkpoints() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 100)
    fixture.reference("y", upper: 100)
    fixture.add("a", on: "x", 100, trajectory: [(0.05, 200), (0.5, 110), (30, 100)])
    fixture.add("a", on: "y", 130, trajectory: [(5, 130)])
    let sum = try fixture.statistics().aggregate(method: 0, instances: [0, 1])
    // .1 s: 100 %; 1 s: 10 %; 10 s: (10 + 30) / 2; 60 s: (0 + 30) / 2.
    #expect(sum.checkpointDeviations.map { $0?.value } == [1, 0.1, 0.2, 0.15])
    #expect(sum.checkpointDeviations.map { $0?.runCount } == [1, 1, 2, 2])
  }
}
