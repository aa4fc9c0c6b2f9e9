import OptCore

extension MachinePredictor {
  /// The predictor as a document: version of the features, numbers, and a checksum over them.
  package var json: JSONValue {
    func list(_ values: [Double]) -> JSONValue { .array(values.map { .real($0) }) }
    return .object([
      .init("format", .string("optsolve-fjsp-predictor-1")),
      .init("features", .integer(OverlapFeatures.version)),
      .init("hidden", .integer(MachinePredictor.hidden)), .init("mean", list(mean)),
      .init("deviation", list(deviation)), .init("weights", list(weights)),
      .init("checksum", .string(checksum)),
    ])
  }

  /// SHA-256 over version and numbers, each written so that it reads back exactly.
  package var checksum: String {
    let text =
      "\(OverlapFeatures.version) "
      + (mean + deviation + weights).map { "\($0)" }
      .joined(separator: " ")
    return SHA256.hexadecimal(Array(text.utf8))
  }

  /// Reads the file that a setting names.
  ///
  /// - Throws: `SolveError.file` and `SolveError.data`; `badRequest` for standard input, which is the instance's.
  static func read(path: String, for key: String) throws(SolveError) -> MachinePredictor {
    guard path != "-" else { throw .badRequest("-P \(key)=-: expected the name of a file") }
    let text: SourceText
    do throws(FileError) {
      text = try SourceText.read(path: path)
    } catch {
      throw .file(error)
    }
    do throws(InstanceError) {
      return try read(text)
    } catch {
      throw .data(error)
    }
  }

  /// Reads a document; what it holds besides is left alone.
  ///
  /// - Throws: `InstanceError` for another format, version of features, number of weights or checksum.
  package static func read(_ text: SourceText) throws(InstanceError) -> MachinePredictor {
    let document = try JSONReader.read(text)
    func error(_ key: String, _ expected: String) -> InstanceError {
      let found = document[key].map { $0.asArray.map { "a list of \($0.count)" } ?? $0.compact() }
      return InstanceError(
        at: JSONReader.location(of: [.key(key)], in: text), found: found ?? "no '\(key)'",
        expected: expected)
    }
    guard document["format"] == .string("optsolve-fjsp-predictor-1") else {
      throw error("format", "\"optsolve-fjsp-predictor-1\"")
    }
    guard document["features"]?.asInteger == OverlapFeatures.version else {
      throw error("features", "version \(OverlapFeatures.version) of the features")
    }
    func list(_ key: String, _ count: Int) throws(InstanceError) -> [Double] {
      let values = document[key]?.asArray?.compactMap(\.asReal) ?? []
      guard values.count == count, values.allSatisfy(\.isFinite) else {
        throw error(key, "\(count) numbers")
      }
      return values
    }
    let predictor = MachinePredictor(
      mean: try list("mean", OverlapFeatures.count),
      deviation: try list("deviation", OverlapFeatures.count),
      weights: try list("weights", weightCount))
    guard predictor.deviation.allSatisfy({ $0 > 0 }) else {
      throw error("deviation", "numbers above 0")
    }
    guard document["checksum"] == .string(predictor.checksum) else {
      throw error("checksum", "the one of these numbers, \"\(predictor.checksum)\"")
    }
    return predictor
  }
}
