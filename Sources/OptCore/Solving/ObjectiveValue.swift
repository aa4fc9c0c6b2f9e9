/// Whether smaller or larger objective values are better.
public enum ObjectiveSense: String, Sendable, Hashable, CaseIterable {
  case minimize
  case maximize
}

/// An objective value or a bound on it: exact for integer data, a real number otherwise.
///
/// Comparison is exact. A family uses one case throughout.
public enum ObjectiveValue: Sendable, Hashable, Comparable, CustomStringConvertible {
  case integer(Int)
  case real(Double)

  /// The value as a real number (rounded when an integer passes 2^53).
  public var asReal: Double {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    }
  }

  /// The exact integer; nil for a real value.
  public var asInteger: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// The value as JSON.
  public var json: JSONValue {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .number(value)
    }
  }

  /// Decimal text; reals in the shortest form that reads back to the same value.
  public var description: String {
    switch self {
    case .integer(let value): String(value)
    case .real(let value): JSONValue.shortest(value)
    }
  }

  /// Exact order; an integer and a real are compared as reals.
  public static func < (left: ObjectiveValue, right: ObjectiveValue) -> Bool {
    if case .integer(let a) = left, case .integer(let b) = right { return a < b }
    return left.asReal < right.asReal
  }

  /// Whether this value is strictly better than `other` under `sense`.
  public func isBetter(than other: ObjectiveValue, _ sense: ObjectiveSense) -> Bool {
    sense == .minimize ? self < other : other < self
  }
}

/// The relative gap `|incumbent - bound| / max(|incumbent|, 1e-10)`, for either sense.
public func relativeGap(incumbent: ObjectiveValue, bound: ObjectiveValue) -> Double {
  if case .integer(let a) = incumbent, case .integer(let b) = bound, a == b { return 0 }
  let value = incumbent.asReal
  return abs(value - bound.asReal) / max(abs(value), 1e-10)
}
