import OptCore

/// Finds where a key of a YAML mapping stands for the second time; the parser tells only that it does.
struct RepeatedKey {
  private let bytes: [UInt8]
  private let key: [UInt8]

  /// Looks for `key` in a text.
  init(_ key: String, in bytes: [UInt8]) {
    self.bytes = bytes
    self.key = Array(key.utf8)
  }

  /// The offset of the next occurrence in the mapping whose key begins at `first`; nil when it is written in a way
  /// that is not followed here.
  ///
  /// - Complexity: O(length of the text).
  func next(after first: Int) -> Int? { nextLine(after: first) ?? nextPiece(after: first) }

  /// In a block: a line with the same indent. Lines with a smaller one end it.
  private func nextLine(after first: Int) -> Int? {
    let column = first - (bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    var start = lineEnd(first) + 1
    while start < bytes.count {
      let end = lineEnd(start)
      let content = bytes[start..<end].firstIndex { $0 != 0x20 } ?? end
      let isEmpty =
        content == end || bytes[content] == 0x0D || bytes[content] == UInt8(ascii: "#")
      if !isEmpty, content - start <= column {
        if content - start < column { return nil }
        if isKey(content) { return content }
      }
      start = end + 1
    }
    return nil
  }

  /// Inside braces: behind a comma of the same depth.
  private func nextPiece(after first: Int) -> Int? {
    var depth = 0
    var offset = first
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth < 0 { return nil }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        offset = bytes[(offset + 1)...].firstIndex(of: bytes[offset]) ?? bytes.count
      case UInt8(ascii: ",") where depth == 0:
        let piece = bytes[(offset + 1)...].firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if let piece, isKey(piece) { return piece }
      default: break
      }
      offset += 1
    }
    return nil
  }

  private func lineEnd(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
  }

  /// Whether the key, in quotes or not, and a colon stand at an offset.
  private func isKey(_ offset: Int) -> Bool {
    for quote in [[], [UInt8(ascii: "\"")], [UInt8(ascii: "'")]] {
      let text = quote + key + quote
      guard bytes[offset...].starts(with: text) else { continue }
      let colon = bytes[(offset + text.count)...].firstIndex { $0 != 0x20 && $0 != 0x09 }
      if let colon, bytes[colon] == UInt8(ascii: ":") { return true }
    }
    return false
  }
}
