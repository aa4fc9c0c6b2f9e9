import OptCore

/// Text made safe for the places of an HTML document.
enum HTMLText {
  /// Text between tags or in a quoted attribute: `& < > " '` become entities, control characters U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// JSON inside a `script` element: `<` is written as an escape, so that no text can end the element.
  static func script(_ json: JSONValue) -> String {
    var bytes: [UInt8] = []
    for byte in json.compact().utf8 {
      if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// JSON inside a quoted attribute.
  static func attribute(_ json: JSONValue) -> String { escaped(json.compact()) }
}
