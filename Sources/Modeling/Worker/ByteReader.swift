/// A binary message that does not follow its layout: what was found and what was expected.
package struct WorkerMessageError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Takes a binary message apart; every count is checked against the bytes that are left before anything is
/// allocated, so that memory stays proportional to the message.
struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Bytes not read yet.
  var remaining: Int { bytes.count - offset }

  /// Takes an integer of a fixed width.
  mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type, _ what: String
  ) throws(WorkerMessageError) -> Value {
    let size = MemoryLayout<Value>.size
    let start = try take(size, what)
    let raw = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Value.self) }
    return Value(littleEndian: raw)
  }

  /// Takes a real number.
  mutating func real(_ what: String) throws(WorkerMessageError) -> Double {
    Double(bitPattern: try integer(UInt64.self, what))
  }

  /// Takes a byte that is 0 or 1.
  mutating func flag(_ what: String) throws(WorkerMessageError) -> Bool {
    let byte = try integer(UInt8.self, what)
    guard byte <= 1 else {
      throw WorkerMessageError("\(what): found byte \(byte), expected 0 or 1")
    }
    return byte == 1
  }

  /// Takes a text; bytes that are no UTF-8 are replaced.
  mutating func text(_ what: String) throws(WorkerMessageError) -> String {
    let count = try count(of: what, size: 1)
    let start = try take(count, what)
    return String(decoding: bytes[start..<start + count], as: UTF8.self)
  }

  /// Takes single bytes, with a count in front.
  mutating func bytes(_ what: String) throws(WorkerMessageError) -> [UInt8] {
    let count = try count(of: what, size: 1)
    let start = try take(count, what)
    return Array(bytes[start..<start + count])
  }

  /// Takes an array of real numbers.
  mutating func reals(_ what: String) throws(WorkerMessageError) -> [Double] {
    let count = try count(of: what, size: 8)
    let start = try take(8 * count, what)
    return bytes.withUnsafeBytes { buffer in
      (0..<count).map { index in
        let raw = buffer.loadUnaligned(fromByteOffset: start + 8 * index, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: raw))
      }
    }
  }

  /// Takes an array of 32-bit integers.
  mutating func integers(_ what: String) throws(WorkerMessageError) -> [Int32] {
    let count = try count(of: what, size: 4)
    let start = try take(4 * count, what)
    return bytes.withUnsafeBytes { buffer in
      (0..<count).map { index in
        Int32(
          littleEndian: buffer.loadUnaligned(fromByteOffset: start + 4 * index, as: Int32.self))
      }
    }
  }

  /// Takes a real number that may be absent.
  mutating func optionalReal(_ what: String) throws(WorkerMessageError) -> Double? {
    try flag(what) ? try real(what) : nil
  }

  /// Takes an integer that may be absent.
  mutating func optionalInteger(_ what: String) throws(WorkerMessageError) -> Int? {
    try flag(what) ? Int(try integer(Int64.self, what)) : nil
  }

  /// Takes an array that may be absent.
  mutating func optionalReals(_ what: String) throws(WorkerMessageError) -> [Double]? {
    try flag(what) ? try reals(what) : nil
  }

  /// Takes texts.
  mutating func texts(_ what: String) throws(WorkerMessageError) -> [String] {
    var result: [String] = []
    for _ in 0..<(try count(of: what, size: 4)) { result.append(try text(what)) }
    return result
  }

  /// Takes texts that may be absent.
  mutating func optionalTexts(_ what: String) throws(WorkerMessageError) -> [String]? {
    try flag(what) ? try texts(what) : nil
  }

  /// Takes a number of elements of at least `size` bytes each that follow.
  mutating func count(of what: String, size: Int) throws(WorkerMessageError) -> Int {
    let count = Int(try integer(UInt32.self, what))
    guard count <= remaining / size else {
      throw WorkerMessageError(
        "\(what): found a count of \(count) with \(remaining) bytes left, expected fewer")
    }
    return count
  }

  /// Requires that nothing is left.
  func finish(_ what: String) throws(WorkerMessageError) {
    guard remaining == 0 else {
      throw WorkerMessageError("\(what): found \(remaining) bytes after the end, expected none")
    }
  }

  private mutating func take(_ count: Int, _ what: String) throws(WorkerMessageError) -> Int {
    guard count <= remaining else {
      throw WorkerMessageError("\(what): found \(remaining) bytes, expected \(count)")
    }
    defer { offset += count }
    return offset
  }
}
