import OptCore

extension ShopSchedule {
  /// Reads a result document: `operations`, a list of records with `job`, `op`, `machine`, `start` and `end`.
  ///
  /// Records that break rules are kept: `violations(in:)` says what is wrong with them.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  static func read(
    _ text: SourceText, of instance: FlexibleJobShopInstance
  ) throws(InstanceError) -> ShopSchedule {
    let document = try JSONReader.read(text)
    func error(_ path: [JSONPathStep], _ expected: String) -> InstanceError {
      InstanceError(at: JSONReader.location(of: path, in: text), "expected \(expected)")
    }
    if let problem = document["problem"], problem != .string("fjsp"), problem != .string("jsp") {
      throw error([.key("problem")], "\"fjsp\"")
    }
    guard let records = document["operations"]?.asArray else {
      throw error(
        document["operations"] == nil ? [] : [.key("operations")],
        "'operations', a list of records")
    }
    var stated = StatedShopSchedule()
    if let objective = document["objective"], objective != .null {
      guard let value = objective.asInteger else { throw error([.key("objective")], "an integer") }
      stated.objective = value
    }
    var machines = [Int?](repeating: nil, count: instance.operationCount)
    var starts = [Int](repeating: 0, count: instance.operationCount)
    stated.ends = machines
    for (index, record) in records.enumerated() {
      guard let job = record["job"]?.asInteger, let place = record["op"]?.asInteger,
        let machine = record["machine"]?.asInteger, let start = record["start"]?.asInteger,
        let end = record["end"]?.asInteger
      else {
        throw error(
          [.key("operations"), .index(index)],
          "a record with the integers 'job', 'op', 'machine', 'start' and 'end'")
      }
      let name = ShopOperationName(job: job, operation: place)
      guard 0..<instance.jobCount ~= job,
        instance.operations(of: job).indices.contains(
          instance.firstOperation[job] &+ place)
      else {
        stated.unknown.append(name)
        continue
      }
      let i = instance.firstOperation[job] + place
      if machines[i] != nil { stated.repeated.append(name) }
      machines[i] = machine
      starts[i] = start
      stated.ends[i] = end
    }
    return ShopSchedule(machines: machines, starts: starts, stated: stated)
  }
}
