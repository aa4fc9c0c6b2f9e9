import OptCore

/// A number that an engine tells about its work, such as how many conflicts it met.
public struct EngineStatistic: Sendable, Hashable {
  /// Lower-case words joined by underscores: a key of the result document's `statistics`. Those that begin with `mean_` are means, all
  /// others are counts.
  public var name: String
  /// A finite number; counts are whole.
  public var value: Double

  /// A number under a name.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }

  /// A count under a name.
  public init(_ name: String, _ count: Int) { self.init(name, Double(count)) }

  /// The number as documents hold it.
  public var json: JSONValue { Int(exactly: value).map(JSONValue.integer) ?? .number(value) }
}

extension [EngineStatistic] {
  /// Takes the statistics of one more run: counts add up, means are left out.
  package mutating func add(_ others: [EngineStatistic]) {
    removeAll { $0.name.hasPrefix("mean_") }
    for other in others where !other.name.hasPrefix("mean_") {
      if let place = firstIndex(where: { $0.name == other.name }) {
        self[place].value += other.value
      } else {
        append(other)
      }
    }
  }
}
