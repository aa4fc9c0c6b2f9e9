import OptCore

/// What is asked of a text before a YAML parser may see it: a parser that recurses, follows anchors and compares
/// keys by their content can be made to work without end by a small text.
enum YAMLGuard {
  /// Bytes of the largest text.
  static let largestSize = 1 << 20
  /// The most `[` and `{` a text may have, in quotes and comments as well.
  static let mostBrackets = 2_000
  /// The most blanks and indicators (`-`, `?`, `:`) a line may begin with: how deep blocks can nest.
  static let longestIndent = 100

  /// Checks a text.
  ///
  /// - Throws: `InstanceError` when it is no UTF-8, holds a character that YAML does not allow, nests too deeply, or
  ///   has an anchor (without anchors there are no aliases, and nothing can grow beyond the text).
  /// - Complexity: O(length).
  static func check(_ source: SourceText) throws(InstanceError) {
    guard source.bytes.count <= largestSize else {
      throw InstanceError(
        at: source.start, found: "\(source.bytes.count) bytes",
        expected: "a study of at most \(largestSize)")
    }
    try checkCharacters(source)
    try checkNesting(source)
    try checkAnchors(source)
  }

  private static func checkCharacters(_ source: SourceText) throws(InstanceError) {
    var decoder = UTF8()
    var bytes = source.bytes.makeIterator()
    var offset = 0
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      for _ in 0..<3 { _ = bytes.next() }
      offset = 3
    }
    while true {
      switch decoder.decode(&bytes) {
      case .emptyInput: return
      case .error:
        throw InstanceError(
          at: source.location(at: offset), found: "bytes that are no UTF-8", expected: "text")
      case .scalarValue(let scalar):
        guard isAllowed(scalar.value) else {
          throw InstanceError(
            at: source.location(at: offset),
            found: "the character U+" + String(scalar.value, radix: 16, uppercase: true),
            expected: "characters that YAML allows")
        }
        offset += UTF8.width(scalar)
      }
    }
  }

  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private static func checkNesting(_ source: SourceText) throws(InstanceError) {
    var brackets = 0
    var indent: Int? = 0
    for (offset, byte) in source.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        indent = nil
      case 0x0A, 0x0D: indent = 0
      case 0x20, 0x09, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        indent = indent.map { $0 + 1 }
      default: indent = nil
      }
      if brackets > mostBrackets || (indent ?? 0) > longestIndent {
        throw InstanceError(
          at: source.location(at: offset),
          found: brackets > mostBrackets
            ? "more than \(mostBrackets) brackets" : "more than \(longestIndent) columns of indent",
          expected: "a study that nests less")
      }
    }
  }

  private static func checkAnchors(_ source: SourceText) throws(InstanceError) {
    let bytes = source.bytes
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") {
      guard offset + 1 < bytes.count, isName(bytes[offset + 1]) else { continue }
      // Inside a word it is an ordinary character.
      if offset > 0, isName(bytes[offset - 1]) || bytes[offset - 1] >= 0x80 { continue }
      throw anchorFound(at: source.location(at: offset))
    }
  }

  static func anchorFound(at place: SourceLocation) -> InstanceError {
    InstanceError(
      at: place, found: "an anchor ('&' and a name)",
      expected: "a study without anchors and aliases")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
      || byte == 0x5F
  }
}
