import OptCore

extension FlexibleJobShopInstance {
  /// The JSON form, which holds everything: name, objective, jobs and conditions; machines from 0.
  ///
  /// - Complexity: O(size of the instance).
  public var json: JSONValue {
    func list(_ numbers: some Sequence<Int>) -> JSONValue {
      .array(numbers.map(JSONValue.integer))
    }
    func byOperation(_ numbers: [Int]) -> JSONValue {
      .array((0..<jobCount).map { list(numbers[operations(of: $0)]) })
    }
    var members: [JSONValue.Member] = [
      .init("format", .string(JSONShopReader.format)), .init("name", .string(name)),
      .init("machines", .integer(machineCount)),
    ]
    if objective != .makespan { members.append(.init("objective", .string(objective.rawValue))) }
    let jobs = (0..<jobCount).map { job in
      JSONValue.array(
        operations(of: job).map { i in
          .array(alternatives(of: i).map { list([machines[$0], durations[$0]]) })
        })
    }
    members.append(.init("jobs", .array(jobs)))
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(.init(key, value)) }
    }
    add("job_release", conditions.jobRelease.map(list))
    add("op_release", conditions.operationRelease.map(byOperation))
    add("machine_release", conditions.machineRelease.map(list))
    add("job_due", conditions.jobDue.map(list))
    add("job_weight", conditions.jobWeight.map(list))
    add("scheduled_start", conditions.scheduledStart.map(byOperation))
    if let setup = conditions.setup {
      let matrix = setup.matrix.map { JSONValue.array($0.map(list)) }
      add(
        "setup", .object([.init("jobtype", list(setup.jobType)), .init("matrix", .array(matrix))]))
    }
    if !conditions.downtimes.isEmpty {
      add("downtime", .array(conditions.downtimes.map(\.json)))
    }
    return .object(members)
  }
}

extension ShopConditions.Downtime {
  /// `{"machine", "start", "end"}`.
  fileprivate var json: JSONValue {
    .object([
      .init("machine", .integer(machine)), .init("start", .integer(start)),
      .init("end", .integer(end)),
    ])
  }
}
