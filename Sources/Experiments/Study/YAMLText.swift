import OptCore
internal import Yams

/// Reads a YAML document into nodes with exact places. Only this file knows the parser.
enum YAMLText {
  /// The one document of a text; nil when the text holds none.
  ///
  /// - Throws: `InstanceError` with the place where the text stops to be YAML, or is refused by `YAMLGuard`.
  static func read(_ source: SourceText) throws(InstanceError) -> YAMLNode? {
    try YAMLGuard.check(source)
    var marks = MarkCursor(source)
    // The parser keeps a pointer into the text between calls, which a string of 15 bytes or less does not outlive;
    // line feeds at the end change nothing else.
    let text = marks.text + String(repeating: "\n", count: 16)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      throw translate(error, &marks, source)
    } catch {
      throw InstanceError(at: source.start, "found text that is no YAML: \(error)")
    }
    return try root.map { node throws(InstanceError) in try convert(node, &marks) }
  }

  /// Nodes come in the order of the text, so that the cursor only moves forward.
  private static func convert(
    _ node: Node, _ marks: inout MarkCursor
  ) throws(InstanceError) -> YAMLNode {
    let place = marks.place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    guard node.anchor == nil else { throw YAMLGuard.anchorFound(at: place) }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YAMLNode(content: .scalar(scalar.string, isPlain: isPlain), place: place)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, &marks)) }
      return YAMLNode(content: .sequence(items), place: place)
    case .mapping(let mapping):
      var pairs: [(key: YAMLNode, value: YAMLNode)] = []
      for (key, value) in mapping {
        pairs.append((try convert(key, &marks), try convert(value, &marks)))
      }
      return YAMLNode(content: .mapping(pairs), place: place)
    case .alias: throw YAMLGuard.anchorFound(at: place)
    }
  }

  private static func translate(
    _ error: YamlError, _ marks: inout MarkCursor, _ source: SourceText
  ) -> InstanceError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let begin = context?.mark ?? mark
      let start = marks.offset(line: begin.line, column: begin.column)
      if start < source.bytes.count, source.bytes[start] == UInt8(ascii: "*") {
        return InstanceError(
          at: source.location(at: start), found: "'*' at the start of a value",
          expected: "quotes around a pattern that begins with '*'")
      }
      let place = marks.place(line: mark.line, column: mark.column)
      let within = context.map { "\($0.text): " } ?? ""
      return InstanceError(at: place, "found text that is no YAML (\(within)\(problem))")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let first = marks.offset(line: context.mark.line, column: context.mark.column)
      let place = RepeatedKey(key, in: source.bytes).next(after: first) ?? first
      return InstanceError(
        at: source.location(at: place), found: "key \(quoted(key)) more than once",
        expected: "every key once")
    case .reader(let problem, _, _, _):
      return InstanceError(at: source.start, "found text that is no YAML (\(problem))")
    default:
      return InstanceError(at: source.start, "found text that is no YAML")
    }
  }
}
