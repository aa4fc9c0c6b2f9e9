/// Builds a binary message: little-endian numbers, arrays and texts with their length in front.
struct ByteWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// Appends an integer of a fixed width.
  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a real number: its 64 bits, so that every value survives.
  mutating func append(_ value: Double) { append(value.bitPattern) }

  /// Appends a text: length in bytes (32 bits), UTF-8.
  mutating func append(_ text: String) {
    append(UInt32(truncatingIfNeeded: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends raw bytes without a length.
  mutating func append(raw values: [UInt8]) { bytes.append(contentsOf: values) }

  /// Appends an array: number of values (32 bits), then the values.
  mutating func append(_ values: [Double]) {
    append(UInt32(truncatingIfNeeded: values.count))
    if 1.littleEndian == 1 {
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    } else {
      for value in values { append(value) }
    }
  }

  /// Appends an array: number of values (32 bits), then the values.
  mutating func append(_ values: [Int32]) {
    append(UInt32(truncatingIfNeeded: values.count))
    if 1.littleEndian == 1 {
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    } else {
      for value in values { append(value) }
    }
  }

  /// Appends one byte for nil, or one byte and the value.
  mutating func append(optional value: Double?) {
    append(UInt8(value == nil ? 0 : 1))
    if let value { append(value) }
  }

  /// Appends one byte for nil, or one byte and the value.
  mutating func append(optional value: Int?) {
    append(UInt8(value == nil ? 0 : 1))
    if let value { append(Int64(value)) }
  }

  /// Appends one byte for nil, or one byte and the array.
  mutating func append(optional values: [Double]?) {
    append(UInt8(values == nil ? 0 : 1))
    if let values { append(values) }
  }

  /// Appends texts: number of them (32 bits), then each.
  mutating func append(_ texts: [String]) {
    append(UInt32(truncatingIfNeeded: texts.count))
    for text in texts { append(text) }
  }

  /// Appends one byte for nil, or one byte and the texts.
  mutating func append(optional texts: [String]?) {
    append(UInt8(texts == nil ? 0 : 1))
    if let texts { append(texts) }
  }
}
