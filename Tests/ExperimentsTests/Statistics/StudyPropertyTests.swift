import Experiments
import OptCore
import Testing

@Suite("Properties of statistics")
struct StudyPropertyTests {
  @Test(
    "The order of the runs does not matter to a single byte",
    arguments: 1...10 as ClosedRange<UInt64>)
  func permutation(seed: UInt64) throws {
    let fixture = StudyFixture.random(seed: seed)
    let tables = try ReportTables.all(of: fixture.results)
    var stream = RandomStream(seed: seed + 100)
    for _ in 0..<3 {
      var other = fixture
      other.runs.shuffle(using: &stream)
      #expect(try ReportTables.all(of: other.results) == tables)
    }
  }

  @Test(
    "Scaling every objective changes no relative measure", arguments: 1...10 as ClosedRange<UInt64>)
  func scaling(seed: UInt64) throws {
    let fixture = StudyFixture.random(seed: seed)
    let scaled = fixture.mapped { .integer(8 * ($0.asInteger ?? 0)) }
    try expectEqualMeasures(fixture.statistics(), scaled.statistics(), excessFactor: 8)
  }

  @Test(
    "Maximising the negated objective is the same study", arguments: 1...10 as ClosedRange<UInt64>)
  func negation(seed: UInt64) throws {
    let fixture = StudyFixture.random(seed: seed)
    var negated = fixture.mapped { .integer(0 - ($0.asInteger ?? 0)) }
    for index in negated.families.indices {
      let sense = negated.families[index].sense
      negated.families[index].sense = sense == .minimize ? .maximize : .minimize
    }
    try expectEqualMeasures(fixture.statistics(), negated.statistics(), excessFactor: 1)
  }

  private func expectEqualMeasures(
    _ a: StudyStatistics, _ b: StudyStatistics, excessFactor: Double
  ) throws {
    let all = Array(a.instances.indices)
    for method in a.methods.indices {
      var other = b.aggregate(method: method, instances: all)
      let own = a.aggregate(method: method, instances: all)
      other.zeroBaselineExcess?.value /= excessFactor
      #expect(own == other)
    }
    #expect(a.pairwise(instances: all) == b.pairwise(instances: all))
    #expect(a.objectiveProfile(instances: all) == b.objectiveProfile(instances: all))
    #expect(
      a.timeProfile(instances: all, solved: .within(0.01))
        == b.timeProfile(instances: all, solved: .within(0.01)))
    let grid = a.anytimeGrid(instances: all)
    #expect(
      a.anytimeCurve(method: 0, instances: all, times: grid)
        == b.anytimeCurve(method: 0, instances: all, times: grid))
  }

  @Test("Aggregates equal plain sums over the records", arguments: 1...10 as ClosedRange<UInt64>)
  func oracle(seed: UInt64) throws {
    let fixture = StudyFixture.random(seed: seed)
    let statistics = try fixture.statistics()
    for (method, label) in fixture.methods.enumerated() {
      let sum = statistics.aggregate(method: method, instances: Array(statistics.instances.indices))
      let own = fixture.runs.filter { $0.specification.method.label == label }
      #expect(sum.runCount == own.count)
      #expect(sum.solutionCount == own.filter { $0.objective != nil }.count)
      var means: [Double] = []
      for (family, sign) in [("smtt", 1.0), ("gain", -1.0)] {
        let names = Set(
          own.map(\.specification.instance).filter { $0.family == family }.map(\.name))
        for name in names {
          let base =
            fixture.references[family]?["sha256:\(name)"]?.upper?.asReal
            ?? fixture.runs.filter { $0.specification.instance.name == name }
            .compactMap { $0.objective?.asReal }.map { sign * $0 }.min().map { sign * $0 } ?? 0
          let values = own.filter { $0.specification.instance.name == name }
            .compactMap { $0.objective?.asReal }
          if base == 0 || values.isEmpty { continue }
          means.append(
            values.map { sign * ($0 - base) / abs(base) }.reduce(0, +) / Double(values.count))
        }
      }
      let expected = means.reduce(0, +) / Double(means.count)
      #expect(abs((sum.deviation?.value ?? 9) - expected) < 1e-12)
      #expect(sum.deviation?.instanceCount == means.count)
    }
  }
}

extension StudyFixture {
  /// The same study with every objective and reference changed.
  func mapped(_ change: (ObjectiveValue) -> ObjectiveValue) -> StudyFixture {
    var other = self
    for index in other.runs.indices {
      other.runs[index].objective = runs[index].objective.map(change)
      other.runs[index].trajectory = runs[index].trajectory.map {
        TrajectoryPoint(time: $0.time, objective: $0.objective.map(change), bound: nil)
      }
    }
    for (family, values) in references {
      for (name, value) in values {
        other.references[family]?[name]?.upper = value.upper.map(change)
      }
    }
    return other
  }
}
