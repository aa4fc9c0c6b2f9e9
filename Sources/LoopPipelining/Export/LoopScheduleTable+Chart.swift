import Drawing

extension LoopScheduleTable {
  /// A picture holds at most so many bars, and layers of a memory.
  private static let (mostBars, mostLayers) = (5_000, 60)

  /// The steady state as a picture: a lane per unit and warp over one interval, hatched by stage, below it memories and registers.
  ///
  /// - Parameter remarks: stated in the heading behind interval and length.
  func chart(_ remarks: [(key: String, value: String)]) -> PeriodicChart {
    var chart = PeriodicChart(
      title: "\(instance.name): steady state of the software pipeline", period: interval,
      periodName: "II", lanes: columns.map(lane), bars: [])
    for (lane, column) in columns.enumerated() {
      for stretch in column.stretches where chart.bars.count < LoopScheduleTable.mostBars {
        chart.bars.append(bar(stretch, lane: lane))
      }
    }
    if let first = columns.firstIndex(where: { if case .warp = $0.kind { true } else { false } }) {
      chart.lanes[first].startsGroup = true
    }
    chart.noteName = "in use"
    chart.facts = facts(remarks)
    chart.densityNames = (0..<min(stageCount, 4)).map {
      $0 == 3 && stageCount > 4 ? "stage 3 and later" : "stage \($0)"
    }
    chart.legend = [
      .init(.box(Palette.member(0)), "a colour per operation, op[stage]")
    ]
    chart.markName = "waits until its inputs are there"
    chart.stacks = memories.indices.compactMap { stack(ofMemory: $0) }
    chart.stacks += registers.indices.compactMap { stack(ofWarp: $0) }
    return chart
  }

  private func lane(_ column: Column) -> PeriodicChart.Lane {
    var lane = PeriodicChart.Lane(column.name)
    switch column.kind {
    case .unit(let unit):
      lane.note = percent(units[unit].levels.mean / Double(max(1, units[unit].capacity ?? 1)))
    case .warp:
      let issue = RowLevels(
        interval: interval,
        column.stretches.map { .init(begin: $0.begin, end: $0.end, amount: 1) })
      lane.note = percent(Double(issue.busyRows) / Double(interval))
      lane.makesRoom = true
    case .rest: lane.makesRoom = true
    }
    return lane
  }

  private func bar(_ stretch: Stretch, lane: Int) -> PeriodicChart.Bar {
    let v = stretch.operation
    var bar = PeriodicChart.Bar(
      lane: lane, start: stretch.begin, end: stretch.end, label: label(of: v),
      colour: .member(v), tooltip: tooltip(of: v), key: name(of: v))
    bar.shortLabel = name(of: v)
    bar.density = rows[v].stage
    bar.count = stretch.amount
    if case .warp = columns[lane].kind {
      bar.isMarked = rows[v].waits
    } else if case .unit(let unit) = columns[lane].kind, (units[unit].capacity ?? 1) > 16 {
      bar.count = 1
    }
    return bar
  }

  /// What a reader wants to know about an operation.
  private func tooltip(of v: Int) -> String {
    let (row, operation) = (rows[v], instance.operations[v])
    var lines = [
      "\(name(of: v)): starts at \(number(row.start)), stage \(row.stage), row \(number(row.row))",
      "\(number(operation.cycles)) cycles, issues for \(number(operation.issue))",
    ]
    if !row.units.isEmpty {
      lines.append("on " + row.units.map { units[$0].name }.joined(separator: ", "))
    }
    if !row.warps.isEmpty { lines.append(warpNames(v) + (row.waits ? ", waits" : "")) }
    if row.lifetime > 0 {
      lines.append("value live \(number(row.lifetime)) cycles, copies \(number(row.ringDepth))")
    }
    return lines.joined(separator: "\n")
  }

  private func number(_ value: Int) -> String { NumberText.of(value) }

  private func facts(_ remarks: [(key: String, value: String)]) -> [GanttChart.Fact] {
    var facts = [
      GanttChart.Fact("II", number(interval)), GanttChart.Fact("length", number(length)),
      GanttChart.Fact("stages", number(stageCount)),
      GanttChart.Fact("operations", number(rows.count)),
    ]
    if let warps = instance.machine.warps {
      facts.append(.init("warps", "\(schedule.warpsUsed.count) of \(warps.count)"))
    }
    facts += remarks.map { .init($0.key, NumberText.of($0.value)) }
    return facts
  }

  private func stack(ofMemory memory: Int) -> PeriodicChart.Stack? {
    stack(memories[memory]) { v in
      instance.operations[v].memory.first { $0.memory == memory }?.amount ?? 0
    }
  }

  private func stack(ofWarp warp: Int) -> PeriodicChart.Stack? {
    stack(registers[warp]) { v in
      rows[v].warps.contains(warp) ? instance.operations[v].registersPerWarp : 0
    }
  }

  /// The values that lie in a resource, the oldest at the bottom; nil when nothing does.
  private func stack(_ load: Load, _ amount: (Int) -> Int) -> PeriodicChart.Stack? {
    guard load.levels.peak.amount > 0 else { return nil }
    let holders = rows.indices.filter { rows[$0].lifetime > 0 && amount($0) > 0 }
      .sorted { (-rows[$0].lifetime, $0) < (-rows[$1].lifetime, $1) }
    func levels(_ operations: some Sequence<Int>) -> [PeriodicChart.Layer.Step] {
      let levels = RowLevels(
        interval: interval,
        operations.map {
          .init(begin: rows[$0].begin, end: rows[$0].begin + rows[$0].lifetime, amount: amount($0))
        })
      return levels.steps.map { .init(start: $0.row, height: $0.amount) }
    }
    var layers = holders.prefix(LoopScheduleTable.mostLayers).map { v in
      PeriodicChart.Layer(
        label: name(of: v), colour: .member(v), steps: levels([v]),
        tooltip: "\(name(of: v)): \(number(rows[v].ringDepth)) x \(number(amount(v)))",
        key: name(of: v))
    }
    let others = holders.dropFirst(LoopScheduleTable.mostLayers)
    if !others.isEmpty {
      layers.append(.init(label: "others", colour: .neutral, steps: levels(others)))
    }
    return PeriodicChart.Stack(
      load.name, note: most(of: load, number), limit: load.capacity, layers: layers)
  }
}
