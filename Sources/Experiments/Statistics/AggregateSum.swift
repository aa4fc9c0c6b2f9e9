import OptCore

/// Adds up the runs of one method, instance by instance.
struct AggregateSum {
  private let options: StatisticsOptions
  private var counts = MethodAggregate()
  private var best = InstanceMean()
  private var mean = InstanceMean()
  private var worst = InstanceMean()
  private var excess = InstanceMean()
  private var baselineSum = 0.0
  private var zeroExcess = InstanceMean()
  private var gap = InstanceMean()
  private var time: ShiftedGeometricMean
  private var cpu = InstanceMean()
  private var integral = InstanceMean()
  private var checkpoints: [InstanceMean]

  init(options: StatisticsOptions) {
    self.options = options
    time = ShiftedGeometricMean(shift: options.timeShift)
    checkpoints = options.checkpoints.map { _ in InstanceMean() }
  }

  /// Takes in the runs of the method on one instance.
  mutating func add(_ all: ArraySlice<RunFacts>, _ instance: InstanceSummary) {
    guard !all.isEmpty else { return }
    let sound = all.lazy.filter { !$0.isFaulty }
    count(all, sound, instance)
    addDeviations(sound, instance)
    gap.add(sound.compactMap(\.gap))
    time.add(sound.compactMap(\.timeScore))
    cpu.add(sound.map(\.cpu))
    integral.add(sound.compactMap(\.primalIntegral))
    guard let baseline = instance.baseline?.value else { return }
    for index in checkpoints.indices {
      checkpoints[index].add(
        sound.compactMap {
          $0.checkpointObjectives[index]?.deviation(from: baseline, instance.sense)
        })
    }
  }

  private mutating func count(
    _ all: ArraySlice<RunFacts>, _ sound: some Sequence<RunFacts>, _ instance: InstanceSummary
  ) {
    counts.instanceCount += 1
    counts.runCount += all.count
    for run in all {
      if run.isFailed { counts.failedCount += 1 }
      if run.isFaulty { counts.faultyCount += 1 }
    }
    for run in sound {
      if run.objective != nil { counts.solutionCount += 1 }
      if run.isProven { counts.provenCount += 1 }
      if run.isOptimal { counts.optimalCount += 1 }
      if instance.optimum != nil { counts.knownOptimumCount += 1 }
      if run.isAtBaseline { counts.atBaselineCount += 1 }
      if run.isImprovement { counts.improvementCount += 1 }
      if run.isWorkLimited {
        counts.workLimitedCount += 1
      } else if !run.isFinished, run.timeScore != nil {
        counts.limitedCount += 1
      }
    }
  }

  private mutating func addDeviations(
    _ sound: some Sequence<RunFacts>, _ instance: InstanceSummary
  ) {
    let excesses = sound.compactMap(\.excess)
    guard let baseline = instance.baseline?.value, !excesses.isEmpty else { return }
    excess.add(excesses)
    baselineSum += abs(baseline.asReal)
    let deviations = sound.compactMap(\.deviation)
    guard let least = deviations.min(), let most = deviations.max() else {
      zeroExcess.add(excesses)
      return
    }
    best.add(least, runCount: deviations.count)
    mean.add(deviations)
    worst.add(most, runCount: deviations.count)
  }

  /// The sums as means.
  var aggregate: MethodAggregate {
    var result = counts
    result.bestDeviation = best.mean()
    result.deviation = mean.mean()
    result.worstDeviation = worst.mean()
    if baselineSum > 0, let all = excess.mean() {
      result.pooledDeviation = MeanValue(
        excess.total / baselineSum, runCount: all.runCount, instanceCount: all.instanceCount)
    }
    if let zero = zeroExcess.mean() {
      result.zeroBaselineExcess = MeanValue(
        zeroExcess.total, runCount: zero.runCount, instanceCount: zero.instanceCount)
    }
    result.gap = gap.mean()
    result.time = time.mean
    result.cpu = cpu.mean()
    result.primalIntegral = integral.mean()
    result.checkpointDeviations = checkpoints.map { $0.mean() }
    return result
  }
}
