import OptCore

/// One field of a CSV text.
struct CSVCell: Sendable, Hashable {
  /// The content without quotes.
  var text: String
  /// Whether it stood in quotes; an empty field without quotes means "no value".
  var isQuoted: Bool
  /// Where it begins in the text.
  var offset: Int
}

/// Reads comma-separated values (RFC 4180): quotes around fields with commas, quotes or line ends, quotes doubled
/// inside them, lines that end with LF or CR LF.
struct CSVReader {
  private let source: SourceText
  private var offset = 0

  /// Every row with at least one byte.
  ///
  /// - Throws: `InstanceError` at the first quote that stands where none may.
  static func rows(_ source: SourceText) throws(InstanceError) -> [[CSVCell]] {
    var reader = CSVReader(source: source)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
    var rows: [[CSVCell]] = []
    while reader.offset < source.bytes.count {
      let row = try reader.row()
      if row.count > 1 || row[0].isQuoted || !row[0].text.isEmpty { rows.append(row) }
    }
    return rows
  }

  private init(source: SourceText) { self.source = source }

  private var byte: UInt8? { offset < source.bytes.count ? source.bytes[offset] : nil }

  private mutating func row() throws(InstanceError) -> [CSVCell] {
    var cells: [CSVCell] = []
    while true {
      cells.append(byte == UInt8(ascii: "\"") ? try quotedCell() : try plainCell())
      guard let byte else { return cells }
      offset += 1
      if byte == UInt8(ascii: ",") { continue }
      if byte == 0x0D { offset += 1 }
      return cells
    }
  }

  /// Whether a field ends here: at a comma, a line end or the end of the text.
  private var isAtEnd: Bool {
    guard let byte else { return true }
    if byte == UInt8(ascii: ",") || byte == 0x0A { return true }
    return byte == 0x0D && offset + 1 < source.bytes.count && source.bytes[offset + 1] == 0x0A
  }

  private mutating func plainCell() throws(InstanceError) -> CSVCell {
    let start = offset
    while !isAtEnd {
      if byte == UInt8(ascii: "\"") {
        throw error("'\"'", "no quote inside a field that does not begin with one")
      }
      offset += 1
    }
    let text = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    return CSVCell(text: text, isQuoted: false, offset: start)
  }

  private mutating func quotedCell() throws(InstanceError) -> CSVCell {
    let start = offset
    var bytes: [UInt8] = []
    offset += 1
    while let byte {
      offset += 1
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      if self.byte == byte {
        bytes.append(byte)
        offset += 1
        continue
      }
      guard isAtEnd else {
        throw error("text after a closing quote", "a comma or the end of the line")
      }
      return CSVCell(text: String(decoding: bytes, as: UTF8.self), isQuoted: true, offset: start)
    }
    offset = start
    throw error("a quote that is never closed", "a closing quote")
  }

  private func error(_ found: String, _ expected: String) -> InstanceError {
    InstanceError(at: source.location(at: offset), found: found, expected: expected)
  }
}
