import Experiments
import OptCore

/// Builds results of studies in a few words.
struct StudyFixture {
  var families = [
    StudyResults.Family(id: "smtt", title: "Tardiness", sense: .minimize, sizeUnit: "jobs"),
    StudyResults.Family(id: "gain", title: "Savings", sense: .maximize, sizeUnit: "buffers"),
  ]
  var methods = ["a", "b", "c"]
  var runs: [RunRecord] = []
  var references: [String: [String: ReferenceValue]] = [:]

  static let machine = Machine(
    host: "node1", processor: "Some CPU", cores: 2, memory: 4096, system: "Linux 6.1")

  /// Adds a run; `status` is `feasible` with an objective and `unknown` without.
  mutating func add(
    _ method: String, on instance: String, family: String = "smtt", size: Int = 10,
    sense: ObjectiveSense? = nil, seed: UInt64 = 1, _ objective: ObjectiveValue?,
    bound: ObjectiveValue? = nil,
    status: SolveStatus? = nil, termination: Termination? = .completed, time: Double = 1,
    limit: Double? = 60, ending: RunEnding = .exited(0, message: nil),
    trajectory: [(Double, ObjectiveValue)] = [], version: String = "1.0.0", key: String? = nil,
    setting: MethodSetting? = nil
  ) {
    let specification = RunSpecification(
      instance: InstanceReference(
        family: family, name: instance, path: "\(instance).txt", digest: "sha256:\(instance)",
        size: size, sense: sense),
      method: setting ?? MethodSetting("method-\(method)", label: method), seed: seed,
      limits: SolveLimits(time: limit))
    runs.append(
      RunRecord(
        specification: specification,
        key: key ?? "\(family)/\(instance)/\(method)/\(seed)/\(limit ?? 0)/\(version)",
        version: version, ending: ending,
        status: status ?? (objective == nil ? .unknown : .feasible), termination: termination,
        objective: objective, bound: bound, time: time,
        usage: ProcessUsage(wall: time + 0.01, cpu: time / 2, peakMemory: 20),
        trajectory: trajectory.map {
          TrajectoryPoint(time: $0.0, objective: $0.1, bound: nil)
        }, started: 1000, machine: StudyFixture.machine))
  }

  /// States what is known about an instance.
  mutating func reference(
    _ instance: String, family: String = "smtt", lower: ObjectiveValue? = nil,
    upper: ObjectiveValue? = nil, source: String? = nil
  ) {
    references[family, default: [:]]["sha256:\(instance)"] = ReferenceValue(
      instance: instance, lower: lower, upper: upper, source: source)
  }

  var results: StudyResults {
    StudyResults(
      name: "trial", families: families, methods: methods, runs: runs, references: references)
  }

  func statistics(_ options: StatisticsOptions = StatisticsOptions()) throws -> StudyStatistics {
    try StudyStatistics(of: results, options: options)
  }
}

extension ObjectiveValue: ExpressibleByIntegerLiteral {
  /// An integer objective.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension StudyFixture {
  /// A seeded study: `families` x instances x methods x seeds with ties, zeros, missing solutions and failures.
  static func random(seed: UInt64, instances: Int = 12, methods: Int = 4, seeds: Int = 3)
    -> StudyFixture
  {
    var stream = RandomStream(seed: seed)
    var fixture = StudyFixture()
    fixture.methods = (0..<methods).map { "m\($0)" }
    for index in 0..<instances {
      let family = index % 3 == 0 ? "gain" : "smtt"
      let name = "n\(10 * (1 + index % 4))_x_\(index)"
      let base = index % 5 == 0 ? 0 : stream.integer(in: 50...5000)
      if index % 4 != 3 { fixture.reference(name, family: family, upper: .integer(base)) }
      for method in fixture.methods {
        if stream.below(8) == 0 { continue }
        for run in 1...seeds {
          let worse = stream.below(3) == 0 ? 0 : stream.below(60)
          let value = family == "gain" ? base - worse : base + worse
          let found = stream.below(10) > 0
          let first = family == "gain" ? value - 7 : value + 7
          let steps: [(Double, ObjectiveValue)] =
            found
            ? [(stream.unit() * 0.5, .integer(first)), (0.5 + stream.unit(), .integer(value))] : []
          fixture.add(
            method, on: name, family: family, size: 10 * (1 + index % 4), seed: UInt64(run),
            found ? .integer(value) : nil,
            termination: stream.below(3) == 0 ? .timeLimit : .completed,
            time: 2 + stream.unit() * 20, limit: 30, trajectory: steps)
        }
      }
    }
    return fixture
  }
}
