import OptCore
import Testing

/// An HTML document read strictly: every tag closed in order, every attribute quoted and once, no stray `<` or `&`.
///
/// Knows what the report's pages use: elements, void elements, SVG's self-closing tags, raw text of style and script.
struct HTMLDocument {
  /// An element with its attributes and content.
  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    /// Its own text and that of its descendants, entities resolved.
    var text = ""

    init(name: String, attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    /// This element and all below, in document order.
    var all: [Element] { [self] + children.flatMap(\.all) }

    /// Elements below with this name.
    func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

    /// Elements below of this class.
    func ofClass(_ name: String) -> [Element] {
      all.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains(Substring(name)) }
    }
  }

  /// What is wrong, and about where.
  struct Malformed: Error { let message: String }

  let root: Element

  /// Reads a document that begins with the doctype.
  init(_ text: String) throws {
    let start = "<!DOCTYPE html>\n"
    guard text.hasPrefix(start) else { throw Malformed(message: "no doctype") }
    var reader = HTMLReader(bytes: Array(text.utf8.dropFirst(start.utf8.count)))
    root = try reader.document()
    let ids = root.all.compactMap { $0.attributes["id"] }
    guard Set(ids).count == ids.count else { throw Malformed(message: "an id stands twice") }
  }

  /// The element with this id.
  func element(id: String) -> Element? { root.all.first { $0.attributes["id"] == id } }

  /// The page's data.
  func data() throws -> JSONValue {
    let script = try #require(element(id: "data"))
    return try JSONReader.read(SourceText(file: "data", text: script.text))
  }
}

/// Reads tags and text from the front of a document.
private struct HTMLReader {
  private static let voids: Set<String> = ["meta", "input", "br"]
  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#10": "\n",
  ]

  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws -> HTMLDocument.Element {
    let top = HTMLDocument.Element(name: "", attributes: [:])
    var open = [top]
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let text = try resolved(take(until: "<"))
        for element in open { element.text += text }
      } else if starts("</") {
        position += 2
        let name = take(until: ">")
        position += 1
        guard open.count > 1, open.removeLast().name == name else { throw malformed("</\(name)>") }
      } else {
        try element(in: &open)
      }
    }
    guard open.count == 1 else { throw malformed("end, <\(open[open.count - 1].name)> is open") }
    return top
  }

  private mutating func element(in open: inout [HTMLDocument.Element]) throws {
    position += 1
    let name = take { HTMLReader.isNamePart($0) }
    guard !name.isEmpty else { throw malformed("stray <") }
    let attributes = try attributes(of: name)
    let element = HTMLDocument.Element(name: name, attributes: attributes)
    open[open.count - 1].children.append(element)
    let isClosed = starts("/")
    if isClosed { position += 1 }
    guard starts(">") else { throw malformed("<\(name)") }
    position += 1
    if isClosed || HTMLReader.voids.contains(name) { return }
    open.append(element)
    guard name == "script" || name == "style" else { return }
    let start = position
    while position < bytes.count, !starts("</\(name)") { position += 1 }
    element.text = String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func attributes(of name: String) throws -> [String: String] {
    var attributes: [String: String] = [:]
    while position < bytes.count, !starts(">"), !starts("/") {
      guard starts(" ") || starts("\n") else { throw malformed("<\(name)") }
      position += 1
      let key = take { HTMLReader.isNamePart($0) }
      guard !key.isEmpty, starts("=\"") else { throw malformed("attribute '\(key)' of <\(name)>") }
      position += 2
      let value = try resolved(take(until: "\""))
      position += 1
      guard attributes.updateValue(value, forKey: key) == nil else {
        throw malformed("\(key) twice")
      }
    }
    return attributes
  }

  /// The text with entities resolved; no `&` may stand for itself, no control character may be left.
  private func resolved(_ text: String) throws -> String {
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts[0])
    for part in parts.dropFirst() {
      guard let end = part.firstIndex(of: ";"),
        let meaning = HTMLReader.entities[String(part[..<end])]
      else { throw malformed("stray & in '\(text.prefix(80))'") }
      result += meaning + part[part.index(after: end)...]
    }
    let isClean = result.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    guard isClean else { throw malformed("control character in '\(text.prefix(80))'") }
    return result
  }

  private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func take(until end: Character) -> String {
    take { $0 != end.asciiValue }
  }

  private mutating func take(while condition: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, condition(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func malformed(_ what: String) -> HTMLDocument.Malformed {
    let before = String(decoding: bytes[max(0, position - 120)..<position], as: UTF8.self)
    return HTMLDocument.Malformed(message: "\(what) after \(before)")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
