import Glibc

/// Round positions for the ticks of an axis.
public enum Ticks {
  /// The smallest of 1, 2, 5 times a power of ten that is at least `minimum`; at least 1.
  ///
  /// - Parameter minimum: at most 2^62, larger values count as that.
  public static func integerStep(atLeast minimum: Int) -> Int {
    let wanted = min(minimum, 1 << 62)
    var power = 1
    while true {
      for factor in [1, 2, 5] where power * factor >= wanted { return power * factor }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow || next > 1_000_000_000_000_000_000 { return wanted }
      power = next
    }
  }

  /// The multiples of `step` in `lower...upper`, ascending; none when the range is empty.
  public static func multiples(of step: Int, from lower: Int, through upper: Int) -> [Int] {
    guard step > 0, lower <= upper else { return [] }
    var value = (lower / step) * step
    if value < lower { value += step }
    var ticks: [Int] = []
    while value <= upper {
      ticks.append(value)
      let (next, overflow) = value.addingReportingOverflow(step)
      if overflow { break }
      value = next
    }
    return ticks
  }

  /// The smallest of 1, 2, 5 times a power of ten (also negative powers) that is at least
  /// `minimum`; 1 when `minimum` is not positive and finite.
  public static func step(atLeast minimum: Double) -> Double {
    guard minimum > 0, minimum.isFinite else { return 1 }
    let power = pow(10, log10(minimum).rounded(.down))
    for factor in [1.0, 2.0, 5.0] where power * factor >= minimum * (1 - 1e-9) {
      return power * factor
    }
    return power * 10
  }

  /// About `count` round values in `lower...upper`, ascending.
  public static func linear(from lower: Double, to upper: Double, count: Int) -> [Double] {
    guard lower.isFinite, upper.isFinite, lower < upper, count > 0 else { return [] }
    let step = step(atLeast: (upper - lower) / Double(count))
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1_000, abs(first) < 1e15 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Powers of ten in `lower...upper` (positive); with their doubles and fivefolds when the range
  /// covers at most three decades and `count` asks for two ticks or more per decade, every k-th power when it
  /// covers more than `count`.
  public static func logarithmic(from lower: Double, to upper: Double, count: Int) -> [Double] {
    guard lower > 0, upper.isFinite, lower < upper, count > 0 else { return [] }
    let first = Int(log10(lower).rounded(.down))
    let last = Int(log10(upper).rounded(.up))
    let decades = last - first
    let factors: [Double] = decades <= 3 && count >= 2 * decades ? [1, 2, 5] : [1]
    let stride = max(1, (decades + count - 1) / count)
    var ticks: [Double] = []
    for exponent in first...last where (exponent - first) % stride == 0 {
      for factor in factors {
        let value = factor * pow(10, Double(exponent))
        if value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9) { ticks.append(value) }
      }
    }
    return ticks
  }
}
