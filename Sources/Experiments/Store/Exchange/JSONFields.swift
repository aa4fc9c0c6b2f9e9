import OptCore

/// The members of one object of a JSON Lines text, each checked on access; complaints name the place.
struct JSONFields {
  let source: SourceText
  /// The line's bytes.
  let line: Range<Int>
  /// The steps from the line's value to the object.
  let path: [JSONPathStep]
  let json: JSONValue

  /// The object's fields.
  ///
  /// - Throws: `InstanceError` when it is no object or has a key outside `keys`.
  init(
    _ json: JSONValue, of source: SourceText, line: Range<Int>, path: [JSONPathStep] = [],
    keys: [String]
  ) throws(InstanceError) {
    self.source = source
    self.line = line
    self.path = path
    self.json = json
    guard case .object(let members) = json else { throw complaint("a JSON object", at: path) }
    for member in members where !keys.contains(member.key) {
      throw InstanceError(
        at: JSONReader.location(of: path + [.key(member.key)], in: source, bytes: line),
        "unknown key \(quoted(member.key))" + suggestion(member.key, among: keys))
    }
  }

  /// The object under a key.
  func fields(_ key: String, keys: [String]) throws(InstanceError) -> JSONFields {
    guard let value = json[key] else { throw complaint("a key '\(key)'", at: path) }
    return try JSONFields(value, of: source, line: line, path: path + [.key(key)], keys: keys)
  }

  func text(_ key: String) throws(InstanceError) -> String {
    try required(key, "a string", \.asString)
  }

  func optionalText(_ key: String) throws(InstanceError) -> String? {
    try value(key, "a string or null", \.asString)
  }

  func integer(_ key: String) throws(InstanceError) -> Int {
    try required(key, "an integer", \.asInteger)
  }

  func optionalInteger(_ key: String) throws(InstanceError) -> Int? {
    try value(key, "an integer or null", \.asInteger)
  }

  func real(_ key: String) throws(InstanceError) -> Double {
    try required(key, "a number", \.asReal)
  }

  func optionalReal(_ key: String) throws(InstanceError) -> Double? {
    try value(key, "a number or null", \.asReal)
  }

  func number(_ key: String) throws(InstanceError) -> ObjectiveValue? {
    try value(key, "a number or null") { ObjectiveValue.read($0) ?? nil }
  }

  func texts(_ key: String) throws(InstanceError) -> [String] {
    try required(key, "an array of strings", JSONFields.strings)
  }

  /// The texts of an array of texts; nil for anything else.
  static func strings(_ value: JSONValue) -> [String]? {
    guard let elements = value.asArray else { return nil }
    let strings = elements.compactMap(\.asString)
    return strings.count == elements.count ? strings : nil
  }

  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) throws(InstanceError) -> Word {
    try required(key, JSONFields.words(Word.self)) { $0.asString.flatMap { Word(rawValue: $0) } }
  }

  func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) throws(InstanceError) -> Word? {
    try value(key, JSONFields.words(Word.self)) { $0.asString.flatMap { Word(rawValue: $0) } }
  }

  private static func words<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type
  ) -> String {
    "one of " + Word.allCases.map(\.rawValue).joined(separator: " ")
  }

  func required<Value>(
    _ key: String, _ expected: String, _ convert: (JSONValue) -> Value?
  ) throws(InstanceError) -> Value {
    guard let found = try value(key, expected, convert) else {
      throw complaint(expected, about: key)
    }
    return found
  }

  /// The converted value; nil when the key is missing or null.
  func value<Value>(
    _ key: String, _ expected: String, _ convert: (JSONValue) -> Value?
  ) throws(InstanceError) -> Value? {
    guard let value = json[key], value != .null else { return nil }
    guard let found = convert(value) else { throw complaint(expected, about: key) }
    return found
  }

  /// A complaint about the value under a key, or about its absence.
  func complaint(_ expected: String, about key: String) -> InstanceError {
    guard json[key] != nil else { return complaint("a key '\(key)'", at: path) }
    return InstanceError(
      at: JSONReader.location(of: path + [.key(key)], in: source, bytes: line),
      "'\(key)': expected \(expected)")
  }

  private func complaint(_ expected: String, at path: [JSONPathStep]) -> InstanceError {
    InstanceError(
      at: JSONReader.location(of: path, in: source, bytes: line), "expected \(expected)")
  }
}
