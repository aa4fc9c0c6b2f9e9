/// A number with a fixed count of decimals, without locale: `fixed(1.005, 2)` is `1.00`.
///
/// - Parameters:
///   - value: rounded half away from zero in binary; beyond 2^53 / 10^decimals the shortest form is used.
///   - decimals: 0 to 9.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 0x1p53 else { return value.description }
  var digits = String(Int(scaled))
  if decimals > 0 {
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
  }
  return (value < 0 && scaled > 0 ? "-" : "") + digits
}
