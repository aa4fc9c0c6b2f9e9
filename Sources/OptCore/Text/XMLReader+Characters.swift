extension XMLReader {
  /// A name: letters, digits, `_ : - .` and everything beyond ASCII; no digit, `-` or `.` at its beginning.
  mutating func name(_ what: String) throws(InstanceError) -> String {
    let start = offset
    while let byte, XMLReader.isNamed(byte, isFirst: offset == start) { offset += 1 }
    guard offset > start else { throw error(what) }
    return String(decoding: source.bytes[start..<offset], as: UTF8.self)
  }

  private static func isNamed(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
      true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
    default: false
    }
  }

  /// Takes one byte of character data, or a whole entity.
  mutating func character(into bytes: inout [UInt8]) throws(InstanceError) {
    guard let byte else { return }
    switch byte {
    case UInt8(ascii: "&"): bytes += Array(String(try entity()).utf8)
    case 0x09, 0x0A, 0x0D:
      bytes.append(byte)
      offset += 1
    case 0..<0x20: throw error("no control character")
    default:
      bytes.append(byte)
      offset += 1
    }
  }

  /// `&lt; &gt; &amp; &quot; &apos;`, or a number such as `&#65;` and `&#x41;`.
  private mutating func entity() throws(InstanceError) -> Character {
    let start = offset
    for (text, character) in XMLReader.named where take(text) { return character }
    if take("&#") {
      let isHexadecimal = take("x")
      let first = offset
      while let byte, byte != UInt8(ascii: ";"), offset - first < 8 { offset += 1 }
      let digits = String(decoding: source.bytes[first..<offset], as: UTF8.self)
      let isPlain = digits.utf8.first.map { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
      if isPlain == true, take(";"), let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        number >= 0x20 || number == 0x09 || number == 0x0A || number == 0x0D,
        let scalar = Unicode.Scalar(number)
      {
        return Character(scalar)
      }
    }
    offset = start
    throw error("'&lt;', '&gt;', '&amp;', '&quot;', '&apos;' or the number of a character")
  }

  private static var named: [(StaticString, Character)] {
    [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'")]
  }
}
