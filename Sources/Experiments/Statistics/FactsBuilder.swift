import OptCore

/// Computes the facts of every run, instance by instance.
struct FactsBuilder {
  let results: StudyResults
  let options: StatisticsOptions
  let index: StudyIndex

  private(set) var instances: [InstanceSummary] = []
  private(set) var runs: [RunFacts] = []
  private(set) var faults: [Fault] = []

  init(results: StudyResults, options: StatisticsOptions, index: StudyIndex) {
    self.results = results
    self.options = options
    self.index = index
  }

  /// Fills `instances`, `runs` and `faults`.
  mutating func build(classLabel: (String) -> String) {
    let families = Dictionary(
      results.families.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    runs.reserveCapacity(index.order.count)
    for (instanceIndex, instance) in index.instances.enumerated() {
      let family = families[instance.family]
      var summary = InstanceSummary(
        instance: instance, familyIndex: family,
        sense: instance.sense ?? family.map { results.families[$0].sense } ?? .minimize,
        classLabel: classLabel(instance.name),
        reference: results.references[instance.family]?[instance.digest], horizon: 0)
      addRuns(on: instanceIndex, &summary)
      instances.append(summary)
    }
  }

  private mutating func addRuns(on instanceIndex: Int, _ summary: inout InstanceSummary) {
    let first = runs.count
    for method in index.methods.indices {
      let cell = instanceIndex * index.methods.count + method
      for place in index.starts[cell]..<index.starts[cell + 1] {
        runs.append(basicFacts(index.order[place], instanceIndex, method))
      }
    }
    let range = first..<runs.count
    summary.horizon = horizon(range)
    for run in runs[range] {
      guard let objective = run.objective else { continue }
      if summary.bestInStudy.map({ objective.isBetter(than: $0, summary.sense) }) ?? true {
        summary.bestInStudy = objective
      }
    }
    findFaults(range, summary)
    summary.optimum = optimum(range, summary)
    for run in range { complete(run, summary) }
  }

  private func basicFacts(_ record: Int, _ instance: Int, _ method: Int) -> RunFacts {
    let run = results.runs[record]
    return RunFacts(
      recordIndex: record, instanceIndex: instance, methodIndex: method,
      seed: run.specification.seed, objective: run.objective, status: run.status,
      isFailed: !run.ending.isOrderly, gap: run.gap, timeScore: run.timeScore,
      isFinished: run.isFinished, isWorkLimited: run.isWorkLimited, cpu: run.usage.cpu,
      checkpointObjectives: run.objectives(at: options.checkpoints))
  }

  private func horizon(_ range: Range<Int>) -> Double {
    var limit: Double?
    var longest = 0.0
    for run in runs[range] {
      let record = results.runs[run.recordIndex]
      if let time = record.specification.limits.time { limit = max(limit ?? 0, time) }
      longest = max(longest, record.time)
    }
    return limit ?? longest
  }

  private mutating func findFaults(_ range: Range<Int>, _ summary: InstanceSummary) {
    let finder = FaultFinder(
      sense: summary.sense, reference: summary.reference, tolerance: options.realTolerance)
    let claims = range.map { index in
      let run = runs[index]
      return FaultFinder.Claim(
        runIndex: index, status: run.status, objective: run.objective,
        bound: results.runs[run.recordIndex].bound,
        method: self.index.methods[run.methodIndex].label, seed: run.seed)
    }
    let found = finder.faults(claims)
    for fault in found { runs[fault.runIndex].isFaulty = true }
    faults += found
  }

  private func optimum(_ range: Range<Int>, _ summary: InstanceSummary) -> ObjectiveValue? {
    if let reference = summary.reference, reference.isOptimal { return reference.upper }
    let isProven = runs[range].contains { $0.status == .optimal && !$0.isFaulty }
    return isProven ? summary.bestInStudy : nil
  }

  /// Adds what depends on all runs of the instance.
  private mutating func complete(_ run: Int, _ summary: InstanceSummary) {
    let record = results.runs[runs[run].recordIndex]
    if let best = summary.bestKnown {
      runs[run].primalIntegral = record.primalIntegral(best: best, horizon: summary.horizon)
    }
    guard let objective = record.objective else { return }
    let tolerance = options.realTolerance
    if let baseline = summary.baseline?.value {
      runs[run].excess = objective.excess(over: baseline, summary.sense)
      runs[run].deviation = objective.deviation(from: baseline, summary.sense)
      runs[run].isAtBaseline =
        !baseline.isClearlyBetter(than: objective, summary.sense, tolerance: tolerance)
    }
    if let optimum = summary.optimum {
      runs[run].isOptimal =
        !optimum.isClearlyBetter(than: objective, summary.sense, tolerance: tolerance)
    }
    if let upper = summary.reference?.upper {
      runs[run].isImprovement =
        objective.isClearlyBetter(than: upper, summary.sense, tolerance: tolerance)
    }
  }
}
