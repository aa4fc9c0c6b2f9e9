import OptCore

/// When one job of a schedule runs and how late it is.
public struct JobTiming: Sendable, Hashable {
  /// The job's id.
  public let job: Int
  /// When it starts.
  public let start: ObjectiveValue
  /// When it completes.
  public let end: ObjectiveValue
  /// `max(0, end - due date)`.
  public let tardiness: ObjectiveValue
}

extension TardinessSchedule {
  /// When every job runs, in sequence order; ticks, or the original time unit for real-valued data.
  ///
  /// The sequence must have no violations in `instance`.
  ///
  /// - Complexity: O(n).
  public func timings(in instance: SingleMachineInstance) -> [JobTiming] {
    if let data = instance.quantisation { return realTimings(data) }
    var time = 0
    return sequence.map { job in
      let start = time
      time += instance.processingTimes[job]
      return JobTiming(
        job: job, start: .integer(start), end: .integer(time),
        tardiness: .integer(max(0, time - instance.dueDates[job])))
    }
  }

  private func realTimings(_ data: Quantisation) -> [JobTiming] {
    var time = 0.0
    return sequence.map { job in
      let start = time
      time += data.processingTimes[job]
      return JobTiming(
        job: job, start: .real(start), end: .real(time),
        tardiness: .real(max(0, time - data.dueDates[job])))
    }
  }

  /// The completion tick of each position, `C[k]`; the sequence must have no violations.
  public func completionTimes(in instance: SingleMachineInstance) -> [Int] {
    var time = 0
    return sequence.map { job in
      time += instance.processingTimes[job]
      return time
    }
  }

  /// The number of jobs with positive tardiness; the sequence must have no violations.
  public func tardyCount(in instance: SingleMachineInstance) -> Int {
    timings(in: instance).count { $0.tardiness.asReal > 0 }
  }
}
