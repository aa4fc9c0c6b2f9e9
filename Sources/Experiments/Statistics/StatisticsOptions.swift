/// The choices behind a study's statistics.
public struct StatisticsOptions: Sendable, Hashable {
  /// Seconds at which objectives are compared, ascending.
  public var checkpoints: [Double] = [0.1, 1, 10, 60]
  /// Seconds added to times before their geometric mean is formed, and taken off again.
  public var timeShift = 1.0
  /// Seconds below which times count as equal in performance profiles: the clock's noise.
  public var timeFloor = 0.001
  /// How an instance's class is told from its name.
  public var classRule = ClassRule.serialNumber
  /// Label of the method that all others are compared with; nil = every pair is compared.
  public var baseline: String?
  /// How far real objectives may differ relatively and still count as equal; integers are compared exactly.
  public var realTolerance = 1e-6

  /// The usual choices.
  public init() {}
}
