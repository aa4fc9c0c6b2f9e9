import OptCore

/// A decimal number of a text: its value and how many decimals it needs.
struct DecimalNumber {
  /// Larger magnitudes are refused: they cannot be ticks.
  static let largest = 0x1p62

  let value: Double
  /// Digits after the point in the shortest decimal form that reads back to `value`.
  let decimals: Int

  /// The number in a field: `[-]digits[.digits][e[+-]digits]`.
  ///
  /// - Throws: `InstanceError` for anything else, a forbidden sign, or a magnitude above 2^62.
  init(
    _ field: Range<Int>, _ scanner: inout FieldScanner, _ what: StaticString, mayBeNegative: Bool
  ) throws(InstanceError) {
    let text = scanner.text(field)
    guard DecimalNumber.decimals(of: text) != nil, let value = Double(text) else {
      throw scanner.error(
        field, found: scanner.shown(field), expected: "\(what) (a decimal number)")
    }
    guard value >= 0 || mayBeNegative else {
      throw scanner.error(field, found: scanner.shown(field), expected: "\(what) of at least 0")
    }
    guard abs(value) <= DecimalNumber.largest else {
      throw scanner.error(
        field, found: scanner.shown(field), expected: "\(what) of at most 2^62 in magnitude")
    }
    self.value = value
    decimals = DecimalNumber.decimals(of: value.description) ?? 0
  }

  /// The decimals of a number's text; nil when it does not follow the grammar.
  static func decimals(of text: String) -> Int? {
    var bytes = text.utf8[...]
    func digits() -> Substring.UTF8View? {
      let taken = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
      bytes = bytes.dropFirst(taken.count)
      return taken.isEmpty ? nil : Substring(taken).utf8
    }
    func skip(_ allowed: [UInt8]) -> UInt8? {
      guard let byte = bytes.first, allowed.contains(byte) else { return nil }
      bytes = bytes.dropFirst()
      return byte
    }
    _ = skip([UInt8(ascii: "-"), UInt8(ascii: "+")])
    guard digits() != nil else { return nil }
    var fraction = 0
    if skip([UInt8(ascii: ".")]) != nil {
      guard let taken = digits() else { return nil }
      fraction = taken.reversed().drop { $0 == 0x30 }.count
    }
    if skip([UInt8(ascii: "e"), UInt8(ascii: "E")]) != nil {
      let sign = skip([UInt8(ascii: "-"), UInt8(ascii: "+")])
      guard let taken = digits() else { return nil }
      let exponent = min(400, Int(String(Substring(taken))) ?? 400)
      fraction += sign == UInt8(ascii: "-") ? exponent : -exponent
    }
    return bytes.isEmpty ? max(0, fraction) : nil
  }
}
