/// Reads the lines of a proof field by field, straight from its bytes.
///
/// A line is read to its end (`hasMore` false) before the next one begins.
struct ProofReader {
  private let bytes: [UInt8]
  private var position = 0
  /// The line that is being read, from 1.
  private(set) var line = 0
  /// Whether another field follows in the line.
  private(set) var hasMore = false

  private static let space = UInt8(ascii: " ")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let minus = UInt8(ascii: "-")

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Number of bytes.
  var size: Int { bytes.count }

  func fault(_ reason: String) -> ProofFault { ProofFault(line, reason) }

  /// Goes to the next line; false = there is none.
  mutating func nextLine() -> Bool {
    line += 1
    hasMore = position < bytes.count
    return hasMore
  }

  /// The line has to be over.
  func requireEnd() throws(ProofFault) {
    if hasMore { throw fault("found another field, expected the end of the line") }
  }

  /// Passes the space or the line feed after a field.
  private mutating func endField() throws(ProofFault) {
    guard position < bytes.count else { throw fault("the file ends inside the line") }
    switch bytes[position] {
    case Self.space: hasMore = true
    case Self.lineFeed: hasMore = false
    default: throw fault("found a byte \(bytes[position]) where a field should end")
    }
    position += 1
  }

  private func requireField(_ what: String) throws(ProofFault) {
    if !hasMore { throw fault("the line ends, expected \(what)") }
  }

  /// A field as text, of at most 40 bytes.
  mutating func word(_ what: String) throws(ProofFault) -> String {
    try requireField(what)
    let start = position
    while position < bytes.count, bytes[position] != Self.space, bytes[position] != Self.lineFeed {
      position += 1
    }
    guard position > start else { throw fault("found an empty field, expected \(what)") }
    guard position - start <= 40 else { throw fault("found a field that is too long for \(what)") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    try endField()
    return text
  }

  /// Whether the next field begins with a byte.
  private func isNext(_ byte: UInt8) -> Bool {
    hasMore && position < bytes.count && bytes[position] == byte
  }

  /// Passes the field `:`; false = the next field is another one.
  mutating func skipColon() throws(ProofFault) -> Bool {
    guard isNext(UInt8(ascii: ":")) else { return false }
    position += 1
    try endField()
    return true
  }

  /// A whole number, without leading zeros.
  mutating func number(_ what: String) throws(ProofFault) -> Int {
    try requireField(what)
    let value = try digits(what)
    try endField()
    return value
  }

  /// A number that counts or names something.
  mutating func natural(_ what: String) throws(ProofFault) -> Int {
    let value = try number(what)
    if value < 0 { throw fault("found \(value), expected \(what) from 0") }
    return value
  }

  /// The digits of a number, up to the first byte that is none.
  private mutating func digits(_ what: String) throws(ProofFault) -> Int {
    let isNegative = position < bytes.count && bytes[position] == Self.minus
    if isNegative { position += 1 }
    let start = position
    var value = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      value = value * 10 + Int(bytes[position] &- 48)
      if value > greatestNumber { throw fault("found too large a number for \(what)") }
      position += 1
    }
    guard position > start else { throw fault("found no number, expected \(what)") }
    if bytes[start] == 48, position > start + 1 || isNegative {
      throw fault("found a number with a zero in front, expected \(what)")
    }
    return isNegative ? -value : value
  }

  /// `V>=K` or `V<=K`.
  mutating func predicate(_ definitions: Definitions) throws(ProofFault) -> Predicate {
    try requireField("a predicate")
    let variable = try digits("a variable")
    guard definitions.knows(variable) else { throw fault("found the unknown variable \(variable)") }
    guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "=") else {
      throw fault("found no <= or >= after variable \(variable)")
    }
    let isUpper = bytes[position] == UInt8(ascii: "<")
    guard isUpper || bytes[position] == UInt8(ascii: ">") else {
      throw fault("found no <= or >= after variable \(variable)")
    }
    position += 2
    let limit = try digits("a limit")
    try endField()
    return Predicate(
      variable: Int32(truncatingIfNeeded: variable), isUpper: isUpper, limit: limit)
  }
}

extension ProofReader {
  /// `r5`, `c3` or `d`.
  mutating func source() throws(ProofFault) -> Source {
    let text = try word("a source")
    if text == "d" { return .definitions }
    let digits = text.dropFirst()
    guard let place = Int(digits), place >= 0, String(place) == digits else {
      throw fault("found the source \(text), expected r, c or d")
    }
    switch text.first {
    case "r": return .row(place)
    case "c": return .constraint(place)
    default: throw fault("found the source \(text), expected r, c or d")
    }
  }

  /// A finite decimal number.
  mutating func decimal(_ what: String) throws(ProofFault) -> Double {
    let text = try word(what)
    let isPlain = text.utf8.allSatisfy { byte in
      byte &- 48 < 10 || "+-.eE".utf8.contains(byte)
    }
    guard isPlain, let value = Double(text), value.isFinite else {
      throw fault("found \(text), expected \(what)")
    }
    return value
  }
}
