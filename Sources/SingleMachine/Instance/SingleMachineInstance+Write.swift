import OptCore

extension SingleMachineInstance {
  /// The canonical text: `n`, then one line `p d` per job, or `p d w` when some weight is not 1.
  ///
  /// Real-valued instances are written in their own layout: `inst 0 n`, then one line `p w d` per job.
  ///
  /// - Complexity: O(length of the text).
  public func canonicalText() -> [UInt8] {
    if let quantisation { return Array(SingleMachineInstance.realText(quantisation).utf8) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 * (jobCount + 1))
    SingleMachineInstance.append(jobCount, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    for j in 0..<jobCount {
      SingleMachineInstance.append(processingTimes[j], to: &bytes)
      bytes.append(UInt8(ascii: " "))
      SingleMachineInstance.append(dueDates[j], to: &bytes)
      if isWeighted {
        bytes.append(UInt8(ascii: " "))
        SingleMachineInstance.append(weights[j], to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// The JSON object `{"problem","name","n","p","d"}`, with `"w"` when some weight is not 1; nil for real data.
  public var json: JSONValue? {
    guard quantisation == nil else { return nil }
    func numbers(_ values: [Int]) -> JSONValue { .array(values.map(JSONValue.integer)) }
    var members: [JSONValue.Member] = [
      .init("problem", .string("smtt")), .init("name", .string(name)),
      .init("n", .integer(jobCount)), .init("p", numbers(processingTimes)),
      .init("d", numbers(dueDates)),
    ]
    if isWeighted { members.append(.init("w", numbers(weights))) }
    return .object(members)
  }

  private static func realText(_ data: Quantisation) -> String {
    var text = "inst 0 \(data.processingTimes.count)\n"
    for j in data.processingTimes.indices {
      text += "\(data.processingTimes[j]) \(data.weights[j]) \(data.dueDates[j])\n"
    }
    return text
  }

  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: rest % 10) &+ 0x30)
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }
}
