import OptCore

/// Cuts an LP text into tokens.
struct LPScanner {
  enum Kind: Hashable {
    case number(Double)
    case name
    case plus, minus, colon
    case less, greater, equal
    /// A byte that the format gives no meaning outside quadratic terms and the like.
    case other(UInt8)
    case end
  }

  struct Token: Hashable {
    var kind: Kind
    var start: Int
    var end: Int
    /// Whether it is the first one on its line.
    var startsLine: Bool
    /// Whether the last meaningful comment before it says that lazy rows follow.
    var isLazy: Bool
  }

  let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  private var atLineStart = true
  private var isLazy = false
  /// The model's name from the first comment that states one.
  private(set) var title: String?

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The text of a token.
  func text(_ token: Token) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// The next token; `end` again and again at the end of the text.
  mutating func next() -> Token {
    skipBlanks()
    var token = Token(
      kind: .end, start: offset, end: offset, startsLine: atLineStart, isLazy: isLazy)
    atLineStart = false
    guard offset < bytes.count else { return token }
    token.kind = take()
    token.end = offset
    return token
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x0A:
        atLineStart = true
        offset += 1
      case 0x20, 0x09, 0x0D, 0x0C: offset += 1
      case UInt8(ascii: "\\"): skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() {
    let start = offset + 1
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    guard offset - start <= 200 else { return }
    let words = String(decoding: bytes[start..<offset], as: UTF8.self).split(separator: " ")
    let text = words.joined(separator: " ")
    if text == LPComment.lazy { isLazy = true }
    if text == LPComment.ordinary { isLazy = false }
    if title == nil, text.hasPrefix(LPComment.name) {
      title = words.dropFirst(2).joined(separator: "_")
    }
  }

  private mutating func take() -> Kind {
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: "<"):
      takeEqualSign()
      return .less
    case UInt8(ascii: ">"):
      takeEqualSign()
      return .greater
    case UInt8(ascii: "="):
      guard offset < bytes.count else { return .equal }
      let second = bytes[offset]
      if [0x3C, 0x3D, 0x3E].contains(second) { offset += 1 }
      return second == UInt8(ascii: "<") ? .less : second == UInt8(ascii: ">") ? .greater : .equal
    case 0x30...0x39: return number(byte)
    case UInt8(ascii: ".") where offset < bytes.count && isDigit(bytes[offset]):
      return number(byte)
    default:
      guard canStartName(byte) else { return .other(byte) }
      while offset < bytes.count, continuesName(bytes[offset]) { offset += 1 }
      return .name
    }
  }

  private mutating func takeEqualSign() {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "=") { offset += 1 }
  }

  /// Digits, fraction, and an exponent when digits follow its letter.
  private mutating func number(_ first: UInt8) -> Kind {
    let start = offset - 1
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
    if first != UInt8(ascii: "."), offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      var digits = offset + 1
      if digits < bytes.count, bytes[digits] == 0x2B || bytes[digits] == 0x2D { digits += 1 }
      if digits < bytes.count, isDigit(bytes[digits]) {
        offset = digits
        while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
      }
    }
    return .number(FileNumber.value(bytes[start..<offset]) ?? .infinity)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func canStartName(_ byte: UInt8) -> Bool {
    continuesName(byte) && !isDigit(byte) && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "]")
      && byte != UInt8(ascii: "/")
  }

  /// Letters, digits and what the common readers allow; brackets inside names as some writers use them.
  private func continuesName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    case 0x21...0x29, 0x2C, 0x2E, 0x2F, 0x3B, 0x3F, 0x40, 0x5B, 0x5D, 0x5F, 0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
