import OptCore

extension SourceText {
  /// The ranges of bytes of the lines that hold anything but blanks, without their ends.
  var filledLines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isBlank = bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
      if !isBlank { lines.append(start..<end) }
      start = end + 1
    }
    return lines
  }
}
