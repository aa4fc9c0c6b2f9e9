import Modeling
import OptCore

/// Reads a point to start from: a `.sol` file or a result document of `optsolve model`.
enum ModelStart {
  /// One value a column. Variables that a `.sol` file leaves out are left to the engine; those a document leaves out
  /// are 0, for documents hold the others.
  ///
  /// - Throws: `InstanceError` with the exact place.
  static func read(_ text: SourceText, for model: Model) throws(InstanceError) -> [Double] {
    var columns: [String: Int] = [:]
    for column in 0..<model.columnCount {
      columns[model.name(of: Variable(index: column))] = column
    }
    if text.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      return try document(text, columns)
    }
    return try lines(text, columns)
  }

  private static func lines(
    _ text: SourceText, _ columns: [String: Int]
  ) throws(InstanceError) -> [Double] {
    var point = [Double](repeating: .nan, count: columns.count)
    // A name may hold '#', so that only one that stands alone begins a comment.
    var reader = TokenReader(text, comment: nil)
    while let tokens = reader.nextLine() {
      if tokens[0].text == "#" { continue }
      guard tokens.count == 2 else {
        throw InstanceError(
          at: reader.location(of: tokens[0]), found: "\(tokens.count) fields",
          expected: "the name of a variable and its value")
      }
      guard let column = columns[tokens[0].text] else {
        throw unknown(tokens[0].text, at: reader.location(of: tokens[0]))
      }
      guard let value = Double(tokens[1].text), value.isFinite else {
        throw InstanceError(
          at: reader.location(of: tokens[1]), found: quoted(tokens[1].text),
          expected: "a finite number")
      }
      point[column] = value
    }
    return point
  }

  private static func document(
    _ text: SourceText, _ columns: [String: Int]
  ) throws(InstanceError) -> [Double] {
    let document = try JSONReader.read(text)
    guard case .object(let members) = document["variables"] else {
      throw InstanceError(
        at: JSONReader.location(of: [.key("variables")], in: text),
        "expected 'variables', an object of names and values")
    }
    var point = [Double](repeating: 0, count: columns.count)
    for member in members {
      let place: [JSONPathStep] = [.key("variables"), .key(member.key)]
      guard let column = columns[member.key] else {
        throw unknown(member.key, at: JSONReader.location(of: place, in: text))
      }
      guard let value = member.value.asReal else {
        throw InstanceError(
          at: JSONReader.location(of: place, in: text), found: member.value.compact(),
          expected: "a number")
      }
      point[column] = value
    }
    return point
  }

  private static func unknown(_ name: String, at place: SourceLocation) -> InstanceError {
    InstanceError(at: place, found: quoted(name), expected: "the name of a variable of the model")
  }
}
