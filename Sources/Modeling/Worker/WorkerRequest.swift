/// What a worker process is asked: which engine, with which options, on which model.
///
/// Layout, all numbers little-endian: `OSWQ`, version (32 bits), length of the rest in bytes (64 bits), then the
/// engine's identifier, whether its log is wanted (one byte), the options and the model. An array or text has its
/// number of elements (32 bits) in front, an optional value a byte 0 or 1. Names are left out.
package struct WorkerRequest: Sendable {
  /// The engine's identifier.
  package var engine: String
  /// Limits and settings.
  package var options: EngineOptions
  /// The model.
  package var model: Model
  /// Whether lines of the engine's log are wanted.
  package var wantsLog: Bool

  package static let magic: [UInt8] = Array("OSWQ".utf8)
  package static let version: UInt32 = 5
  /// Bytes before the body.
  package static let headerSize = 16

  package init(engine: String, options: EngineOptions, model: Model, wantsLog: Bool = false) {
    self.engine = engine
    self.wantsLog = wantsLog
    self.options = options
    self.model = model
  }

  /// The whole message.
  package func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.append(engine)
    body.append(UInt8(wantsLog ? 1 : 0))
    WorkerRequest.write(options, to: &body)
    WorkerRequest.write(model, to: &body)
    var message = ByteWriter()
    message.append(raw: WorkerRequest.magic)
    message.append(WorkerRequest.version)
    message.append(UInt64(body.bytes.count))
    message.append(raw: body.bytes)
    return message.bytes
  }

  /// The length of the body that a header announces.
  package static func bodyLength(header: [UInt8]) throws(WorkerMessageError) -> Int {
    guard header.starts(with: magic) else {
      throw WorkerMessageError("found something else, expected a request that begins with OSWQ")
    }
    var reader = ByteReader(Array(header.dropFirst(magic.count)))
    let found = try reader.integer(UInt32.self, "version")
    guard found == version else {
      throw WorkerMessageError("found request version \(found), expected \(version)")
    }
    let length = try reader.integer(UInt64.self, "length")
    guard length <= UInt64(1) << 40 else {
      throw WorkerMessageError("found a request of \(length) bytes, expected at most 2^40")
    }
    return Int(length)
  }

  /// Reads a message without its header.
  package init(body: [UInt8]) throws(WorkerMessageError) {
    var reader = ByteReader(body)
    engine = try reader.text("engine")
    wantsLog = try reader.flag("log")
    options = try WorkerRequest.options(from: &reader)
    model = try WorkerRequest.model(from: &reader)
    try reader.finish("request")
  }

  // MARK: Options

  private static func write(_ options: EngineOptions, to writer: inout ByteWriter) {
    writer.append(optional: options.timeLimit)
    writer.append(optional: options.nodeLimit)
    writer.append(options.gap)
    writer.append(Int64(options.threads))
    writer.append(optional: options.cutoff)
    writer.append(optional: options.target)
    writer.append(optional: options.start)
    writer.append(optional: options.objectiveStep)
    writer.append(UInt8(options.wholeIsEnough ? 1 : 0))
    writer.append(Int64(options.seed))
    writer.append(optional: options.memoryLimit)
    writer.append(UInt8(options.wantsCore ? 1 : 0))
    writer.append(options.settings)
  }

  private static func options(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> EngineOptions {
    var options = EngineOptions()
    options.timeLimit = try reader.optionalReal("time limit")
    options.nodeLimit = try reader.optionalInteger("node limit")
    options.gap = try reader.real("gap")
    options.threads = Int(try reader.integer(Int64.self, "threads"))
    options.cutoff = try reader.optionalReal("cutoff")
    options.target = try reader.optionalReal("target")
    options.start = try reader.optionalReals("start")
    options.objectiveStep = try reader.optionalReal("objective step")
    options.wholeIsEnough = try reader.flag("whole")
    options.seed = Int(try reader.integer(Int64.self, "seed"))
    options.memoryLimit = try reader.optionalInteger("memory limit")
    options.wantsCore = try reader.flag("core")
    options.settings = try reader.texts("settings")
    return options
  }
}
