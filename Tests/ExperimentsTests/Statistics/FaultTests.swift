import Experiments
import OptCore
import Testing

@Suite("Fault")
struct FaultTests {
  private func kinds(_ fixture: StudyFixture) throws -> [Fault.Kind] {
    try fixture.statistics().faults.map(\.kind)
  }

  /// Mirrors a value about 1000 when the family maximises, so that one test serves both senses.
  private func value(_ value: Int, _ family: String) -> ObjectiveValue {
    .integer(family == "gain" ? 1000 - value : value)
  }

  @Test("A bound beyond the reference or a checked solution is false", arguments: ["smtt", "gain"])
  func bounds(family: String) throws {
    var fixture = StudyFixture()
    fixture.reference("x", family: family, upper: value(100, family), source: "someone")
    fixture.add("a", on: "x", family: family, value(110, family), bound: value(100, family))
    #expect(try kinds(fixture) == [])
    fixture.add("b", on: "x", family: family, value(110, family), bound: value(101, family))
    #expect(try kinds(fixture) == [.boundBeyondReference])
    fixture.add("c", on: "x", family: family, value(115, family), bound: value(111, family))
    let statistics = try fixture.statistics()
    try #require(
      statistics.faults.map(\.kind)
        == [.boundBeyondReference, .boundBeyondReference, .boundBeyondSolution])
    #expect(statistics.runs.map(\.isFaulty) == [false, true, true])
    #expect(statistics.faults[2].otherRunIndex == 0)
    #expect(
      statistics.faults[0].message
        == "b (seed 1) states the bound \(value(101, family)), but the reference (someone) has a "
        + "solution of \(value(100, family))")
    #expect(
      statistics.faults[2].message
        == "c (seed 1) states the bound \(value(111, family)), but a (seed 1) has a checked "
        + "solution of \(value(110, family))")
  }

  @Test("A proven optimum that is not the best is false", arguments: ["smtt", "gain"])
  func optima(family: String) throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", family: family, value(100, family), status: .optimal)
    fixture.add("b", on: "x", family: family, value(100, family), status: .optimal)
    #expect(try kinds(fixture) == [])
    fixture.add("c", on: "x", family: family, value(99, family))
    // Both claims are held against the checked solution of c.
    #expect(try kinds(fixture) == [.optimalWorseThanSolution, .optimalWorseThanSolution])
    fixture.reference("x", family: family, upper: value(98, family))
    #expect(
      try kinds(fixture) == [
        .optimalWorseThanReference, .optimalWorseThanSolution, .optimalWorseThanReference,
        .optimalWorseThanSolution,
      ])
    #expect(try fixture.statistics().instances[0].optimum == nil)
  }

  @Test("Infeasibility is false when a solution exists")
  func infeasible() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", nil, status: .infeasible)
    fixture.add("b", on: "x", nil)
    #expect(try kinds(fixture) == [])
    fixture.add("c", on: "x", 5)
    #expect(try kinds(fixture) == [.infeasibleDespiteSolution])
    fixture.reference("x", upper: 6)
    #expect(try kinds(fixture) == [.infeasibleDespiteSolution, .infeasibleDespiteSolution])
  }

  @Test("A solution beyond a reference's proven bound is an error too")
  func referenceBound() throws {
    var fixture = StudyFixture()
    fixture.reference("x", lower: 90, upper: 100)
    fixture.add("a", on: "x", 90)
    #expect(try kinds(fixture) == [])
    fixture.add("b", on: "x", 89)
    #expect(try kinds(fixture) == [.beyondReferenceBound])
  }

  @Test("Unboundedness and a bound exclude each other; both runs are at fault")
  func unbounded() throws {
    var fixture = StudyFixture()
    fixture.add("a", on: "x", nil, status: .unbounded)
    #expect(try kinds(fixture) == [])
    fixture.add("b", on: "x", 7, bound: 7, status: .optimal)
    fixture.add("c", on: "x", 9)
    let statistics = try fixture.statistics()
    #expect(statistics.faults.map(\.kind) == [.contradictingProofs, .contradictingProofs])
    #expect(statistics.runs.map(\.isFaulty) == [true, true, false])
  }

  @Test("Real values may differ by rounding, integers by nothing")
  func tolerance() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: .real(10))
    fixture.add("a", on: "x", .real(10.000001), bound: .real(10.000001), status: .optimal)
    #expect(try kinds(fixture) == [])
    fixture.add("b", on: "x", .real(10.001), bound: .real(10.001), status: .optimal)
    #expect(
      try kinds(fixture) == [
        .boundBeyondReference, .boundBeyondSolution, .optimalWorseThanReference,
        .optimalWorseThanSolution,
      ])
    // Small values are compared relatively as well; what rounding leaves of sums that cancel is nothing.
    fixture = StudyFixture()
    fixture.reference("z", upper: .real(0.0001))
    fixture.add("a", on: "z", .real(0.0001 + 5e-11), status: .optimal)
    fixture.add("b", on: "z", .real(0.0001), bound: .real(2e-10))
    #expect(try kinds(fixture) == [])
    fixture.add("c", on: "z", .real(0.0001003), status: .optimal)
    #expect(try kinds(fixture) == [.optimalWorseThanReference, .optimalWorseThanSolution])
    fixture.reference("a zero", upper: .real(0))
    fixture.add("a", on: "a zero", .real(0), bound: .real(9e-10))
    #expect(try kinds(fixture).count == 2)
    fixture = StudyFixture()
    let large = 1 << 60
    fixture.reference("y", upper: .integer(large))
    fixture.add("a", on: "y", .integer(large + 1), status: .optimal)
    #expect(try fixture.statistics().runs.last?.isFaulty == true)
  }

  @Test("Runs at fault are counted and count in no mean")
  func leftOut() throws {
    var fixture = StudyFixture()
    fixture.reference("x", upper: 100)
    fixture.reference("y", upper: 100)
    fixture.add("a", on: "x", 110, bound: 105, status: .feasible, time: 50)
    fixture.add("a", on: "y", 120, bound: 60, time: 1)
    fixture.add("b", on: "x", 100)
    fixture.add("b", on: "y", 100)
    let statistics = try fixture.statistics()
    let sum = statistics.aggregate(method: 0, instances: [0, 1])
    #expect(sum.faultyCount == 1)
    #expect(sum.runCount == 2)
    // Only y: 20 %, gap (120 - 60) / 120 = 50 %.
    #expect(sum.deviation == MeanValue(0.2, runCount: 1, instanceCount: 1))
    #expect(sum.gap == MeanValue(0.5, runCount: 1, instanceCount: 1))
    #expect(sum.pooledDeviation == MeanValue(0.2, runCount: 1, instanceCount: 1))
    // The pair shares one sound instance.
    #expect(statistics.pairwise(instances: [0, 1]).map(\.instanceCount) == [1])
  }
}
