/// Splits a text into lines and these into cells at commas, by byte offsets; a cell may stand in double quotes.
///
/// Cells are ranges, not strings: a table of a million rows costs a few nanoseconds a byte. Nothing is interpreted, so nothing is refused.
package struct CSVScanner {
  /// The text that is read.
  package let source: SourceText
  /// What the last line held: byte ranges without the blanks and quotes around them; one empty range for a line of blanks.
  package private(set) var cells: [Range<Int>] = []
  /// Where the last line begins.
  package private(set) var lineStart = 0
  private let bytes: [UInt8]
  private var offset: Int

  /// Starts at the first line.
  package init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Splits the next line; false at the end of the text.
  package mutating func nextLine() -> Bool {
    guard offset < bytes.count else { return false }
    lineStart = offset
    cells.removeAll(keepingCapacity: true)
    var start = offset
    var isQuoted = false
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { break }
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ","), !isQuoted {
        cells.append(unquoted(start..<index))
        start = index + 1
      }
      index += 1
    }
    cells.append(unquoted(start..<index))
    offset = min(index + 1, bytes.count)
    return true
  }

  /// Whether the last line holds nothing but blanks.
  package var isBlank: Bool { cells.count == 1 && cells[0].isEmpty }

  /// Where the next line begins.
  package var position: Int { offset }

  /// The text of a cell; bytes that are no UTF-8 are replaced, and a doubled quote stands for one.
  package func text(_ cell: Range<Int>) -> String {
    let text = String(decoding: bytes[cell], as: UTF8.self)
    guard bytes[cell].contains(UInt8(ascii: "\"")) else { return text }
    var result = ""
    var wasQuote = false
    for character in text {
      if character == "\"", wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = character == "\""
      result.append(character)
    }
    return result
  }

  /// The text of a cell as a message shows it.
  package func shown(_ cell: Range<Int>) -> String {
    quoted(text(cell.lowerBound..<min(cell.upperBound, cell.lowerBound + 200)))
  }

  /// The decimal integer in a cell; nil when there is none, or one beyond 64 bits.
  package func integer(_ cell: Range<Int>) -> Int? {
    var index = cell.lowerBound
    guard index < cell.upperBound else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < cell.upperBound else { return nil }
    var value = 0
    while index < cell.upperBound {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative
        ? product.subtractingReportingOverflow(Int(digit))
        : product.addingReportingOverflow(Int(digit))
      guard !overflow, !carry else { return nil }
      value = sum
      index += 1
    }
    return value
  }

  /// An error at a cell.
  package func error(
    _ cell: Range<Int>, _ message: String, kind: InstanceError.Kind = .malformed
  ) -> InstanceError {
    InstanceError(at: source.location(at: cell.lowerBound), message, kind: kind)
  }

  private func unquoted(_ cell: Range<Int>) -> Range<Int> {
    let inner = trimmed(cell)
    guard inner.count >= 2, bytes[inner.lowerBound] == UInt8(ascii: "\""),
      bytes[inner.upperBound - 1] == UInt8(ascii: "\"")
    else { return inner }
    return inner.lowerBound + 1..<inner.upperBound - 1
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isBlank(_ index: Int) -> Bool {
      let byte = bytes[index]
      return byte == 0x20 || byte == 0x09 || byte == 0x0D
    }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(start) { start += 1 }
    while start < end, isBlank(end - 1) { end -= 1 }
    return start..<end
  }
}
