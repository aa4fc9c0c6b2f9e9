/// What is minimised. All are regular: no operation gains by starting later.
public enum ShopObjective: String, Sendable, Hashable, CaseIterable {
  /// The latest end of an operation; 0 without operations.
  case makespan
  /// The sum over jobs of weight times how long the job ends after its due date: `w[j] max(0, end of j - due[j])`; jobs without
  /// operations cost nothing.
  case totalTardiness = "total_tardiness"
  /// The sum over operations of how long they start after their scheduled starts, which are releases too: `start - scheduled`.
  case startDelay = "start_delay"
}
