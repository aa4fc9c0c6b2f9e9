import OptCore

/// Cuts an MPS text into lines and fields.
struct MPSScanner {
  /// Where fields stand.
  enum Layout: Hashable {
    /// Separated by blanks.
    case free
    /// At columns 2-3, 5-12, 15-22, 25-36, 40-47, and from 50 on.
    case fixed
  }

  let source: SourceText
  private let bytes: [UInt8]
  private let layout: Layout
  private var offset = 0
  /// Whether the line begins at its first column: a section's name.
  private(set) var isHeader = false
  /// The line's fields; an empty one stands for a blank field of the fixed layout.
  private(set) var fields: [Range<Int>] = []
  /// Offset of the line's end.
  private(set) var lineEnd = 0
  /// Whether the last meaningful comment said that lazy rows follow.
  private(set) var isLazy = false
  /// Whether a comment said that the objective is negated.
  private(set) var isNegated = false

  private static let columns: [Range<Int>] = [
    1..<3, 4..<12, 14..<22, 24..<36, 39..<47, 49..<1_073_741_824,
  ]

  init(_ source: SourceText, layout: Layout) {
    self.source = source
    self.layout = layout
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// Whether the text is used up.
  var isAtEnd: Bool { offset >= bytes.count }

  /// Moves to the next line with anything on it; false at the end of the text.
  mutating func nextLine() -> Bool {
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      lineEnd = offset
      if lineEnd > start, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
      if offset < bytes.count { offset += 1 }
      guard start < lineEnd else { continue }
      if bytes[start] == UInt8(ascii: "*") {
        takeComment(start..<lineEnd)
        continue
      }
      isHeader = !isBlank(bytes[start])
      split(start..<lineEnd)
      if !fields.isEmpty { return true }
    }
    fields.removeAll(keepingCapacity: true)
    lineEnd = bytes.count
    return false
  }

  /// The text of a field.
  func text(_ field: Int) -> String {
    field < fields.count ? String(decoding: bytes[fields[field]], as: UTF8.self) : ""
  }

  /// Whether a field has exactly these bytes.
  func field(_ field: Int, hasBytes other: ArraySlice<UInt8>) -> Bool {
    field < fields.count && bytes[fields[field]] == other
  }

  /// The bytes of a field.
  func bytes(_ field: Int) -> ArraySlice<UInt8> {
    field < fields.count ? bytes[fields[field]] : []
  }

  /// The place of a field, or the line's end where it is missing.
  func location(_ field: Int) -> SourceLocation {
    source.location(at: field < fields.count ? fields[field].lowerBound : lineEnd)
  }

  /// States what stands in a field and what should.
  func error(_ field: Int, _ expected: String) -> InstanceError {
    let found =
      field < fields.count && !fields[field].isEmpty
      ? quoted(text(field)) : fields.isEmpty ? "the end of the file" : "nothing"
    return InstanceError(at: location(field), found: found, expected: expected)
  }

  private mutating func takeComment(_ line: Range<Int>) {
    guard line.count <= 80 else { return }
    let text = String(decoding: bytes[line], as: UTF8.self)
    if text == MPSComment.lazy { isLazy = true }
    if text == MPSComment.ordinary { isLazy = false }
    if text == MPSComment.negated { isNegated = true }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func split(_ line: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    if layout == .free || isHeader {
      var index = line.lowerBound
      while index < line.upperBound {
        while index < line.upperBound, isBlank(bytes[index]) { index += 1 }
        let start = index
        while index < line.upperBound, !isBlank(bytes[index]) { index += 1 }
        // A line has at most six fields; one more is enough to notice a seventh.
        if index > start, fields.count < 7 { fields.append(start..<index) }
      }
      return
    }
    for column in MPSScanner.columns {
      var start = min(line.lowerBound + column.lowerBound, line.upperBound)
      var end = min(line.lowerBound + column.upperBound, line.upperBound)
      while start < end, isBlank(bytes[start]) { start += 1 }
      while start < end, isBlank(bytes[end - 1]) { end -= 1 }
      fields.append(start..<end)
    }
    while let last = fields.last, last.isEmpty { fields.removeLast() }
    // The first field is a row's or bound's kind and stands in no other section.
    if let first = fields.first, first.isEmpty { fields.removeFirst() }
  }
}
