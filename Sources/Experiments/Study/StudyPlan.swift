import OptCore

/// The runs of a study, in the order they are carried out.
public struct StudyPlan: Sendable {
  /// A part of a file that is no instance, and is left out.
  public struct Refusal: Sendable, Hashable {
    /// The file.
    public let path: String
    /// What chooses the part in the file; nil = the whole file.
    public let pick: String?
    /// Why it is refused.
    public let error: InstanceError
  }

  /// A method that cannot work on an instance: no runs are planned for the two.
  public struct Mismatch: Sendable, Hashable {
    /// The instance's name.
    public let instance: String
    /// The method's label.
    public let method: String
    /// Why not.
    public let reason: String
  }

  /// What a store keeps about the study.
  public var header: StudyHeader
  /// Each run once: all runs on an instance before those on the next, all methods from a seed before the next seed.
  public let runs: [PlannedRun]
  /// What is left out, in the order it was met.
  public let refused: [Refusal]
  /// Methods and instances that do not fit each other.
  public let mismatches: [Mismatch]
  /// How many instances are left out because an instance before has the same data.
  public let duplicateCount: Int
  /// Names in reference files that are about no instance of the plan, family by family.
  public let unmatchedReferences: [String]
  /// What the user may want to know besides.
  public let remarks: [String]

  /// The longest time that runs may take within their limits, carried out `jobs` at once.
  ///
  /// - Returns: seconds, without the time that processes take to start and end; nil when a run has no time limit.
  public static func worstCaseDuration(of runs: [PlannedRun], jobs: Int) -> Double? {
    var total = 0.0
    var longest = 0.0
    for run in runs {
      guard let time = run.specification.limits.time else { return nil }
      total += time
      longest = max(longest, time)
    }
    return max(total / Double(max(1, jobs)), longest)
  }
}
