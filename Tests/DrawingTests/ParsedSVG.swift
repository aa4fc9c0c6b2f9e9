import Drawing
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser reads from a picture.
struct ParsedSVG {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  var elements: [Element] = []
  /// The contents of all `text` elements, in their order.
  var texts: [String] = []
  /// The contents of all `title` elements, in their order.
  var titles: [String] = []

  /// Nil when `svg` is not well-formed XML.
  init?(_ svg: String) {
    let parser = XMLParser(data: Data(svg.utf8))
    let collector = Collector()
    parser.delegate = collector
    guard parser.parse() else { return nil }
    self = collector.result
  }

  private init() {}

  func count(of name: String) -> Int {
    elements.count { $0.name == name }
  }

  /// The distinct keys of all shapes.
  var keys: Set<String> {
    Set(
      elements.compactMap { $0.attributes["data-key"] }
        .flatMap { $0.components(separatedBy: "\n") })
  }

  /// Every text with its estimated left and right end; size and anchor are those of its group where it has none.
  var textExtents: [(text: String, left: Double, right: Double)] {
    var found: [(text: String, left: Double, right: Double)] = []
    var contents = texts.makeIterator()
    var size = 12.0
    var anchor = "start"
    for element in elements {
      let own = element.attributes
      if element.name == "g", own["font-size"] != nil {
        size = own["font-size"].flatMap(Double.init) ?? size
        anchor = own["text-anchor"] ?? "start"
      }
      guard element.name == "text", let text = contents.next(),
        let x = own["x"].flatMap(Double.init)
      else { continue }
      let width = TextMetrics.width(
        of: text, size: own["font-size"].flatMap(Double.init) ?? size)
      let left =
        switch own["text-anchor"] ?? anchor {
        case "middle": x - width / 2
        case "end": x - width
        default: x
        }
      found.append((text, left, left + width))
    }
    return found
  }

  /// Every attribute that must hold a number, as text.
  var numbers: [String] {
    let numeric: Set = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height"]
    return elements.flatMap { $0.attributes.filter { numeric.contains($0.key) }.map(\.value) }
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var result = ParsedSVG()
    private var path: [String] = []
    private var content = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      result.elements.append(Element(name: name, attributes: attributes))
      content = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if name == "text" { result.texts.append(content) }
      if name == "title" { result.titles.append(content) }
      content = ""
    }
  }
}
