/// Decimal text of numbers: the same bytes on every machine and in every locale.
enum Decimal {
  /// Appends `value` rounded to `places` decimals (0...6), without trailing zeros.
  ///
  /// Not-a-number is written as 0 and magnitudes are cut at 10^9, so the text is always valid in
  /// an SVG attribute.
  static func append(_ value: Double, places: Int = 2, to buffer: inout [UInt8]) {
    let scales = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
    let scale = scales[min(max(places, 0), 6)]
    let finite = value.isNaN ? 0 : min(max(value, -1e9), 1e9)
    let scaled = Int((finite * Double(scale)).rounded())
    if scaled < 0 { buffer.append(UInt8(ascii: "-")) }
    let magnitude = abs(scaled)
    buffer.append(contentsOf: String(magnitude / scale).utf8)
    var rest = magnitude % scale
    guard rest != 0 else { return }
    buffer.append(UInt8(ascii: "."))
    var unit = scale / 10
    while rest != 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// `value` rounded to `places` decimals, without trailing zeros.
  static func text(_ value: Double, places: Int = 2) -> String {
    var buffer: [UInt8] = []
    append(value, places: places, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// `value` with thin spaces between groups of three digits from five digits on.
  static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? "\u{2212}" : ""
    guard digits.utf8.count > 4 else { return text + digits }
    var remaining = digits.utf8.count
    for digit in digits {
      text.append(digit)
      remaining -= 1
      if remaining > 0 && remaining % 3 == 0 { text.append("\u{2009}") }
    }
    return text
  }
}

extension Double {
  /// The value, or the limit it passes; `lower` for not-a-number.
  func bounded(_ lower: Double, _ upper: Double) -> Double {
    self >= lower ? min(self, upper) : lower
  }
}
