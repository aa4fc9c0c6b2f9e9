extension LoopScheduleTable {
  /// What every unit and every warp does.
  func roles() -> [String] {
    var lines: [String] = []
    if units.contains(where: { $0.levels.peak.amount > 0 }) {
      lines += ["", "units"]
      for (number, unit) in units.enumerated() {
        let users = columns.first { $0.kind == .unit(number) }.map(operations) ?? []
        let share = percent(unit.levels.mean / Double(max(1, unit.capacity ?? 1)))
        lines.append("  \(unit.name): in use \(share), \(most(of: unit)): \(labels(users))")
      }
    }
    guard let warps = instance.machine.warps else { return lines }
    lines += ["", "warps"]
    for warp in 0..<warps.count { lines += description(of: warp) }
    return lines
  }

  private func operations(of column: Column) -> [Int] {
    inOrder(column.stretches.map(\.operation))
  }

  /// Operations, each once, in the order in which they issue in the kernel.
  func inOrder(_ operations: [Int]) -> [Int] {
    Set(operations).sorted { (rows[$0].row, ranks[$0], $0) < (rows[$1].row, ranks[$1], $1) }
  }

  private func labels(_ operations: [Int]) -> String {
    operations.isEmpty ? "nothing" : operations.map(label).joined(separator: " ")
  }

  private func description(of warp: Int) -> [String] {
    guard let column = columns.first(where: { $0.kind == .warp(warp) }) else {
      return ["  warp \(warp): unused"]
    }
    let members = operations(of: column)
    let units = Set(members.flatMap { rows[$0].units }).sorted().map { self.units[$0].name }
    var role = [self.role(of: warp)]
    if instance.machine.warps?.variableLatencyWarp == warp { role.append("variable latency") }
    if !units.isEmpty { role.append(units.joined(separator: " ")) }
    let issue = RowLevels(
      interval: interval,
      column.stretches.map { .init(begin: $0.begin, end: $0.end, amount: 1) })
    var lines = [
      "  warp \(warp), \(role.joined(separator: ", ")): \(labels(members))",
      "    issues in \(issue.busyRows) of \(cycles(interval)); registers \(most(of: registers[warp]))",
    ]
    for v in members where rows[v].waits {
      lines.append("    waits in row \(rows[v].row): \(label(of: v)) for \(awaited(by: v))")
    }
    return lines
  }

  /// By the values that cross its border.
  private func role(of warp: Int) -> String {
    let edges = crossing.map { instance.edges[$0] }
    let gives = edges.contains {
      schedule.warps[$0.source].contains(warp) && !schedule.warps[$0.target].contains(warp)
    }
    let takes = edges.contains {
      schedule.warps[$0.target].contains(warp) && !schedule.warps[$0.source].contains(warp)
    }
    return gives
      ? (takes ? "consumer and producer" : "producer") : takes ? "consumer" : "on its own"
  }

  /// The operations because of which an operation waits.
  private func awaited(by v: Int) -> String {
    var names: [String] = []
    for number in instance.incoming[v] {
      let edge = instance.edges[number]
      let isHandOver =
        edge.source != v && schedule.crosses(edge) && instance.operations[edge.source].registers > 0
      guard edge.isBlocking || isHandOver else { continue }
      let name =
        self.name(of: edge.source)
        + (edge.distance == 0
          ? ""
          : edge.distance == 1
            ? " of the iteration before" : " of \(edge.distance) iterations before")
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }

  /// The values that go from one warp to another: each needs a barrier.
  func handOvers() -> [String] {
    guard !crossing.isEmpty else { return [] }
    var grid = TextGrid()
    for number in crossing {
      let edge = instance.edges[number]
      let earliest =
        rows[edge.source].start + edge.delay + instance.operations[edge.source].spill
        - edge.distance * interval
      let slack = rows[edge.target].start - earliest
      grid.add([
        "\(label(of: edge.source)) (\(warpNames(edge.source)))", "->",
        "\(label(of: edge.target)) (\(warpNames(edge.target)))"
          + later(edge.distance),
        slack == 0 ? "tight" : "slack \(slack)", rows[edge.target].waits ? "waits" : "",
      ])
    }
    return ["", "hand-overs between warps", ""] + grid.lines(indent: "  ")
  }

  /// The warps of an operation in words.
  func warpNames(_ operation: Int) -> String {
    let warps = rows[operation].warps
    return (warps.count == 1 ? "warp " : "warps ") + warps.map(String.init).joined(separator: "+")
  }
}
