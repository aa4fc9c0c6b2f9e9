import OptCore

extension ShopConditionsReader {
  /// Types of jobs, and a square of setup times for every machine.
  func setup(_ value: JSONValue) throws(InstanceError) -> ShopConditions.Setup {
    let path: [JSONPathStep] = [.key("setup")]
    guard let types = value["jobtype"], let matrix = value["matrix"] else {
      throw fields.error(
        path, found: value.shown, expected: "an object with 'jobtype' and 'matrix'")
    }
    let machines = try fields.array(
      matrix, count: machineCount, "setup matrices", path + [.key("matrix")])
    let typeCount = machines.first?.asArray?.count ?? 0
    guard typeCount > 0 else {
      throw fields.error(
        path + [.key("matrix"), .index(0)], found: machines.first.map(\.shown) ?? "nothing",
        expected: "a matrix with a row and a column for every type of job")
    }
    var times: [[[Int]]] = []
    for (machine, rows) in machines.enumerated() {
      let place = path + [.key("matrix"), .index(machine)]
      var square: [[Int]] = []
      for (from, row) in try fields.array(rows, count: typeCount, "rows", place).enumerated() {
        square.append(
          try fields.integers(
            row, count: typeCount, in: ShopConditionsReader.times, "setup times",
            one: "a setup time", place + [.index(from)]))
      }
      times.append(square)
    }
    return ShopConditions.Setup(
      jobType: try fields.integers(
        types, count: jobCount, in: 0...typeCount - 1, "types of jobs", one: "a type of job",
        path + [.key("jobtype")]), matrix: times)
  }

  /// Records of machine, start and end.
  func downtimes(
    _ value: JSONValue
  ) throws(InstanceError) -> [ShopConditions.Downtime] {
    var downtimes: [ShopConditions.Downtime] = []
    for (index, record) in try fields.array(value, "downtimes", [.key("downtime")]).enumerated() {
      let path: [JSONPathStep] = [.key("downtime"), .index(index)]
      guard let machine = record["machine"], let start = record["start"], let end = record["end"]
      else {
        throw fields.error(
          path, found: record.shown,
          expected: "an object with 'machine', 'start' and 'end'")
      }
      let first = try fields.integer(
        start, in: ShopConditionsReader.times, "a start", path + [.key("start")])
      downtimes.append(
        ShopConditions.Downtime(
          machine: try fields.integer(
            machine, in: 0...machineCount - 1, "a machine", path + [.key("machine")]),
          start: first,
          end: try fields.integer(
            end, in: first...FlexibleJobShopInstance.largestHorizon, "an end",
            path + [.key("end")])))
    }
    return downtimes
  }
}
