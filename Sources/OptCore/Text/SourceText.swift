/// The bytes of one input file and the name they go by in messages.
public struct SourceText: Sendable, Hashable {
  /// The path as the user gave it, or `<stdin>`.
  public let file: String
  /// The content, uninterpreted.
  public let bytes: [UInt8]

  /// Wraps bytes that were read already.
  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Wraps a string, for tests and generated data.
  public init(file: String, text: String) {
    self.init(file: file, bytes: Array(text.utf8))
  }

  /// The file's name without folders and without its last extension: `a/b/mk01.fjs` gives `mk01`.
  public var stem: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The last extension in lower case without its dot, or an empty string.
  public var fileExtension: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The location of byte `offset` (0-based; the end of the text is allowed).
  ///
  /// - Complexity: O(offset); meant for error messages.
  public func location(at offset: Int) -> SourceLocation {
    var line = 1
    var start = 0
    var index = 0
    let end = min(offset, bytes.count)
    while index < end {
      if bytes[index] == 0x0A {
        line += 1
        start = index + 1
      }
      index += 1
    }
    return SourceLocation(file: file, line: line, column: end - start + 1)
  }

  /// The place that stands for the whole file.
  public var start: SourceLocation { SourceLocation(file: file, line: 1, column: 1) }
}
