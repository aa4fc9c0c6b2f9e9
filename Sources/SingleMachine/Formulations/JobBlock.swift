/// Jobs that fill a stretch of the machine's time without a gap, as a problem of its own.
///
/// Jobs are numbered `0..<jobCount` inside the block; due dates count from the start of the stretch, so that the
/// first job of every order starts at tick 0 and the last one completes at `horizon`.
package struct JobBlock: Sendable, Hashable {
  /// Ids of the jobs in the instance (or in the enclosing block), by local number.
  package let jobs: [Int]
  /// Ticks each job takes, by local number.
  package let processingTimes: [Int]
  /// Due dates relative to the start of the stretch, by local number.
  package let dueDates: [Int]
  /// Cost of a tick of tardiness, by local number.
  package let weights: [Int]
  /// Length of the stretch: the sum of the processing times.
  package let horizon: Int

  /// Number of jobs, n.
  package var jobCount: Int { processingTimes.count }
  /// Whether every weight is 1.
  package let hasUnitWeights: Bool

  /// All jobs of an instance.
  package init(_ instance: SingleMachineInstance) {
    self.init(
      jobs: Array(0..<instance.jobCount), processingTimes: instance.processingTimes,
      dueDates: instance.dueDates, weights: instance.weights)
  }

  /// Some jobs of another block, in a stretch that starts at tick `start` of it.
  package init(_ chosen: [Int], of block: JobBlock, startingAt start: Int) {
    self.init(
      jobs: chosen.map { block.jobs[$0] },
      processingTimes: chosen.map { block.processingTimes[$0] },
      dueDates: chosen.map { block.dueDates[$0] - start }, weights: chosen.map { block.weights[$0] }
    )
  }

  private init(jobs: [Int], processingTimes: [Int], dueDates: [Int], weights: [Int]) {
    self.jobs = jobs
    self.processingTimes = processingTimes
    self.dueDates = dueDates
    self.weights = weights
    horizon = processingTimes.reduce(0, +)
    hasUnitWeights = weights.allSatisfy { $0 == 1 }
  }

  /// Cost of job `j` when it completes at tick `completion` of the stretch.
  @inline(__always)
  package func cost(of j: Int, completingAt completion: Int) -> Int {
    weights[j] * max(0, completion - dueDates[j])
  }

  /// Total weighted tardiness of an order of all local numbers.
  package func cost(of order: [Int]) -> Int {
    var time = 0
    var total = 0
    for j in order {
      time += processingTimes[j]
      total += cost(of: j, completingAt: time)
    }
    return total
  }
}
