import Glibc
import OptCore

/// How tables write numbers: rounded for the eye, but never so that a positive number reads as zero.
enum NumberText {
  /// A fraction as a percentage: `0.0186` is `1.86`, exact zero is `0`, `0.0000042` is `0.00042`.
  static func percent(_ fraction: Double) -> String { decimal(100 * fraction, decimals: 2) }

  /// Seconds, or any measure of wide range, with three significant digits below 100.
  static func measure(_ value: Double) -> String {
    guard value.isFinite else { return value.description }
    let size = abs(value)
    if size >= 100 { return fixed(value, 0) }
    if size >= 10 { return fixed(value, 1) }
    if size >= 1 { return fixed(value, 2) }
    return decimal(value, decimals: 3)
  }

  /// A probability: three decimals, small ones as a limit.
  static func probability(_ value: Double) -> String {
    value < 0.001 ? "<0.001" : fixed(value, 3)
  }

  /// `decimals` decimals; two significant digits when those would all be zero.
  private static func decimal(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.description }
    if value == 0 { return "0" }
    var digits = decimals
    let size = abs(value)
    if size < 0.5 * pow(10, -Double(decimals)) {
      digits = min(9, Int(1 - log10(size).rounded(.down)))
      if digits == 9, size < 5e-10 { return value < 0 ? "-<1e-9" : "<1e-9" }
    }
    return fixed(value, digits)
  }
}

extension Double {
  /// The shortest text that reads back to the same number, without `.0`.
  var shortText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
