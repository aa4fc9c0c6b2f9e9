/// A JSON document as data; objects keep the order of their keys.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent that fits in 64 bits.
  case integer(Int)
  /// Any other number.
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One key and its value.
  public struct Member: Sendable, Hashable {
    /// The key, unescaped.
    public let key: String
    /// The value under the key.
    public let value: JSONValue

    /// Pairs a key with a value.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object from pairs, in their order.
  public static func object(pairs: [(String, JSONValue)]) -> JSONValue {
    .object(pairs.map { Member($0.0, $0.1) })
  }

  /// A string, or null for nil.
  public static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  /// A finite number, or null: JSON has no infinity.
  public static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .real(value)
  }

  /// The value under `key` when this is an object; the first one when a key stands twice.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value as a message shows it.
  package var shown: String {
    switch self {
    case .array: "an array"
    case .object: "an object"
    case .string(let text): quoted(text)
    default: compact()
    }
  }

  /// The integer, also when it was written as `3.0`; nil for anything else.
  public var asInteger: Int? {
    switch self {
    case .integer(let value): value
    case .real(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number as a real; nil for anything that is no number.
  public var asReal: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The string; nil for anything else.
  public var asString: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The elements of an array; nil for anything else.
  public var asArray: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    return nil
  }
}
