/// Reads XML as far as data files need it, with the exact place of the first error.
///
/// Elements, attributes, character data, the five named entities and numbered ones, `CDATA`, comments and processing instructions. Declarations of
/// document types are refused, so no entity can grow or reach for another file. Nesting is limited to 64 levels, elements to 2^22 and attributes of
/// one element to 256, so no text can exhaust the stack; memory stays proportional to the text.
///
/// - Source: W3C (2008), "Extensible Markup Language (XML) 1.0", fifth edition.
package struct XMLReader {
  private static let deepest = 64
  private static let mostElements = 1 << 22
  private static let mostAttributes = 256

  let source: SourceText
  var offset = 0
  private var count = 0

  /// Reads the one document that `source` holds.
  ///
  /// - Returns: its outermost element.
  /// - Throws: `InstanceError` at the first byte that does not follow the grammar.
  /// - Complexity: O(length of the text).
  package static func read(_ source: SourceText) throws(InstanceError) -> XMLElement {
    var reader = XMLReader(source: source)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
    try reader.skipMiscellany()
    guard reader.byte == UInt8(ascii: "<") else { throw reader.error("an element") }
    let root = try reader.element(depth: 0)
    try reader.skipMiscellany()
    guard reader.byte == nil else { throw reader.error("the end of the document") }
    return root
  }

  private init(source: SourceText) { self.source = source }

  var byte: UInt8? { offset < source.bytes.count ? source.bytes[offset] : nil }

  func error(_ expected: String) -> InstanceError {
    let stop = min(source.bytes.count, offset + 12)
    let found =
      offset >= source.bytes.count
      ? "the end of the document"
      : quoted(String(decoding: source.bytes[offset..<stop], as: UTF8.self))
    return InstanceError(at: source.location(at: offset), found: found, expected: expected)
  }

  /// Takes some bytes if they come next.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= source.bytes.count,
      source.bytes[offset..<offset + count].elementsEqual("\(text)".utf8)
    else { return false }
    offset += count
    return true
  }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
  }

  /// Moves behind the next occurrence of some bytes.
  ///
  /// - Throws: `InstanceError` at `start` when there is none.
  mutating func skip(
    past end: StaticString, of what: String, from start: Int
  ) throws(InstanceError) {
    while offset < source.bytes.count {
      if take(end) { return }
      offset += 1
    }
    offset = start
    throw error("\(what) that ends with '\(end)'")
  }

  /// Blanks, comments and processing instructions, as they stand around the outermost element.
  private mutating func skipMiscellany() throws(InstanceError) {
    while true {
      skipBlanks()
      let start = offset
      if take("<!--") {
        try skip(past: "-->", of: "a comment", from: start)
      } else if take("<?") {
        try skip(past: "?>", of: "an instruction", from: start)
      } else if take("<!") {
        offset = start
        throw error("no declaration of a document type")
      } else {
        return
      }
    }
  }

  private mutating func element(depth: Int) throws(InstanceError) -> XMLElement {
    guard depth < XMLReader.deepest else {
      throw error("at most \(XMLReader.deepest) levels of nesting")
    }
    count += 1
    guard count <= XMLReader.mostElements else {
      throw error("at most \(XMLReader.mostElements) elements")
    }
    let start = offset
    offset += 1
    let name = try self.name("the name of an element")
    let attributes = try self.attributes()
    let local = name.split(separator: ":").last.map(String.init) ?? name
    var element = XMLElement(name: local, attributes: attributes, offset: start)
    if take("/>") {
      element.contentOffset = offset
      return element
    }
    guard take(">") else { throw error("'>' or '/>'") }
    element.contentOffset = offset
    try content(of: &element, depth: depth)
    let end = offset
    _ = take("</")
    let closing = try self.name("the name of an element")
    guard closing == name else {
      offset = end
      throw error("'</\(name)>'")
    }
    skipBlanks()
    guard take(">") else { throw error("'>'") }
    return element
  }

  /// Everything up to the closing tag.
  private mutating func content(
    of element: inout XMLElement, depth: Int
  ) throws(InstanceError) {
    var bytes: [UInt8] = []
    while let byte {
      let start = offset
      switch byte {
      case UInt8(ascii: "<"):
        if take("<!--") {
          try skip(past: "-->", of: "a comment", from: start)
        } else if take("<![CDATA[") {
          let first = offset
          try skip(past: "]]>", of: "a section of characters", from: start)
          bytes += source.bytes[first..<offset - 3]
        } else if take("<?") {
          try skip(past: "?>", of: "an instruction", from: start)
        } else if offset + 1 < source.bytes.count, source.bytes[offset + 1] == UInt8(ascii: "/") {
          element.text = String(decoding: bytes, as: UTF8.self)
          return
        } else {
          element.children.append(try self.element(depth: depth + 1))
        }
      default: try character(into: &bytes)
      }
    }
    throw error("'</\(element.name)>'")
  }

  private mutating func attributes() throws(InstanceError) -> [XMLElement.Attribute] {
    var attributes: [XMLElement.Attribute] = []
    while true {
      let before = offset
      skipBlanks()
      guard let byte, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") else { break }
      guard offset > before, attributes.count < XMLReader.mostAttributes else {
        throw error(
          offset > before
            ? "at most \(XMLReader.mostAttributes) attributes" : "a blank before an attribute")
      }
      let start = offset
      let name = try self.name("the name of an attribute")
      guard !attributes.contains(where: { $0.name == name }) else {
        offset = start
        throw error("every attribute once")
      }
      skipBlanks()
      guard take("=") else { throw error("'=' after the name of an attribute") }
      skipBlanks()
      attributes.append(try value(of: name))
    }
    return attributes
  }

  private mutating func value(of name: String) throws(InstanceError) -> XMLElement.Attribute {
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw error("a value in quotation marks")
    }
    offset += 1
    let start = offset
    var bytes: [UInt8] = []
    while let byte, byte != quote {
      guard byte != UInt8(ascii: "<") else { throw error("no '<' inside a value") }
      try character(into: &bytes)
    }
    guard byte == quote else { throw error("the end of the value of '\(name)'") }
    offset += 1
    return .init(name: name, value: String(decoding: bytes, as: UTF8.self), offset: start)
  }
}
