extension WorkerFrame {
  static func write(_ result: ModelResult, to writer: inout ByteWriter) {
    writer.append(result.termination.rawValue)
    writer.append(optional: result.point)
    writer.append(optional: result.objective)
    writer.append(optional: result.bound)
    switch result.start {
    case .notGiven: writer.append(UInt8(0))
    case .accepted: writer.append(UInt8(1))
    case .rejected(let reason):
      writer.append(UInt8(2))
      writer.append(reason)
    }
    writer.append(result.engineStatus)
    writer.append(Int64(result.nodes))
    writer.append(result.time)
    writer.append(optional: result.rowDuals)
    writer.append(optional: result.core)
    writer.append(result.statistics.map(\.name))
    writer.append(result.statistics.map(\.value))
  }

  static func result(from reader: inout ByteReader) throws(WorkerMessageError) -> ModelResult {
    let word = try reader.text("termination")
    guard let termination = EngineTermination(rawValue: word) else {
      throw WorkerMessageError("found termination '\(word)', expected a known one")
    }
    var result = ModelResult(termination: termination, engineStatus: "")
    result.point = try reader.optionalReals("point")
    result.objective = try reader.optionalReal("objective")
    result.bound = try reader.optionalReal("bound")
    switch try reader.integer(UInt8.self, "start") {
    case 0: result.start = .notGiven
    case 1: result.start = .accepted
    case 2: result.start = .rejected(reason: try reader.text("reason"))
    case let other: throw WorkerMessageError("found start outcome \(other), expected 0 to 2")
    }
    result.engineStatus = try reader.text("engine status")
    result.nodes = Int(try reader.integer(Int64.self, "nodes"))
    result.time = try reader.real("time")
    result.rowDuals = try reader.optionalReals("row duals")
    result.core = try reader.optionalTexts("core")
    let names = try reader.texts("names of statistics")
    let values = try reader.reals("statistics")
    guard names.count == values.count else {
      throw WorkerMessageError("found \(values.count) statistics with \(names.count) names")
    }
    result.statistics = zip(names, values).map { EngineStatistic($0, $1) }
    return result
  }

  static func write(_ error: EngineError, to writer: inout ByteWriter) {
    switch error {
    case .model(let fault):
      writer.append(UInt8(0))
      write(fault, to: &writer)
    case .option(let text):
      writer.append(UInt8(1))
      writer.append(text)
    case .unavailable(let text):
      writer.append(UInt8(2))
      writer.append(text)
    case .failed(let text):
      writer.append(UInt8(3))
      writer.append(text)
    }
  }

  static func error(from reader: inout ByteReader) throws(WorkerMessageError) -> EngineError {
    switch try reader.integer(UInt8.self, "error kind") {
    case 0: .model(try fault(from: &reader))
    case 1: .option(try reader.text("error"))
    case 2: .unavailable(try reader.text("error"))
    case 3: .failed(try reader.text("error"))
    case let other: throw WorkerMessageError("found error kind \(other), expected 0 to 3")
    }
  }

  private static func write(_ fault: ModelError, to writer: inout ByteWriter) {
    switch fault {
    case .notFinite(let place):
      writer.append(UInt8(0))
      writer.append(place)
    case .badBounds(let what, let lower, let upper):
      writer.append(UInt8(1))
      writer.append(what)
      writer.append(lower)
      writer.append(upper)
    case .unknownVariable(let index, let columns):
      writer.append(UInt8(2))
      writer.append(Int64(index))
      writer.append(Int64(columns))
    case .foreignVariable(let place):
      writer.append(UInt8(4))
      writer.append(place)
    case .badShape(let place, let reason):
      writer.append(UInt8(5))
      writer.append(place)
      writer.append(reason)
    case .missingBound(let place, let variable):
      writer.append(UInt8(6))
      writer.append(place)
      writer.append(variable)
    case .tooLarge(let place, let reason):
      writer.append(UInt8(7))
      writer.append(place)
      writer.append(reason)
    case .wrongPointSize(let found, let expected):
      writer.append(UInt8(3))
      writer.append(Int64(found))
      writer.append(Int64(expected))
    }
  }

  private static func fault(from reader: inout ByteReader) throws(WorkerMessageError) -> ModelError
  {
    switch try reader.integer(UInt8.self, "fault kind") {
    case 0: return .notFinite(where: try reader.text("place"))
    case 1:
      let what = try reader.text("place")
      let lower = try reader.real("lower")
      return .badBounds(what: what, lower, try reader.real("upper"))
    case 2:
      let index = Int(try reader.integer(Int64.self, "index"))
      return .unknownVariable(index: index, columns: Int(try reader.integer(Int64.self, "count")))
    case 3:
      let found = Int(try reader.integer(Int64.self, "found"))
      return .wrongPointSize(found: found, expected: Int(try reader.integer(Int64.self, "count")))
    case 4: return .foreignVariable(where: try reader.text("place"))
    case 5:
      let place = try reader.text("place")
      return .badShape(where: place, reason: try reader.text("reason"))
    case 6:
      let place = try reader.text("place")
      return .missingBound(where: place, variable: try reader.text("variable"))
    case 7:
      let place = try reader.text("place")
      return .tooLarge(where: place, reason: try reader.text("reason"))
    case let other: throw WorkerMessageError("found fault kind \(other), expected 0 to 7")
    }
  }
}
