/// How long the finished runs of each method took.
public struct Experience: Sendable, Hashable {
  /// Runs and their wall seconds together, by label.
  private var tallies: [String: Tally] = [:]

  private struct Tally: Sendable, Hashable {
    var runs = 0
    var seconds = 0.0
  }

  /// No experience.
  public init() {}

  /// Adds finished runs of a method that took so many seconds together.
  public mutating func add(_ label: String, runs: Int, seconds: Double) {
    tallies[label, default: Tally()].runs += runs
    tallies[label]?.seconds += seconds
  }

  /// Adds what others found out.
  public mutating func add(_ other: Experience) {
    for (label, tally) in other.tallies { add(label, runs: tally.runs, seconds: tally.seconds) }
  }

  /// Mean seconds of a run, by label, of the methods that have any.
  public var meanSeconds: [String: Double] {
    tallies.filter { $0.value.runs > 0 }.mapValues { $0.seconds / Double($0.runs) }
  }
}
