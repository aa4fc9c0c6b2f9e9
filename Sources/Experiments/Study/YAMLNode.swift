import OptCore

/// A piece of a YAML document and where it begins.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// Text as it is meant; `isPlain` when it stands without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// Pairs in the text's order; keys differ.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  let content: Content
  let place: SourceLocation

  /// The piece in a message.
  var shown: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar(let text, _): quoted(text)
    case .sequence(let items): items.isEmpty ? "an empty list" : "a list"
    case .mapping(let pairs): pairs.isEmpty ? "an empty mapping" : "a mapping"
    }
  }

  /// An error at this piece.
  func error(expected: String) -> InstanceError {
    InstanceError(at: place, found: shown, expected: expected)
  }

  /// The text of a scalar that is not empty.
  ///
  /// - Throws: `InstanceError` for lists, mappings and nothing.
  func text(_ expected: String) throws(InstanceError) -> String {
    guard case .scalar(let text, _) = content, !text.isEmpty else {
      throw error(expected: expected)
    }
    return text
  }

  /// The items of a list; a scalar or a mapping is a list of one.
  var items: [YAMLNode] {
    if case .sequence(let items) = content { return items }
    return [self]
  }

  /// The pairs of a mapping whose keys are known words.
  ///
  /// - Throws: `InstanceError` when it is no mapping or has a key outside `known`, naming the nearest.
  func members(
    _ what: String, known: [String]
  ) throws(InstanceError) -> [(key: String, value: YAMLNode)] {
    guard case .mapping(let pairs) = content else {
      throw error(expected: "\(what): a mapping with keys such as '\(known[0])'")
    }
    var found: [(key: String, value: YAMLNode)] = []
    for pair in pairs {
      let key = try pair.key.text("a key of \(what)")
      guard known.contains(key) else {
        throw InstanceError(
          at: pair.key.place,
          "found \(quoted(key)), expected a key of \(what)" + suggestion(key, among: known))
      }
      found.append((key, pair.value))
    }
    return found
  }
}
