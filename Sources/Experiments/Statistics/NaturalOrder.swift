/// Names in the order a reader expects: runs of digits compare as numbers, so `n20` precedes `n100`.
enum NaturalOrder {
  /// Whether `left` precedes `right`; names that differ only in leading zeros fall back on their bytes.
  static func precedes(_ left: String, _ right: String) -> Bool {
    switch compare(Array(left.utf8), Array(right.utf8)) {
    case 0: left.utf8.lexicographicallyPrecedes(right.utf8)
    case let order: order < 0
    }
  }

  private static func compare(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let first = number(a, &i)
        let second = number(b, &j)
        if first.count != second.count { return first.count < second.count ? -1 : 1 }
        if first != second { return first.lexicographicallyPrecedes(second) ? -1 : 1 }
      } else {
        if a[i] != b[j] { return a[i] < b[j] ? -1 : 1 }
        i += 1
        j += 1
      }
    }
    return (a.count - i) - (b.count - j)
  }

  /// The digits from `index` on, without leading zeros.
  private static func number(_ text: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    while index < text.count, text[index] == UInt8(ascii: "0") { index += 1 }
    let start = index
    while index < text.count, isDigit(text[index]) { index += 1 }
    return text[start..<index]
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
