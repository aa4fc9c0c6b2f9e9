/// One step into a JSON document.
public enum JSONPathStep: Sendable, Hashable {
  case key(String)
  case index(Int)
}

/// Reads JSON (RFC 8259) with the exact place of the first error.
///
/// Nesting is limited to 64 levels, so no text can exhaust the stack; memory stays proportional to the text.
public struct JSONReader {
  private let source: SourceText
  private var offset: Int
  private let end: Int
  private static let deepest = 64
  private var path: [JSONPathStep] = []
  private var wanted: [JSONPathStep]?
  private var wantedOffset: Int?

  /// Reads the one document that `source` holds.
  ///
  /// - Throws: `InstanceError` at the first byte that does not follow the grammar.
  public static func read(_ source: SourceText) throws(InstanceError) -> JSONValue {
    try read(source, bytes: 0..<source.bytes.count)
  }

  /// Reads the one document in a range of bytes (a line of a JSON Lines file).
  ///
  /// - Throws: `InstanceError` located in the whole text.
  public static func read(
    _ source: SourceText, bytes: Range<Int>
  ) throws(InstanceError) -> JSONValue {
    var reader = JSONReader(source: source, range: bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.offset == reader.end else {
      throw reader.error("the end of the document")
    }
    return value
  }

  /// The place of the value that a path leads to, for a message about a well-formed document.
  ///
  /// - Parameters:
  ///   - path: steps from the outermost value; when it leads nowhere the document's start is returned.
  ///   - source: a text that `read` accepts.
  ///   - bytes: the document's range within the text.
  /// - Complexity: O(length of the text).
  public static func location(
    of path: [JSONPathStep], in source: SourceText, bytes: Range<Int>? = nil
  ) -> SourceLocation {
    let range = bytes ?? 0..<source.bytes.count
    var reader = JSONReader(source: source, range: range)
    reader.wanted = path
    _ = try? reader.value(depth: 0)
    return source.location(at: reader.wantedOffset ?? range.lowerBound)
  }

  private init(source: SourceText, range: Range<Int>) {
    self.source = source
    offset = range.lowerBound
    end = range.upperBound
    if offset == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  private func error(_ expected: String) -> InstanceError {
    let found: String
    if offset >= end {
      found = "the end of the document"
    } else {
      let stop = min(end, offset + 12)
      found = quoted(String(decoding: source.bytes[offset..<stop], as: UTF8.self))
    }
    return InstanceError(at: source.location(at: offset), found: found, expected: expected)
  }

  private var byte: UInt8? { offset < end ? source.bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func value(depth: Int) throws(InstanceError) -> JSONValue {
    guard depth < JSONReader.deepest else { throw error("at most 64 levels of nesting") }
    skipBlanks()
    if wanted == path, wantedOffset == nil { wantedOffset = offset }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(InstanceError) -> JSONValue {
    let count = text.utf8CodeUnitCount
    guard offset + count <= end,
      source.bytes[offset..<offset + count].elementsEqual("\(text)".utf8)
    else { throw error("a JSON value") }
    offset += count
    return value
  }

  private mutating func object(depth: Int) throws(InstanceError) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      offset += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw error("a key in double quotes") }
      let key = try string()
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw error("':' after a key") }
      offset += 1
      if wanted != nil { path.append(.key(key)) }
      members.append(JSONValue.Member(key, try value(depth: depth + 1)))
      if wanted != nil { path.removeLast() }
      if try closes(with: UInt8(ascii: "}"), "',' or '}'") { return .object(members) }
    }
  }

  private mutating func array(depth: Int) throws(InstanceError) -> JSONValue {
    offset += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if byte == UInt8(ascii: "]") {
      offset += 1
      return .array(elements)
    }
    while true {
      if wanted != nil { path.append(.index(elements.count)) }
      elements.append(try value(depth: depth + 1))
      if wanted != nil { path.removeLast() }
      if try closes(with: UInt8(ascii: "]"), "',' or ']'") { return .array(elements) }
    }
  }

  /// Takes a comma (false) or the closing byte (true).
  private mutating func closes(
    with closing: UInt8, _ expected: String
  ) throws(InstanceError) -> Bool {
    skipBlanks()
    guard let byte, byte == closing || byte == UInt8(ascii: ",") else { throw error(expected) }
    offset += 1
    return byte == closing
  }

  private mutating func number() throws(InstanceError) -> JSONValue {
    let start = offset
    if byte == UInt8(ascii: "-") { offset += 1 }
    let integerDigits = digits()
    let leadingZero = integerDigits > 1 && source.bytes[offset - integerDigits] == 0x30
    var isReal = false
    var valid = integerDigits > 0 && !leadingZero
    if byte == UInt8(ascii: ".") {
      offset += 1
      isReal = true
      valid = digits() > 0 && valid
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      offset += 1
      isReal = true
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      valid = digits() > 0 && valid
    }
    let text = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    if valid {
      if !isReal, let integer = Int(text) { return .integer(integer) }
      if let real = Double(text), real.isFinite { return .real(real) }
    }
    offset = start
    throw error("a JSON value")
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte, byte >= 0x30, byte <= 0x39 { offset += 1 }
    return offset - start
  }

  private mutating func string() throws(InstanceError) -> String {
    offset += 1
    if let plain = plainString() { return plain }
    var bytes: [UInt8] = []
    while let byte {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &bytes)
      case 0..<0x20:
        offset -= 1
        throw error("no control character inside a string")
      default: bytes.append(byte)
      }
    }
    throw error("'\"' at the end of a string")
  }

  /// The rest of a string without escapes, in one step; nil (and nothing taken) for any other.
  private mutating func plainString() -> String? {
    var stop = offset
    while stop < end {
      let byte = source.bytes[stop]
      if byte == UInt8(ascii: "\"") {
        defer { offset = stop + 1 }
        return String(decoding: source.bytes[offset..<stop], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
      stop += 1
    }
    return nil
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(InstanceError) {
    guard let byte else { throw error("an escape sequence") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try hex()
      if unit >= 0xD800, unit < 0xDC00, offset + 1 < end,
        source.bytes[offset] == UInt8(ascii: "\\"), source.bytes[offset + 1] == UInt8(ascii: "u")
      {
        let next = offset
        offset += 2
        let low = try hex()
        if low >= 0xDC00, low < 0xE000 {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          // A high surrogate without its low one stands for nothing; what follows is a character of its own.
          offset = next
        }
      }
      bytes.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
    default:
      offset -= 1
      throw error("an escape sequence")
    }
  }

  private mutating func hex() throws(InstanceError) -> UInt32 {
    guard offset + 4 <= end else { throw error("four hexadecimal digits") }
    let text = String(decoding: source.bytes[offset..<offset + 4], as: UTF8.self)
    guard let value = UInt32(text, radix: 16), !text.hasPrefix("+"), !text.hasPrefix("-") else {
      throw error("four hexadecimal digits")
    }
    offset += 4
    return value
  }
}
