/// An element of an XML document, with what is in it and where it stands.
package struct XMLElement: Sendable, Hashable {
  /// One attribute.
  package struct Attribute: Sendable, Hashable {
    /// Its name, with a prefix if it has one.
    package let name: String
    /// Its value, entities replaced.
    package let value: String
    /// 0-based byte of the value in the text.
    package let offset: Int

    /// States an attribute.
    package init(name: String, value: String, offset: Int) {
      (self.name, self.value, self.offset) = (name, value, offset)
    }
  }

  /// Its name without the prefix of a namespace.
  package let name: String
  /// Its attributes in their order, every name once.
  package let attributes: [Attribute]
  /// 0-based byte of its `<` in the text.
  package let offset: Int
  /// The elements directly inside, in their order.
  package var children: [XMLElement] = []
  /// The characters directly inside, entities replaced, without those of inner elements.
  package var text = ""
  /// 0-based byte behind its opening tag.
  package var contentOffset = 0

  /// An element without content.
  package init(name: String, attributes: [Attribute] = [], offset: Int = 0) {
    (self.name, self.attributes, self.offset) = (name, attributes, offset)
  }

  /// The attribute with a name; nil where there is none.
  package func attribute(_ name: String) -> Attribute? {
    attributes.first { $0.name == name }
  }

  /// The elements directly inside that have a name.
  package func children(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name }
  }

  /// The characters directly inside without blanks around them.
  package var trimmedText: String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
    var part = text[...]
    while let first = part.first, blanks.contains(first) { part.removeFirst() }
    while let last = part.last, blanks.contains(last) { part.removeLast() }
    return String(part)
  }
}
