import OptCore

/// One instance of single-machine total (weighted) tardiness, `1||sum w[j] T[j]`.
///
/// Jobs `0..<n` are available at tick 0 and run one at a time without preemption; a schedule is a permutation.
/// Valid by construction: durations and weights are not negative, and `(P + max |d|) * max(n, sum w)` does not
/// exceed 2^62, where `P` is the sum of durations, so that no completion time, lateness, total tardiness or objective
/// overflows.
public struct SingleMachineInstance: ProblemInstance, Hashable {
  /// The solution type: a sequence of all jobs.
  public typealias Solution = TardinessSchedule

  /// The largest value that `(P + max |d|) * max(n, sum w)` may have: 2^62.
  public static let largestSum = 1 << 62
  /// The largest number of jobs, so that the tables of an instance stay below 300 MB.
  public static let largestJobCount = 10_000_000

  /// Short name used in tables and file names.
  public let name: String
  /// `processingTimes[j] >= 0`: ticks job j takes.
  public let processingTimes: [Int]
  /// `dueDates[j]`: the tick job j is due; may be negative or past the last completion.
  public let dueDates: [Int]
  /// `weights[j] >= 0`: cost of a tick of tardiness of job j; all 1 in an unweighted instance.
  public let weights: [Int]
  /// Whether some weight differs from 1.
  public let isWeighted: Bool
  /// `P`, the sum of all processing times: the completion time of every sequence.
  public let totalProcessingTime: Int
  /// The sum of all weights.
  public let totalWeight: Int
  /// The original reals of a real-valued file, and how they became ticks; nil for integer data.
  public let quantisation: Quantisation?

  /// The number of jobs, n.
  public var jobCount: Int { processingTimes.count }

  /// Checks and adopts integer data.
  ///
  /// - Parameters:
  ///   - name: short name.
  ///   - processingTimes: ticks, one per job.
  ///   - dueDates: ticks, one per job.
  ///   - weights: one per job; nil = all 1.
  /// - Throws: `Invalid`, naming the first offending job.
  /// - Complexity: O(n).
  public init(
    name: String, processingTimes: [Int], dueDates: [Int], weights: [Int]? = nil
  ) throws(Invalid) {
    try self.init(
      name: name, processingTimes: processingTimes, dueDates: dueDates, weights: weights,
      quantisation: nil)
  }

  init(
    name: String, processingTimes: [Int], dueDates: [Int], weights: [Int]?,
    quantisation: Quantisation?
  ) throws(Invalid) {
    let count = processingTimes.count
    guard dueDates.count == count, weights == nil || weights?.count == count else {
      throw .countsDiffer(
        processingTimes: count, dueDates: dueDates.count, weights: weights?.count)
    }
    let weights = weights ?? [Int](repeating: 1, count: count)
    guard count <= SingleMachineInstance.largestJobCount else { throw .tooManyJobs }
    var sums = RunningSums()
    for j in 0..<count {
      if processingTimes[j] < 0 {
        throw .negativeProcessingTime(job: j, value: processingTimes[j])
      }
      if weights[j] < 0 { throw .negativeWeight(job: j, value: weights[j]) }
      guard sums.add(processingTime: processingTimes[j], dueDate: dueDates[j], weight: weights[j])
      else { throw .sumTooLarge(job: j) }
    }
    self.name = name
    self.processingTimes = processingTimes
    self.dueDates = dueDates
    self.weights = weights
    isWeighted = weights.contains { $0 != 1 }
    totalProcessingTime = sums.processing
    totalWeight = sums.weight
    self.quantisation = quantisation
  }

  /// Digest of the canonical text; the name does not enter it.
  public var digest: InstanceDigest { InstanceDigest(of: canonicalText()) }
}

extension SingleMachineInstance {
  /// Why data are no instance.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// The arrays differ in length; `weights` is nil when none were given.
    case countsDiffer(processingTimes: Int, dueDates: Int, weights: Int?)
    /// A job takes negative time.
    case negativeProcessingTime(job: Int, value: Int)
    /// A job has a negative weight.
    case negativeWeight(job: Int, value: Int)
    /// With this job, `(P + max |d|) * max(n, sum w)` passes 2^62.
    case sumTooLarge(job: Int)
    /// More jobs than `largestJobCount`.
    case tooManyJobs

    /// One line: what was found, what is allowed.
    public var description: String {
      switch self {
      case .countsDiffer(let p, let d, nil):
        "found \(p) processing times and \(d) due dates, expected equally many"
      case .countsDiffer(let p, let d, .some(let w)):
        "found \(p) processing times, \(d) due dates and \(w) weights, expected equally many"
      case .negativeProcessingTime(let job, let value):
        "found processing time \(value) of job \(job), expected at least 0"
      case .negativeWeight(let job, let value):
        "found weight \(value) of job \(job), expected at least 0"
      case .sumTooLarge(let job):
        "found numbers too large at job \(job), expected (sum of processing times"
          + " + largest absolute due date) * max(number of jobs, sum of weights) to be at most 2^62"
      case .tooManyJobs:
        "found too many jobs, expected at most \(SingleMachineInstance.largestJobCount)"
      }
    }
  }

  /// The sums that must stay below `largestSum`, job by job.
  struct RunningSums {
    private(set) var processing = 0
    private(set) var weight = 0
    private var count = 0
    private var farthest = 0

    /// Takes one more job; false when a sum passes the limit.
    mutating func add(processingTime: Int, dueDate: Int, weight jobWeight: Int) -> Bool {
      let distance = Int(exactly: dueDate.magnitude) ?? .max
      count += 1
      farthest = max(farthest, distance)
      let (sum, overflow1) = processing.addingReportingOverflow(processingTime)
      let (weights, overflow2) = weight.addingReportingOverflow(jobWeight)
      let (span, overflow3) = sum.addingReportingOverflow(farthest)
      let (product, overflow4) = span.multipliedReportingOverflow(by: max(count, weights))
      if overflow1 || overflow2 || overflow3 || overflow4 { return false }
      processing = sum
      weight = weights
      return product <= largestSum && weights <= largestSum
    }
  }
}
