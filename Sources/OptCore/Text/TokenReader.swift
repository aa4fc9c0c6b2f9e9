/// Reads blank-separated tokens of a text line by line, with the exact place of each.
///
/// Comments run from a comment byte (default `#`) to the end of the line. The reader never traps and never
/// allocates more than the token it returns. All offsets are bytes.
public struct TokenReader: Sendable {
  /// One token and where it stands.
  public struct Token: Sendable, Hashable {
    /// The token's bytes as text; bytes that are no UTF-8 are replaced.
    public let text: String
    /// 0-based offset of its first byte.
    public let offset: Int
    /// 1-based line.
    public let line: Int
    /// 1-based column in bytes.
    public let column: Int
  }

  /// The text that is read.
  public let source: SourceText
  private let comment: UInt8?
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  /// Starts at the first byte of `source`; `comment` nil means that the format has no comments.
  public init(_ source: SourceText, comment: UInt8? = UInt8(ascii: "#")) {
    self.source = source
    self.comment = comment
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The location of a token in this text.
  public func location(of token: Token) -> SourceLocation {
    SourceLocation(file: source.file, line: token.line, column: token.column)
  }

  /// The location the reader stands at.
  public var here: SourceLocation {
    SourceLocation(file: source.file, line: line, column: offset - lineStart + 1)
  }

  /// The 1-based line the reader stands on.
  public var currentLine: Int { line }

  /// The next token, on whatever line it stands; nil at the end of the text.
  public mutating func next() -> Token? {
    skipBlanks(acrossLines: true)
    return token()
  }

  /// The next token on the current line; nil when the line ends first (the reader stays on the line).
  public mutating func nextOnLine() -> Token? {
    skipBlanks(acrossLines: false)
    return token()
  }

  /// The tokens of the next line that has any; nil at the end of the text.
  ///
  /// At most `limit` tokens are returned: a longer line is cut there, which callers report as too many.
  public mutating func nextLine(limit: Int = 64) -> [Token]? {
    guard let first = next() else { return nil }
    var tokens = [first]
    while tokens.count < limit, let token = nextOnLine() { tokens.append(token) }
    if tokens.count == limit { skipRestOfLine() }
    return tokens
  }

  /// Moves to the end of the current line.
  public mutating func skipRestOfLine() {
    let bytes = source.bytes
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
  }

  private mutating func skipBlanks(acrossLines: Bool) {
    let bytes = source.bytes
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x0A {
        guard acrossLines else { return }
        offset += 1
        line += 1
        lineStart = offset
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0D {
        offset += 1
      } else if byte == comment {
        skipRestOfLine()
      } else {
        return
      }
    }
  }

  private mutating func token() -> Token? {
    let bytes = source.bytes
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x0A || byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == comment { break }
      offset += 1
    }
    guard offset > start else { return nil }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    return Token(text: text, offset: start, line: line, column: start - lineStart + 1)
  }
}

extension TokenReader {
  /// The token as a decimal integer.
  ///
  /// - Throws: `InstanceError` when it is no integer or does not fit in 64 bits.
  public func integer(_ token: Token, _ what: String) throws(InstanceError) -> Int {
    if let value = Int(token.text) { return value }
    throw InstanceError(
      at: location(of: token), found: quoted(token.text), expected: "\(what) (an integer)")
  }

  /// The token as an integer in `range`.
  ///
  /// - Throws: `InstanceError` when it is no integer or outside the range.
  public func integer(
    _ token: Token, _ what: String, in range: ClosedRange<Int>
  ) throws(InstanceError) -> Int {
    let value = try integer(token, what)
    guard range.contains(value) else {
      let limits =
        range.upperBound == .max
        ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw InstanceError(at: location(of: token), found: "\(value)", expected: "\(what) \(limits)")
    }
    return value
  }

  /// The next token as an integer, wherever it stands.
  ///
  /// - Throws: `InstanceError` at the end of the text or when the token is no integer in `range`.
  public mutating func nextInteger(
    _ what: String, in range: ClosedRange<Int> = .min ... .max
  ) throws(InstanceError) -> Int {
    guard let token = next() else {
      throw InstanceError(at: here, found: "the end of the file", expected: what)
    }
    return try integer(token, what, in: range)
  }
}

/// A token as it is shown in a message: quoted, control characters replaced, cut after 40 characters.
public func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(40).map { scalar -> String in
    scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : String(scalar)
  }
  return "'" + shown.joined() + (text.unicodeScalars.count > 40 ? "...'" : "'")
}
