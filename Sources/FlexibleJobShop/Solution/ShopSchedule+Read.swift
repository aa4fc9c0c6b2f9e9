import OptCore

extension ShopSchedule {
  /// Reads a result document: `operations`, a list of records with `job`, `op`, `machine`, `start` and `end`.
  ///
  /// Records that break rules are kept: `violations(in:)` says what is wrong with them.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  /// - Complexity: O(length of the text).
  static func read(
    _ text: SourceText, of instance: FlexibleJobShopInstance
  ) throws(InstanceError) -> ShopSchedule {
    let document = try JSONReader.read(text)
    let fields = JSONFields(source: text)
    guard case .object = document else {
      throw fields.error([], found: document.shown, expected: "a result document")
    }
    if let problem = document["problem"], problem != .string("fjsp"), problem != .string("jsp") {
      throw fields.error([.key("problem")], found: problem.shown, expected: "\"fjsp\"")
    }
    guard let list = document["operations"] else {
      throw fields.error(
        [], found: "a document without 'operations'", expected: "'operations', a list of records")
    }
    let records = try fields.array(list, "a list of records", [.key("operations")])
    var stated = StatedShopSchedule()
    if let objective = document["objective"], objective != .null {
      stated.objective = try fields.integer(
        objective, in: .min ... .max, "an objective", [.key("objective")])
    }
    var machines = [Int?](repeating: nil, count: instance.operationCount)
    var starts = [Int](repeating: 0, count: instance.operationCount)
    stated.ends = machines
    for (index, value) in records.enumerated() {
      let record = try Record(value, fields, at: index)
      let name = ShopOperationName(job: record.job, operation: record.operation)
      guard let i = instance.operation(name) else {
        stated.unknown.append(name)
        continue
      }
      if machines[i] != nil { stated.repeated.append(name) }
      machines[i] = record.machine
      starts[i] = record.start
      stated.ends[i] = record.end
    }
    return ShopSchedule(machines: machines, starts: starts, stated: stated)
  }

  /// One element of `operations`.
  private struct Record {
    let job, operation, machine, start, end: Int

    init(_ value: JSONValue, _ fields: JSONFields, at index: Int) throws(InstanceError) {
      func integer(_ key: String) throws(InstanceError) -> Int {
        let path: [JSONPathStep] = [.key("operations"), .index(index)]
        guard let number = value[key] else {
          throw fields.error(
            path, found: "a record without '\(key)'",
            expected: "'job', 'op', 'machine', 'start' and 'end'")
        }
        return try fields.integer(number, in: .min ... .max, "'\(key)'", path + [.key(key)])
      }
      job = try integer("job")
      operation = try integer("op")
      machine = try integer("machine")
      start = try integer("start")
      end = try integer("end")
    }
  }
}

extension FlexibleJobShopInstance {
  /// The number of an operation as files name it; nil if there is none.
  func operation(_ name: ShopOperationName) -> Int? {
    guard 0..<jobCount ~= name.job, name.operation >= 0,
      name.operation < operations(of: name.job).count
    else { return nil }
    return firstOperation[name.job] + name.operation
  }
}
