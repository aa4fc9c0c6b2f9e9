import OptCore
import Testing

@Suite("XML")
struct XMLReaderTests {
  private func read(_ text: String) throws -> XMLElement {
    try XMLReader.read(SourceText(file: "x.xml", text: text))
  }

  private func message(_ text: String) -> String {
    do {
      return "read: \(try read(text).name)"
    } catch {
      return "\(error)"
    }
  }

  @Test("elements, attributes, text and entities")
  func parts() throws {
    let root = try read(
      """
      <?xml version="1.0"?> <!-- a -- b -->
      <n:a b='1 &lt; "2"' n:c="&#65;&#x42;&apos;" >
        x<d/>y<![CDATA[<z>&amp;]]><?go?><!-- <e> --><d f="&#x1F600;"> &gt;&amp;&quot; </d >
      </n:a>
      <!-- end -->
      """)
    #expect(root.name == "a" && root.attribute("b")?.value == "1 < \"2\"")
    #expect(root.attribute("n:c")?.value == "AB'" && root.attribute("e") == nil)
    #expect(root.trimmedText == "xy<z>&amp;")
    #expect(root.children.map(\.name) == ["d", "d"] && root.children("e").isEmpty)
    #expect(root.children[1].trimmedText == ">&\"" && root.children[1].text == " >&\" ")
    #expect(root.children[1].attribute("f")?.value == "😀")
    #expect(try read("\u{FEFF}<ä-1.x/>").name == "ä-1.x")
  }

  @Test(
    "errors name the exact place",
    arguments: [
      ("", "1:1: found the end of the document, expected an element"),
      ("a", "1:1: found 'a', expected an element"),
      ("<a>\n </b>", "2:2: found '</b>', expected '</a>'"),
      ("<a>", "1:4: found the end of the document, expected '</a>'"),
      ("<a", "1:3: found the end of the document, expected '>' or '/>'"),
      ("<a/><b/>", "1:5: found '<b/>', expected the end of the document"),
      ("<a>&b;</a>", "1:4: found '&b;</a>', expected '&lt;'"),
      ("<a>&#x110000;</a>", "1:4: found '&#x110000;</', expected '&lt;'"),
      ("<a>&#xD800;</a>", "1:4: found '&#xD800;</a>', expected '&lt;'"),
      ("<a>&#+65;</a>", "1:4: found '&#+65;</a>', expected '&lt;'"),
      ("<a b='<'/>", "1:7: found '<'/>', expected no '<' inside a value"),
      ("<a b='1' b='2'/>", "1:10: found 'b='2'/>', expected every attribute once"),
      ("<!DOCTYPE a><a/>", "1:1: found '<!DOCTYPE a>', expected no declaration of a document type"),
      ("<a><!ELEMENT b></a>", "1:5: found '!ELEMENT b><', expected the name of an element"),
      ("<a><!-- </a>", "1:4: found '<!-- </a>', expected a comment that ends with '-->'"),
      ("<a>\u{1}</a>", "1:4: found '\u{FFFD}</a>', expected no control character"),
    ])
  func errors(text: String, expected: String) {
    #expect(message(text).hasPrefix("x.xml:" + expected), "\(message(text))")
  }

  @Test("nesting, attributes and the length of a text are no danger")
  func limits() throws {
    let deep =
      String(repeating: "<a>", count: 63) + "<a/>"
      + String(repeating: "</a>", count: 63)
    #expect(try read(deep).name == "a")
    #expect(
      message(String(repeating: "<a>", count: 100_000)).contains("at most 64 levels of nesting"))
    let many = (0..<300).map { "a\($0)='1'" }.joined(separator: " ")
    #expect(message("<a \(many)/>").contains("at most 256 attributes"))
    let wide = "<a>" + String(repeating: "<b/>x", count: 200_000) + "</a>"
    #expect(try read(wide).children.count == 200_000)
  }
}
