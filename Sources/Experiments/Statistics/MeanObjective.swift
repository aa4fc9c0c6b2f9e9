import OptCore

/// The mean of objectives of one instance, compared exactly when they are integers.
public struct MeanObjective: Sendable, Hashable {
  /// Sum of integers; nil when one of the values is real.
  private let exactSum: Int128?
  private let realSum: Double
  /// How many values it is the mean of, at least 1.
  public let count: Int

  /// The mean of `values`; nil when there are none.
  public init?(_ values: some Sequence<ObjectiveValue>) {
    var exact: Int128? = 0
    var real = 0.0
    var count = 0
    for value in values {
      if let integer = value.asInteger {
        exact = exact.map { $0 + Int128(integer) }
      } else {
        exact = nil
      }
      real += value.asReal
      count += 1
    }
    guard count > 0 else { return nil }
    exactSum = exact
    realSum = exact.map { Double($0) } ?? real
    self.count = count
  }

  /// Whether all values are integers, so that comparisons are exact.
  var isExact: Bool { exactSum != nil }

  /// The mean as a real number.
  public var value: Double { realSum / Double(count) }

  /// `(this - other) / max(|this|, |other|)` from -2 to 2, or 0 when both are zero.
  ///
  /// Its sign is exact for integers. It needs no reference value and does not change when all objectives are scaled.
  public func relativeDifference(from other: MeanObjective) -> Double {
    if let mine = exactSum, let theirs = other.exactSum {
      let a = mine * Int128(other.count)
      let b = theirs * Int128(count)
      return a == b ? 0 : Double(a - b) / Double(max(a.magnitude, b.magnitude))
    }
    let scale = max(abs(value), abs(other.value))
    return scale == 0 ? 0 : (value - other.value) / scale
  }
}
