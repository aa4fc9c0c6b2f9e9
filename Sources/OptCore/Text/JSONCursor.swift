/// A value inside a JSON document that knows where it stands: readers take it apart and say what does not fit, and where.
package struct JSONCursor {
  /// The value.
  package let value: JSONValue
  /// Steps from the outermost value.
  package let path: [JSONPathStep]
  /// The text that the document was read from.
  package let source: SourceText
  /// Whether messages begin with the path, for documents in which lines and columns say little.
  private let statesPath: Bool

  /// Reads the one document that `source` holds.
  ///
  /// - Parameter statesPath: whether messages begin with the path of the value that does not fit.
  /// - Throws: `InstanceError` at the first byte that does not follow the grammar.
  package init(reading source: SourceText, statesPath: Bool = false) throws(InstanceError) {
    self.init(
      value: try JSONReader.read(source), path: [], source: source, statesPath: statesPath)
  }

  private init(
    value: JSONValue, path: [JSONPathStep], source: SourceText, statesPath: Bool
  ) {
    (self.value, self.path, self.source, self.statesPath) = (value, path, source, statesPath)
  }

  /// An error at this value; without `found` the value itself is shown.
  package func error(found: String? = nil, expected: String) -> InstanceError {
    error("found \(found ?? value.shown), expected \(expected)")
  }

  /// An error at this value in words of its own.
  package func error(
    _ message: String, kind: InstanceError.Kind = .malformed
  ) -> InstanceError {
    InstanceError(
      at: location, (statesPath && !path.isEmpty ? name + ": " : "") + message, kind: kind)
  }

  /// Where the value stands.
  package var location: SourceLocation { JSONReader.location(of: path, in: source) }

  /// The path as people write it: `loop.ops[3].cycles`; empty for the whole document. Keys that are no plain words are quoted.
  package var name: String {
    path.reduce(into: "") { name, step in
      switch step {
      case .key(let key):
        let isPlain =
          !key.isEmpty && key.utf8.count <= 40
          && key.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0"..."9" ~= $0 || $0 == "_" || $0 == "-"
          }
        name += (name.isEmpty ? "" : ".") + (isPlain ? key : quoted(key))
      case .index(let index): name += "[\(index)]"
      }
    }
  }

  // MARK: Steps

  /// The member under a key; nil when it is not there, or null.
  ///
  /// - Throws: `InstanceError` when this is no object.
  package func member(_ key: String) throws(InstanceError) -> JSONCursor? {
    guard case .object = value else { throw error(expected: "an object with '\(key)'") }
    guard let found = value[key], found != .null else { return nil }
    return step(.key(key), found)
  }

  /// The member under a key.
  ///
  /// - Throws: `InstanceError` when there is none.
  package func required(_ key: String, _ what: String) throws(InstanceError) -> JSONCursor {
    if let found = try member(key) { return found }
    throw error(found: "no '\(key)'", expected: "'\(key)': \(what)")
  }

  /// The elements of an array.
  ///
  /// - Throws: `InstanceError` when this is none.
  package func elements(_ what: String) throws(InstanceError) -> [JSONCursor] {
    guard case .array(let elements) = value else { throw error(expected: "\(what) (an array)") }
    return elements.enumerated().map { step(.index($0), $1) }
  }

  /// The members of an object, in their order.
  ///
  /// - Throws: `InstanceError` when this is none.
  package func members(
    _ what: String
  ) throws(InstanceError) -> [(key: String, value: JSONCursor)] {
    guard case .object(let members) = value else { throw error(expected: "\(what) (an object)") }
    return members.map { ($0.key, step(.key($0.key), $0.value)) }
  }

  private func step(_ step: JSONPathStep, _ value: JSONValue) -> JSONCursor {
    JSONCursor(value: value, path: path + [step], source: source, statesPath: statesPath)
  }

  // MARK: Values

  /// An integer in a range.
  package func integer(
    in range: ClosedRange<Int>, _ what: String
  ) throws(InstanceError) -> Int {
    if let number = value.asInteger, range.contains(number) { return number }
    let limits =
      range == .min ... .max
      ? "(an integer)"
      : range.upperBound == .max
        ? "(an integer of at least \(range.lowerBound))"
        : "(an integer from \(range.lowerBound) to \(range.upperBound))"
    throw error(expected: "\(what) \(limits)")
  }

  /// The integer under a key, or a default where there is none.
  package func integer(
    _ key: String, in range: ClosedRange<Int>, default standard: Int, _ what: String
  ) throws(InstanceError) -> Int {
    try member(key)?.integer(in: range, what) ?? standard
  }

  /// A string that is not empty.
  package func string(_ what: String) throws(InstanceError) -> String {
    guard case .string(let text) = value, !text.isEmpty else {
      throw error(expected: "\(what) (a string that is not empty)")
    }
    return text
  }

  /// The truth value under a key; false where there is none.
  package func flag(_ key: String) throws(InstanceError) -> Bool {
    guard let found = try member(key) else { return false }
    guard case .bool(let value) = found.value else { throw found.error(expected: "true or false") }
    return value
  }

  /// The string under a key as one of some words; nil where there is none.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(InstanceError) -> Word? where Word.RawValue == String {
    guard let found = try member(key) else { return nil }
    if case .string(let text) = found.value, let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    throw found.error(expected: known)
  }
}
