import Modeling
import OptCore

/// The settings of the engine, `key=value` each; `Documentation/cp-engine.md` says what they do.
///
/// The defaults are those of the fields.
package struct CPSettings: Sendable, Hashable {
  /// What decisions are made by.
  package enum Branching: String, Sendable, CaseIterable {
    /// The 0/1 variable of greatest activity in recent conflicts; what is open then, from left to right.
    case activity
    /// The open number of least lower bound takes it, as a schedule is built from left to right; 0/1 variables come last.
    case schedule
    /// Two restarts by activity, then two from left to right.
    case alternate
  }

  /// File for the proof; nil = none is written.
  package var proof: String?
  /// Learnt clauses at which half of them is forgotten for the first time, from 1 to 10^8.
  package var clauses = 4000
  /// Most mebibytes for the literals of clauses, from 1 to 2^20; nil = no limit but that of the run's process.
  package var memory: Int?
  /// Whether better solutions are looked for around the best one.
  package var neighbourhoods = true
  /// Conflicts that are the unit of restarts, from 1 to 10^8.
  package var restart = 100
  package var branching = Branching.activity

  /// - Throws: `EngineError.option` for an unknown setting, one given twice, or a value out of range; it names what is known.
  package init(_ texts: [String]) throws(EngineError) {
    var seen: Set<String> = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0])
      guard seen.insert(key).inserted else {
        throw .option("the setting '\(key)' of the engine cp is given twice")
      }
      try take(key, parts.count == 2 ? String(parts[1]) : "", text)
    }
  }

  private mutating func take(_ key: String, _ value: String, _ text: String) throws(EngineError) {
    switch key {
    case "proof" where !value.isEmpty: proof = value
    case "clauses": clauses = try Self.whole(value, 1...100_000_000, text)
    case "memory": memory = try Self.whole(value, 1...1 << 20, text)
    case "restart": restart = try Self.whole(value, 1...100_000_000, text)
    case "neighbourhoods":
      guard value == "on" || value == "off" else { throw Self.refusal(text, "on or off") }
      neighbourhoods = value == "on"
    case "search":
      guard let found = Branching(rawValue: value) else {
        throw Self.refusal(text, Branching.allCases.map(\.rawValue).joined(separator: ", "))
      }
      branching = found
    default:
      throw .option("unknown setting '\(text)' of the engine cp: found none of \(Self.known)")
    }
  }

  /// What can be set, as messages name it.
  private static let known =
    "proof=FILE, clauses=N, memory=MIB, neighbourhoods=on|off, restart=N, search=activity|schedule|alternate"

  private static func whole(
    _ value: String, _ range: ClosedRange<Int>, _ text: String
  ) throws(EngineError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw refusal(text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func refusal(_ text: String, _ expected: String) -> EngineError {
    .option("setting '\(text)' of the engine cp: expected \(expected); known settings: \(known)")
  }
}

extension CPSettings {
  /// Cells of predicates that the clauses of one worker may take.
  ///
  /// Without the setting a quarter of the memory of the run's process, if that is capped: lists grow by doubling.
  ///
  /// - Parameters:
  ///   - limit: mebibytes of the process; nil = no cap.
  ///   - workers: at least 1.
  func clauseCells(ofProcess limit: Int?, workers: Int) -> Int {
    // Clauses are found by 32-bit places.
    let most = Int(Int32.max) - (1 << 24)
    guard let mebibytes = memory ?? limit.map({ max(1, $0 / 4) }) else { return most }
    return min(
      most, min(mebibytes, 1 << 30) * ((1 << 20) / MemoryLayout<Predicate>.stride) / workers)
  }
}
