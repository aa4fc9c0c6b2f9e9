import OptCore

/// The columns of an instance while they are read; refuses the first job that would make them invalid.
struct JobTable {
  private(set) var processingTimes: [Int] = []
  private(set) var dueDates: [Int] = []
  private(set) var weights: [Int]?
  private var sums = SingleMachineInstance.RunningSums()

  /// - Parameters:
  ///   - count: how many jobs are expected; only a hint.
  ///   - limit: how many jobs the text can hold, so that a false count allocates nothing.
  init(expecting count: Int, atMost limit: Int, weighted: Bool) {
    let capacity = max(0, min(count, limit))
    processingTimes.reserveCapacity(capacity)
    dueDates.reserveCapacity(capacity)
    if weighted {
      weights = []
      weights?.reserveCapacity(capacity)
    }
  }

  var count: Int { processingTimes.count }

  /// Takes one more job; false when there are too many or the sums pass their limit.
  @inline(__always)
  mutating func append(processingTime: Int, dueDate: Int, weight: Int) -> Bool {
    guard count < SingleMachineInstance.largestJobCount,
      sums.add(processingTime: processingTime, dueDate: dueDate, weight: weight)
    else { return false }
    processingTimes.append(processingTime)
    dueDates.append(dueDate)
    weights?.append(weight)
    return true
  }

  /// Why the job that `append` refused cannot be taken.
  var refusal: String {
    count >= SingleMachineInstance.largestJobCount
      ? SingleMachineInstance.Invalid.tooManyJobs.description
      : SingleMachineInstance.Invalid.sumTooLarge(job: count).description
  }

  /// The finished instance.
  func instance(
    named name: String, in source: SourceText
  ) throws(InstanceError) -> SingleMachineInstance {
    do {
      return try SingleMachineInstance(
        name: name, processingTimes: processingTimes, dueDates: dueDates, weights: weights)
    } catch {
      throw InstanceError(at: source.start, error.description)
    }
  }
}
