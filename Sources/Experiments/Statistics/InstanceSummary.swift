import OptCore

/// An instance of a study with what references and runs together know about it.
public struct InstanceSummary: Sendable, Hashable {
  /// Where a deviation is measured from.
  public struct Baseline: Sendable, Hashable {
    /// Who says so.
    public enum Origin: String, Sendable, Hashable {
      /// The reference's best published objective.
      case reference
      /// There is no reference: the best checked objective of the study's own runs.
      case study
    }

    /// The objective that counts as deviation 0.
    public var value: ObjectiveValue
    /// Who says so.
    public var origin: Origin
  }

  /// The instance.
  public var instance: InstanceReference
  /// Index into the study's families; nil when the study does not describe the family.
  public var familyIndex: Int?
  /// Whether smaller or larger objectives are better.
  public var sense: ObjectiveSense
  /// Its class; see `ClassRule`.
  public var classLabel: String
  /// What is known from elsewhere.
  public var reference: ReferenceValue?
  /// The best checked objective of all runs.
  public var bestInStudy: ObjectiveValue?
  /// The optimum: of the reference when it is proven, else the best objective that an unfaulted run has proven.
  public var optimum: ObjectiveValue?
  /// Seconds that primal integrals of this instance run over: the largest time limit of its runs, or, where none has
  /// one, the longest run.
  public var horizon: Double

  /// Where deviations are measured from; nil when nobody knows a solution.
  public var baseline: Baseline? {
    if let upper = reference?.upper { return Baseline(value: upper, origin: .reference) }
    return bestInStudy.map { Baseline(value: $0, origin: .study) }
  }

  /// The better of the reference and the study's best objective.
  public var bestKnown: ObjectiveValue? {
    guard let upper = reference?.upper else { return bestInStudy }
    guard let bestInStudy, bestInStudy.isBetter(than: upper, sense) else { return upper }
    return bestInStudy
  }
}
