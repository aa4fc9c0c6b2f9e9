/// One message of a worker process to its parent.
///
/// Layout, all numbers little-endian: kind (32 bits), length of the rest in bytes (32 bits), the rest.
package enum WorkerFrame: Sendable, Hashable {
  /// A better point and its objective.
  case incumbent(point: [Double], objective: Double)
  /// A better proven bound.
  case bound(Double)
  /// A line of the engine's own log.
  case log(String)
  /// The answer; the last frame.
  case result(ModelResult)
  /// The engine could not do its work; the last frame.
  case failure(EngineError)

  /// Bytes before the rest.
  package static let headerSize = 8
  /// The longest rest that is read: 2^30 bytes, a point of 134 million columns.
  package static let largest = 1 << 30

  /// The whole message.
  package func encoded() -> [UInt8] {
    var body = ByteWriter()
    let kind: UInt32
    switch self {
    case .incumbent(let point, let objective):
      kind = 1
      body.append(objective)
      body.append(point)
    case .bound(let value):
      kind = 2
      body.append(value)
    case .log(let line):
      kind = 3
      body.append(line)
    case .result(let result):
      kind = 4
      WorkerFrame.write(result, to: &body)
    case .failure(let error):
      kind = 5
      WorkerFrame.write(error, to: &body)
    }
    var message = ByteWriter()
    message.append(kind)
    message.append(UInt32(truncatingIfNeeded: body.bytes.count))
    message.append(raw: body.bytes)
    return message.bytes
  }

  /// Reads a message without its header.
  package init(kind: UInt32, body: [UInt8]) throws(WorkerMessageError) {
    var reader = ByteReader(body)
    switch kind {
    case 1:
      let objective = try reader.real("objective")
      self = .incumbent(point: try reader.reals("point"), objective: objective)
    case 2: self = .bound(try reader.real("bound"))
    case 3: self = .log(try reader.text("log line"))
    case 4: self = .result(try WorkerFrame.result(from: &reader))
    case 5: self = .failure(try WorkerFrame.error(from: &reader))
    default: throw WorkerMessageError("found frame kind \(kind), expected 1 to 5")
    }
    try reader.finish("frame")
  }
}

/// Cuts a stream of bytes into frames, whatever pieces it arrives in.
package struct WorkerFrameParser {
  private var buffer: [UInt8] = []
  private var consumed = 0

  /// Starts at the beginning of a stream.
  package init() {}

  /// Takes the next piece of the stream.
  package mutating func append(_ piece: some Sequence<UInt8>) {
    if consumed > 0, consumed >= buffer.count / 2 {
      buffer.removeFirst(consumed)
      consumed = 0
    }
    buffer.append(contentsOf: piece)
  }

  /// Whether the stream stopped inside a frame.
  package var isInsideFrame: Bool { consumed < buffer.count }

  /// The next whole frame; nil until more bytes arrive.
  package mutating func next() throws(WorkerMessageError) -> WorkerFrame? {
    guard buffer.count - consumed >= WorkerFrame.headerSize else { return nil }
    var header = ByteReader(Array(buffer[consumed..<consumed + WorkerFrame.headerSize]))
    let kind = try header.integer(UInt32.self, "kind")
    let length = Int(try header.integer(UInt32.self, "length"))
    guard length <= WorkerFrame.largest else {
      throw WorkerMessageError("found a frame of \(length) bytes, expected at most 2^30")
    }
    let start = consumed + WorkerFrame.headerSize
    guard buffer.count - start >= length else { return nil }
    consumed = start + length
    return try WorkerFrame(kind: kind, body: Array(buffer[start..<start + length]))
  }
}
