/// Writes comma-separated values (RFC 4180), lines ended with LF.
struct CSVWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// Adds a row; nil is an empty field, an empty text a pair of quotes.
  mutating func add(_ row: some Sequence<String?>) {
    var isFirst = true
    for cell in row {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      if let cell { add(cell) }
    }
    bytes.append(0x0A)
  }

  private mutating func add(_ cell: String) {
    guard cell.isEmpty || cell.utf8.contains(where: CSVWriter.needsQuotes) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }
}
