import Modeling

/// A linear row in whole numbers: `lower <= Σ factor * column <= upper`, nil = no limit.
struct IntegerRow {
  var columns: [Int32]
  var factors: [Int]
  var lower: Int?
  var upper: Int?

  /// Scales a row until all coefficients are whole, by a power of ten up to a million or a factor up to 64.
  ///
  /// Limits are rounded inwards, with the tolerance that MIP engines have.
  ///
  /// - Returns: nil where none of them does it, or a number is beyond 2^53.
  init?(
    columns: some Collection<Int32>, coefficients: some Collection<Double>, lower: Double,
    upper: Double
  ) {
    guard let scale = Self.scale(for: coefficients) else { return nil }
    self.columns = Array(columns)
    factors = coefficients.map { Int(($0 * scale).rounded()) }
    var divisor = 0
    for factor in factors { divisor = greatestCommonDivisor(divisor, abs(factor)) }
    divisor = max(divisor, 1)
    factors = factors.map { $0 / divisor }
    guard let low = Self.limit(lower * scale, .up), let high = Self.limit(upper * scale, .down)
    else {
      return nil
    }
    self.lower = low.value.map { -floorDivide(-$0, by: divisor) }
    self.upper = high.value.map { floorDivide($0, by: divisor) }
  }

  /// Whether no whole number lies between the limits, as in 3 = 2x + 4y, which is 1.5 = x + 2y.
  var isContradictory: Bool {
    guard let lower, let upper else { return false }
    return lower > upper
  }

  /// A factor that makes all coefficients whole.
  static func scale(for coefficients: some Collection<Double>) -> Double? {
    func fits(_ scale: Double) -> Bool {
      coefficients.allSatisfy {
        let scaled = $0 * scale
        return abs(scaled) <= greatestExact
          && abs(scaled - scaled.rounded()) <= 1e-9 * max(1, min(abs(scaled), 1e6))
          && (scaled.rounded() != 0 || $0 == 0)
      }
    }
    for scale in [1.0, 10, 100, 1000, 10_000, 100_000, 1_000_000] where fits(scale) {
      return scale
    }
    return (2...64).lazy.map(Double.init).first(where: fits)
  }

  private static func limit(_ value: Double, _ rule: FloatingPointRoundingRule) -> (
    value: Int?, Void
  )? {
    if value.isInfinite { return (nil, ()) }
    guard abs(value) <= greatestExact else { return nil }
    // Relative, but never as much as a unit.
    let slack = min(1e-6 * max(1, abs(value) * 1e-6), 0.25)
    return (Int((rule == .up ? value - slack : value + slack).rounded(rule)), ())
  }
}

/// Rounds a quotient down.
func floorDivide(_ a: Int, by b: Int) -> Int {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}
