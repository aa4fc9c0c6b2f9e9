/// Text as a column holds it.
///
/// SQLite's text ends at the first NUL. The rare text that holds one (the last words of a broken process) is kept
/// with U+001A followed by `0` for NUL and by `1` for U+001A itself, and read back unchanged.
enum StoredText {
  private static let mark = UInt8(0x1A)

  /// The text for a column.
  static func encoded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0 || $0 == mark }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0: bytes += [mark, UInt8(ascii: "0")]
      case mark: bytes += [mark, UInt8(ascii: "1")]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a column.
  static func decoded(_ stored: String) -> String {
    guard stored.utf8.contains(mark) else { return stored }
    var bytes: [UInt8] = []
    var isMarked = false
    for byte in stored.utf8 {
      if isMarked {
        bytes.append(byte == UInt8(ascii: "0") ? 0 : mark)
        isMarked = false
      } else if byte == mark {
        isMarked = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
