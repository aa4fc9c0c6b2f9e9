import OptCore

/// Reads comma-separated rows: fields may stand in double quotes (with `""` for one inside), lines end in LF or CR LF,
/// blank lines and lines that begin with `#` are passed.
struct CSVRows {
  /// One field and where it begins.
  struct Field: Sendable, Hashable {
    let text: String
    /// 0-based offset of its first byte.
    let offset: Int
  }

  private let source: SourceText
  private let bytes: [UInt8]
  private var offset: Int

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The fields of the next row without blanks around them; nil at the end of the text.
  ///
  /// - Throws: `InstanceError` when a quote is not closed, or is followed by more than a comma.
  mutating func next() throws(InstanceError) -> [Field]? {
    while offset < bytes.count {
      let start = offset
      if bytes[start] == UInt8(ascii: "#") {
        skipLine()
        continue
      }
      var fields: [Field] = []
      repeat { fields.append(try field()) } while take(UInt8(ascii: ","))
      _ = take(0x0D)
      if offset < bytes.count, !take(0x0A) {
        throw InstanceError(
          at: source.location(at: offset), found: "text behind a quote",
          expected: "a comma or the end of the line")
      }
      if fields.count > 1 || !fields[0].text.isEmpty { return fields }
    }
    return nil
  }

  private mutating func field() throws(InstanceError) -> Field {
    skipBlanks()
    let start = offset
    if take(UInt8(ascii: "\"")) { return Field(text: try quotedText(from: start), offset: start) }
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), bytes[offset] != 0x0A {
      offset += 1
    }
    var end = offset
    while end > start, isBlank(bytes[end - 1]) || bytes[end - 1] == 0x0D { end -= 1 }
    return Field(text: String(decoding: bytes[start..<end], as: UTF8.self), offset: start)
  }

  /// What stands between quotes; the opening one was taken.
  private mutating func quotedText(from start: Int) throws(InstanceError) -> String {
    var text: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte != UInt8(ascii: "\"") {
        text.append(byte)
      } else if !take(UInt8(ascii: "\"")) {
        skipBlanks()
        return String(decoding: text, as: UTF8.self)
      } else {
        text.append(byte)
      }
    }
    throw InstanceError(
      at: source.location(at: start), found: "a quote without an end", expected: "a closing quote")
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
  }

  private mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    offset = min(offset + 1, bytes.count)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
