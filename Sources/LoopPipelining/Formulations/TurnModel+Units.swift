import Modeling

/// Units.
extension TurnModel {
  mutating func addUnits() {
    for (unit, resource) in task.instance.machine.units.enumerated() {
      var uses: [(stretch: Stretch, amount: Int)] = []
      for (v, operation) in task.instance.operations.enumerated() {
        for use in operation.uses
        where use.unit == unit && use.to > use.from && !task.isAside(v) {
          uses.append(
            (stretch(of: v, from: use.from, length: use.to - use.from), use.amount))
        }
      }
      let work = uses.reduce(0) { $0 + ($1.stretch.length ?? 0) * $1.amount }
      if work > resource.capacity * task.interval {
        isRefuted = true
        return
      }
      let smallest = uses.map(\.amount).min() ?? 0
      let isExclusive = uses.allSatisfy { $0.amount + smallest > resource.capacity }
      if isExclusive {
        for i in uses.indices {
          // One stretch against its own next iterations.
          if uses[i].stretch.length ?? 0 > task.interval { isRefuted = true }
          for k in 0..<i where !isRefuted {
            // Reservation tables say all about what is kept.
            let (u, v) = (uses[k].stretch.operation, uses[i].stretch.operation)
            if hasTables, task.isKept(u) || task.isKept(v) { continue }
            addPair(uses[k].stretch, uses[i].stretch)
          }
        }
      }
      if !isExclusive || hasTables {
        addTable(
          uses.map { TableUse(stretch: $0.stretch, amount: $0.amount) },
          and: idleTime(of: unit, resource.capacity * task.interval - work),
          capacity: resource.capacity, "unit", unit)
      }
    }
  }

  /// Whether exclusive units are reservation tables as well.
  private var hasTables: Bool {
    task.interval <= (task.part == nil ? Self.mostRows : Self.mostRowsOfPart)
  }

  /// Rows up to which they are: what fills a unit shows there.
  private static var mostRows: Int { 128 }
  /// The same where most of the rows is given.
  static var mostRowsOfPart: Int { 256 }

  /// Idle time of a unit as cycles of its own, where there is little of it: then every row is full, and a row that only one
  /// operation is left for shows.
  private mutating func idleTime(of unit: Int, _ count: Int) -> [Interval] {
    guard 1...Self.mostIdleCycles ~= count, task.interval <= Self.mostRows, task.part == nil else {
      return []
    }
    var cycles: [Variable] = []
    for index in 0..<count {
      let cycle = model.variable(
        .integer, lower: 0, upper: Double(task.interval - 1), name: "idle", unit, index)
      if let last = cycles.last { model.require(cycle - last >= 0, "idle", unit, index) }
      cycles.append(cycle)
    }
    return cycles.map { Interval(start: $0, duration: LinearExpression(1)) }
  }

  /// Idle cycles of a unit up to which they are in the model.
  private static var mostIdleCycles: Int { 3 }

  private mutating func addPair(_ a: Stretch, _ b: Stretch) {
    guard a.operation == b.operation else { return exclude(a, b, "unit") }
    // Two stretches of one operation are where they are.
    let distance = ((b.from - a.from) % task.interval + task.interval) % task.interval
    if distance < a.length ?? 0 || task.interval - distance < b.length ?? 0 { isRefuted = true }
  }
}
