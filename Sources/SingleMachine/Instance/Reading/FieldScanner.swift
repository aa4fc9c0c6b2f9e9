import OptCore

/// Walks over the blank-separated fields of a text by byte offsets; `#` starts a comment.
///
/// Fields are ranges, not strings, and places are worked out only for messages: reading a number costs a few
/// nanoseconds a byte.
struct FieldScanner {
  let source: SourceText
  private let bytes: [UInt8]
  private(set) var offset: Int
  /// A byte offset whose line is known: places behind it are counted from there.
  private var landmark = (offset: 0, line: 1, lineStart: 0)

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes on from a byte offset that an earlier field started at.
  mutating func move(to offset: Int) {
    self.offset = offset
  }

  /// Makes a byte offset the landmark, so that many errors in a large file cost no more than one pass over it.
  mutating func setLandmark(at offset: Int) {
    landmark = line(of: offset)
  }

  /// The place of a byte offset.
  func place(at offset: Int) -> SourceLocation {
    let found = line(of: offset)
    return SourceLocation(
      file: source.file, line: found.line, column: found.offset - found.lineStart + 1)
  }

  private func line(of offset: Int) -> (offset: Int, line: Int, lineStart: Int) {
    var found = offset < landmark.offset ? (offset: 0, line: 1, lineStart: 0) : landmark
    let end = min(offset, bytes.count)
    while found.offset < end {
      if bytes[found.offset] == 0x0A {
        found.line += 1
        found.lineStart = found.offset + 1
      }
      found.offset += 1
    }
    return found
  }

  /// The next field on whatever line it stands; nil at the end of the text.
  @inline(__always)
  mutating func next() -> Range<Int>? {
    while let stop = skipBlanks() {
      guard stop == 0x0A else { return take() }
      offset &+= 1
    }
    return nil
  }

  /// The next field on the current line; nil when the line ends first (the scanner stays on it).
  @inline(__always)
  mutating func nextOnLine() -> Range<Int>? {
    guard let stop = skipBlanks(), stop != 0x0A else { return nil }
    return take()
  }

  /// Passes blanks and a comment; the byte it stops at, a line feed included, or nil at the end.
  @inline(__always)
  private mutating func skipBlanks() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x20 || byte == 0x09 || byte == 0x0D {
        offset &+= 1
      } else if byte == UInt8(ascii: "#") {
        while offset < bytes.count, bytes[offset] != 0x0A { offset &+= 1 }
      } else {
        return byte
      }
    }
    return nil
  }

  /// The field that starts here.
  @inline(__always)
  private mutating func take() -> Range<Int> {
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D { break }
      if byte == UInt8(ascii: "#") { break }
      offset &+= 1
    }
    return start..<offset
  }

  /// The field's text; bytes that are no UTF-8 are replaced.
  func text(_ field: Range<Int>) -> String {
    String(decoding: bytes[field], as: UTF8.self)
  }

  /// The field's text as a message shows it.
  func shown(_ field: Range<Int>) -> String {
    quoted(text(field.lowerBound..<min(field.upperBound, field.lowerBound + 200)))
  }

  /// An error at a field.
  func error(_ field: Range<Int>, found: String, expected: String) -> InstanceError {
    InstanceError(at: place(at: field.lowerBound), found: found, expected: expected)
  }

  /// An error at the place the scanner stands at.
  func errorHere(found: String, expected: String) -> InstanceError {
    InstanceError(at: place(at: offset), found: found, expected: expected)
  }

  /// The decimal integer in a field.
  ///
  /// - Throws: `InstanceError` when it is none, does not fit in 64 bits or is below `least`.
  @inline(__always)
  func integer(
    _ field: Range<Int>, _ what: StaticString, atLeast least: Int = .min
  ) throws(InstanceError) -> Int {
    guard let value = plainInteger(field) ?? Int(text(field)) else {
      throw error(field, found: shown(field), expected: "\(what) (an integer of at most 64 bits)")
    }
    guard value >= least else {
      throw error(field, found: "\(value)", expected: "\(what) of at least \(least)")
    }
    return value
  }

  /// The integer in a field where people also write real numbers: those are told which form takes them.
  ///
  /// - Throws: `InstanceError` as `integer`.
  @inline(__always)
  func ticks(
    _ field: Range<Int>, _ what: StaticString, atLeast least: Int = .min
  ) throws(InstanceError) -> Int {
    if let value = plainInteger(field), value >= least { return value }
    return try slowTicks(field, what, atLeast: least)
  }

  private func slowTicks(
    _ field: Range<Int>, _ what: StaticString, atLeast least: Int
  ) throws(InstanceError) -> Int {
    do throws(InstanceError) {
      return try integer(field, what, atLeast: least)
    } catch {
      guard Int(text(field)) == nil, let value = Double(text(field)), value.isFinite,
        value != value.rounded()
      else { throw error }
      throw InstanceError(at: error.location, error.message + FieldScanner.realHint)
    }
  }

  /// What to do with real numbers.
  static let realHint = "; real numbers: use the form 'inst k n', see Documentation/formats.md"

  /// An integer of up to 18 digits with an optional minus sign; nil for anything else.
  @inline(__always)
  private func plainInteger(_ field: Range<Int>) -> Int? {
    var index = field.lowerBound
    guard index < field.upperBound else { return nil }
    let negative = bytes[index] == UInt8(ascii: "-")
    if negative { index &+= 1 }
    let digits = field.upperBound &- index
    guard digits > 0, digits <= 18 else { return nil }
    var value = 0
    while index < field.upperBound {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    return negative ? 0 &- value : value
  }
}
