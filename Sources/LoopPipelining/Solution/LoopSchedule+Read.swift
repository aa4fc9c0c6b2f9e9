import OptCore

extension LoopSchedule {
  /// The value of `format` in a file that holds a schedule.
  static let format = "swpws-schedule-1"

  /// Reads `ii`, `start` and, in joint mode, `warps`: by identifier of the operation its start, and a warp or a list of warps.
  ///
  /// What breaks rules is kept: `violations(in:)` says what is wrong with it.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  /// - Complexity: O(length of the text).
  static func read(
    _ text: SourceText, of instance: LoopInstance
  ) throws(InstanceError) -> LoopSchedule {
    let document = try JSONCursor(reading: text)
    guard case .object = document.value else {
      throw document.error(expected: "a schedule (an object)")
    }
    if let problem = try document.member("problem"), problem.value != .string("pipeline") {
      throw problem.error(expected: "\"pipeline\"")
    }
    if let format = try document.member("format"), format.value != .string(LoopSchedule.format) {
      throw format.error(expected: "\"\(LoopSchedule.format)\"")
    }
    let any = Int.min...Int.max
    var stated = StatedLoopSchedule()
    stated.objective = try document.member("objective")?.integer(in: any, "an objective")
    stated.length = try document.member("length")?.integer(in: any, "a length")
    let interval = try document.required("ii", "an initiation interval")
      .integer(in: any, "an initiation interval")
    let numbers = Dictionary(
      instance.operations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func byOperation<Value>(
      _ key: String, _ read: (JSONCursor, String) throws(InstanceError) -> Value
    ) throws(InstanceError) -> [Value?] {
      var values = [Value?](repeating: nil, count: instance.operationCount)
      let members = try document.required(key, "an object by operation")
        .members("values by operation")
      for member in members {
        guard let number = numbers[member.key] else {
          stated.unknown.append(member.key)
          continue
        }
        values[number] = try read(member.value, member.key)
      }
      for (v, value) in values.enumerated() where value == nil {
        stated.missing.append(instance.operations[v].id)
      }
      return values
    }
    let starts = try byOperation("start") { (value, _) throws(InstanceError) in
      try value.integer(in: any, "a start")
    }
    var warps: [WarpSet?] = []
    if let machine = instance.machine.warps {
      var strays: [StatedLoopSchedule.Warp] = []
      warps = try byOperation("warps") { (value, id) throws(InstanceError) in
        let list = try numbersOfWarps(value)
        strays += list.filter { !(0..<machine.count ~= $0) }.map { .init(operation: id, warp: $0) }
        return WarpSet(list.filter { 0..<machine.count ~= $0 })
      }
      stated.unknownWarps = strays
    }
    return LoopSchedule(
      interval: interval, starts: starts.map { $0 ?? 0 }, warps: warps.map { $0 ?? WarpSet() },
      stated: stated)
  }

  /// A warp, or a list of them.
  private static func numbersOfWarps(_ value: JSONCursor) throws(InstanceError) -> [Int] {
    let what = "a warp, or a list of warps"
    guard case .array = value.value else { return [try value.integer(in: .min ... .max, what)] }
    var list: [Int] = []
    for element in try value.elements(what) {
      list.append(try element.integer(in: .min ... .max, "a warp"))
    }
    return list
  }
}
