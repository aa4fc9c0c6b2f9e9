/// Text as XML character data and attribute values.
enum Escaping {
  /// Appends `text` with `& < > " '` as entities and characters XML forbids replaced by U+FFFD.
  static func append(_ text: String, to buffer: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": buffer.append(contentsOf: "&amp;".utf8)
      case "<": buffer.append(contentsOf: "&lt;".utf8)
      case ">": buffer.append(contentsOf: "&gt;".utf8)
      case "\"": buffer.append(contentsOf: "&quot;".utf8)
      case "'": buffer.append(contentsOf: "&#39;".utf8)
      case "\n": buffer.append(contentsOf: "&#10;".utf8)
      default:
        let allowed = isAllowed(scalar) ? scalar : "\u{FFFD}"
        buffer.append(contentsOf: UTF8.encode(allowed) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Whether XML 1.0 allows `scalar` in a document (production 2, `Char`).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
