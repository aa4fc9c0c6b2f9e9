import OptCore

/// Takes lists of integers out of a JSON document, with the exact place of what does not fit.
struct JSONFields {
  let source: SourceText

  /// An error at the value a path leads to.
  func error(_ path: [JSONPathStep], found: String, expected: String) -> InstanceError {
    InstanceError(
      at: JSONReader.location(of: path, in: source), found: found, expected: expected)
  }

  /// An integer in a range; the path is only needed for a message.
  func integer(
    _ value: JSONValue, in range: ClosedRange<Int>, _ what: String,
    _ path: @autoclosure () -> [JSONPathStep]
  ) throws(InstanceError) -> Int {
    if let number = value.asInteger, range.contains(number) { return number }
    let limits =
      range == .min ... .max
      ? "(an integer)"
      : range.upperBound == .max
        ? "of at least \(range.lowerBound)"
        : "from \(range.lowerBound) to \(range.upperBound)"
    throw error(path(), found: value.shown, expected: "\(what) \(limits)")
  }

  /// An array, of so many elements where a count is given.
  func array(
    _ value: JSONValue, count: Int? = nil, _ what: String,
    _ path: @autoclosure () -> [JSONPathStep]
  ) throws(InstanceError) -> [JSONValue] {
    guard let elements = value.asArray else {
      throw error(path(), found: value.shown, expected: "\(what) (an array)")
    }
    if let count, elements.count != count {
      throw error(path(), found: "\(elements.count) elements", expected: "\(count): \(what)")
    }
    return elements
  }

  /// An array of so many integers in a range.
  func integers(
    _ value: JSONValue, count: Int, in range: ClosedRange<Int>, _ what: String, one: String,
    _ path: [JSONPathStep]
  ) throws(InstanceError) -> [Int] {
    let elements = try array(value, count: count, what, path)
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for (index, element) in elements.enumerated() {
      numbers.append(try integer(element, in: range, one, path + [.index(index)]))
    }
    return numbers
  }

  /// The document as an object, if it is no answer.
  ///
  /// - Throws: `InstanceError` with a hint for result documents.
  func checkIsObject(_ document: JSONValue, _ what: String) throws(InstanceError) {
    guard case .object = document else {
      throw error([], found: document.shown, expected: "\(what) (an object)")
    }
    if let schema = document["schema"]?.asString, schema.hasPrefix("optsolve.result/") {
      throw error([.key("schema")], found: "a result document", expected: what)
    }
    if document["operations"]?.asArray != nil, document["jobs"] == nil {
      throw error(
        [.key("operations")], found: "a schedule, which is an answer", expected: what)
    }
  }
}
