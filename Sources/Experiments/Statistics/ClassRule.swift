/// How an instance's class is told from its name.
public enum ClassRule: Sendable, Hashable {
  /// The name without its serial number: what follows the last `_`, `-` or `#` is left out when it is digits or `s`
  /// and digits (`n100_tf0.6_rdd0.2_s1` is of class `n100_tf0.6_rdd0.2`), else a name of letters and digits loses
  /// its digits (`mk01` is of class `mk`); any other name is a class of its own.
  case serialNumber
  /// A regular expression: the class is its groups joined by blanks, or the whole match when it has none; names it
  /// does not match are of class `other`.
  case pattern(String)

  /// The class of names no pattern matches.
  public static let other = "other"

  /// The rule as a function of the name.
  ///
  /// - Throws: `ClassPatternError` when the pattern is no regular expression.
  func labeller() throws(ClassPatternError) -> (String) -> String {
    switch self {
    case .serialNumber: return ClassRule.withoutSerialNumber
    case .pattern(let pattern):
      let expression: Regex<AnyRegexOutput>
      do { expression = try Regex(pattern) } catch {
        throw ClassPatternError(pattern: pattern, reason: "\(error)")
      }
      return { name in
        guard let match = try? expression.firstMatch(in: name) else { return ClassRule.other }
        let groups = match.output.dropFirst().compactMap { $0.substring.map(String.init) }
        let label = groups.isEmpty ? String(name[match.range]) : groups.joined(separator: " ")
        return label.isEmpty ? ClassRule.other : label
      }
    }
  }

  private static func withoutSerialNumber(_ name: String) -> String {
    let bytes = Array(name.utf8)
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    let digits = bytes.reversed().prefix(while: isDigit).count
    guard digits > 0, digits < bytes.count else { return name }
    var front = bytes.dropLast(digits)
    if front.allSatisfy(isLetter) { return text(front) }
    if front.last == UInt8(ascii: "s") { front = front.dropLast() }
    guard let mark = front.last, "_-#".utf8.contains(mark), front.count > 1 else { return name }
    return text(front.dropLast())
  }
}

/// A pattern for instance classes that is no regular expression.
public struct ClassPatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The pattern as given.
  public let pattern: String
  /// What is wrong with it.
  public let reason: String

  /// One line.
  public var description: String {
    "class pattern '\(pattern)' is no regular expression: \(reason)"
  }
}
