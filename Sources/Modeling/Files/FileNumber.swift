/// Numbers as LP and MPS files write them.
enum FileNumber {
  /// From here on a bound or limit means "none", as in the common readers.
  static let infinity = 1e20

  /// The shortest decimal text that reads back to the same value; whole numbers without a fraction.
  static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return value.description
  }

  /// The value of a decimal number without sign: digits, fraction, exponent (`e`, `E`, `d` or `D`).
  ///
  /// - Returns: nil when the bytes are no such number; infinity when it is too large.
  /// - Complexity: O(length).
  static func value(_ bytes: ArraySlice<UInt8>) -> Double? {
    var mantissa = 0
    var digits = 0
    var fraction = 0
    var index = bytes.startIndex
    while index < bytes.endIndex, case let digit = bytes[index] &- 0x30, digit <= 9 {
      if digits < 16 { mantissa = mantissa &* 10 &+ Int(digit) }
      digits += 1
      index += 1
    }
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.endIndex, case let digit = bytes[index] &- 0x30, digit <= 9 {
        if digits < 16 { mantissa = mantissa &* 10 &+ Int(digit) }
        digits += 1
        fraction += 1
        index += 1
      }
    }
    guard digits > 0 else { return nil }
    // Both operands are exact, so the division is correctly rounded.
    if index == bytes.endIndex, digits < 16 { return Double(mantissa) / powers[fraction] }
    return general(bytes, exponent: index)
  }

  /// 10^0 ... 10^15.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func general(_ bytes: ArraySlice<UInt8>, exponent: Int) -> Double? {
    var text = Array(bytes)
    var index = exponent - bytes.startIndex
    if index < text.count {
      guard [0x65, 0x45, 0x64, 0x44].contains(text[index]) else { return nil }
      text[index] = 0x65
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard index < text.count else { return nil }
      while index < text.count {
        guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
        index += 1
      }
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// The value of a number with an optional sign; `inf` and `infinity` are accepted.
  static func signedValue(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let first = bytes.first else { return nil }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let rest = isSigned ? bytes.dropFirst() : bytes
    let sign = first == UInt8(ascii: "-") ? -1.0 : 1.0
    if let value = value(rest) { return sign * value }
    guard rest.count <= 8 else { return nil }
    let word = String(decoding: rest, as: UTF8.self).lowercased()
    return LPWord.infinity.contains(word) ? sign * .infinity : nil
  }
}
