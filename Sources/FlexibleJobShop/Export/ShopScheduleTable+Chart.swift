import Drawing
import OptCore

extension ShopScheduleTable {
  /// Up to this many jobs are explained in the legend; there are as many colours.
  private static let largestLegend = 20
  /// Up to this many machines that do nothing are drawn.
  private static let largestIdle = 4

  /// The schedule as a picture: a lane per machine, bars coloured by job, critical ones with an outline.
  ///
  /// - Parameter remarks: stated in the heading behind the objective.
  func chart(_ remarks: [(key: String, value: String)]) -> GanttChart {
    let shown = shownMachines
    var laneOf = [Int](repeating: -1, count: instance.machineCount)
    for (lane, machine) in shown.enumerated() { laneOf[machine] = lane }
    var chart = GanttChart(
      title: "\(instance.name): \(objectiveName) on \(count(instance.machineCount, "machine"))",
      facts: facts(remarks, hidden: instance.machineCount - shown.count),
      lanes: shown.map { GanttChart.Lane("M\($0)", note: share(work(of: $0), of: makespan)) },
      bars: rows.map { bar($0, lane: laneOf[$0.machine]) },
      width: rows.count > 400 ? 1600 : 1200)
    chart.noteName = "in use"
    chart.path = path
    for machine in shown { chart.pauses += pauses(of: machine, lane: laneOf[machine]) }
    chart.releases = (instance.conditions.jobRelease ?? []).enumerated().compactMap { job, time in
      time > 0 && !instance.operations(of: job).isEmpty
        ? .init(time: time, label: "J\(job)", key: String(job)) : nil
    }
    chart.legend = legend(with: chart.pauses)
    chart.hintWhenCrowded = "too many operations for their labels: the .html export finds each"
    return chart
  }

  /// All machines, or those that work when many do not.
  private var shownMachines: [Int] {
    let used = sequences.indices.filter { !sequences[$0].isEmpty }
    let isFew = instance.machineCount - used.count <= ShopScheduleTable.largestIdle || used.isEmpty
    return isFew && instance.machineCount <= 1_000 ? Array(sequences.indices) : used
  }

  private func bar(_ row: Row, lane: Int) -> GanttChart.Bar {
    let name = "\(row.name.job).\(row.name.operation)"
    var bar = GanttChart.Bar(
      lane: lane, start: row.start, end: row.end, label: name, colour: .member(row.name.job),
      dueDate: row.isLast ? instance.conditions.jobDue?[row.name.job] : nil,
      tooltip: tooltip(of: row),
      // The bar is found under its name, its job and its machine.
      key: "\(name)\n\(row.name.job)\nM\(row.machine)")
    bar.shortLabel = String(row.name.job)
    bar.dueLabel = "J\(row.name.job)"
    bar.isMarked = row.isCritical
    return bar
  }

  /// What a reader wants to know about an operation.
  private func tooltip(of row: Row) -> String {
    var lines = [
      "job \(row.name.job), operation \(row.name.operation), machine \(row.machine)",
      "runs \(number(row.start)) to \(number(row.end)) (\(number(row.duration)))",
      row.isCritical ? "critical: slack 0" : "slack \(number(row.slack))",
    ]
    if let delay = row.delay {
      lines.append("scheduled start \(number(row.start - delay)), delay \(number(delay))")
    } else if row.release > 0 {
      lines.append("released at \(number(row.release))")
    }
    if row.isLast, let due = instance.conditions.jobDue?[row.name.job] {
      let late = saturatingDifference(row.end, due)
      lines.append(
        "job due \(number(due)), " + (late > 0 ? "tardiness \(number(late))" : "on time"))
    }
    return lines.joined(separator: "\n")
  }

  private func pauses(of machine: Int, lane: Int) -> [GanttChart.Pause] {
    let closed = closures(of: machine).map {
      GanttChart.Pause(
        lane: lane, start: $0.start, end: $0.end,
        tooltip: "machine \(machine) cannot work \(number($0.start)) to \(number($0.end))")
    }
    let setups = sequences[machine].indices.compactMap { place in
      setup(before: place, on: machine).map {
        GanttChart.Pause(
          lane: lane, start: $0.start, end: $0.end, kind: .setup,
          tooltip: "setup \(number($0.start)) to \(number($0.end))")
      }
    }
    return closed + setups
  }

  private func legend(with pauses: [GanttChart.Pause]) -> [Legend.Entry] {
    let jobs = (0..<instance.jobCount).filter { !instance.operations(of: $0).isEmpty }
    var entries: [Legend.Entry] = []
    if jobs.count <= ShopScheduleTable.largestLegend {
      entries += jobs.map { .init(.box(Palette.member($0)), "job \($0)", key: String($0)) }
    } else {
      entries.append(.init(.box(Palette.member(0)), "a colour per job, labels are job.operation"))
    }
    if !path.isEmpty { entries.append(.init(.outlinedBox(Palette.lane), "critical: slack 0")) }
    if path.count > 1 { entries.append(.init(.path, "a critical path")) }
    if pauses.contains(where: { $0.kind == .closed }) {
      entries.append(.init(.closed, "machine cannot work"))
    }
    if pauses.contains(where: { $0.kind == .setup }) { entries.append(.init(.setup, "setup")) }
    return entries
  }

  private func facts(
    _ remarks: [(key: String, value: String)], hidden: Int
  ) -> [GanttChart.Fact] {
    var facts = [GanttChart.Fact(objectiveName, number(objective))]
    facts += remarks.map { GanttChart.Fact($0.key, NumberText.of($0.value)) }
    if instance.objective != .makespan { facts.append(.init("makespan", number(makespan))) }
    let work = sequences.indices.reduce(0) { saturatingSum($0, self.work(of: $1)) }
    let (time, overflow) = makespan.multipliedReportingOverflow(by: instance.machineCount)
    facts += [
      .init("jobs", number(instance.jobCount)), .init("operations", number(rows.count)),
      .init("critical operations", number(rows.count(where: \.isCritical))),
      .init("machine time used", overflow ? "0 %" : share(work, of: time)),
    ]
    if hidden > 0 { facts.append(.init("unused machines, not drawn", number(hidden))) }
    return facts
  }

  private func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0 %" }
    return "\(Int((Double(part) / Double(whole) * 100).rounded())) %"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "one \(noun)" : "\(number) \(noun)s"
  }
}
