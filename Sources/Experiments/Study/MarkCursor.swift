import OptCore

/// Turns a YAML parser's marks (1-based line and column, counted in characters) into places of the text.
///
/// The parser breaks lines at more characters than LF, and does not see a byte order mark. Marks that come in the
/// order of the text cost one pass over it together.
struct MarkCursor {
  private let source: SourceText
  private let bytes: [UInt8]
  private let origin: Int
  private var offset: Int
  private var line = 1
  private var column = 1
  /// Line and line start as places count them.
  private var placeLine = 1
  private var placeLineStart = 0

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    origin = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = origin
  }

  /// The text that the parser sees.
  var text: String { String(decoding: bytes[origin...], as: UTF8.self) }

  /// The place of a mark; the end of the text for marks beyond it.
  mutating func place(line: Int, column: Int) -> SourceLocation {
    _ = offset(line: line, column: column)
    return SourceLocation(
      file: source.file, line: placeLine, column: offset - placeLineStart + 1)
  }

  /// The byte offset of a mark.
  mutating func offset(line wantedLine: Int, column wantedColumn: Int) -> Int {
    if wantedLine < line || (wantedLine == line && wantedColumn < column) {
      self = MarkCursor(source)
    }
    while offset < bytes.count, line < wantedLine || (line == wantedLine && column < wantedColumn) {
      let length = breakLength
      if length > 0 {
        if line == wantedLine { break }
        if bytes[offset + length - 1] == 0x0A {
          placeLine += 1
          placeLineStart = offset + length
        }
        offset += length
        line += 1
        column = 1
      } else {
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        column += 1
      }
    }
    return offset
  }

  /// Bytes of the line break that starts here: CR LF, CR, LF, next line, line or paragraph separator; 0 = none.
  private var breakLength: Int {
    func byte(_ distance: Int) -> UInt8 {
      offset + distance < bytes.count ? bytes[offset + distance] : 0
    }
    switch byte(0) {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && byte(2) & 0xFE == 0xA8 ? 3 : 0
    default: return 0
    }
  }
}
