import Drawing
import OptCore

extension ScheduleTable {
  /// The schedule as a picture: bars in sequence order, due dates above, tardiness below.
  ///
  /// - Parameter remarks: stated in the heading behind the objective.
  func chart(_ remarks: [(key: String, value: String)]) -> GanttChart {
    let bars = rows.map { row in
      GanttChart.Bar(
        start: row.startTick, end: row.endTick, label: String(row.job), dueDate: row.dueTick,
        tooltip: tooltip(of: row), key: String(row.job))
    }
    var chart = GanttChart(
      title: "\(instance.name): \(objectiveName) on one machine", facts: facts(remarks), bars: bars,
      ticksPerUnit: instance.quantisation?.timeScale ?? 1)
    if instance.isWeighted { chart.tardinessName = "tardiness without its weight" }
    chart.hintWhenCrowded = "too many jobs for their numbers: the .html export finds each"
    return chart
  }

  /// The picture and the table of jobs on a page that needs nothing else.
  func page(_ remarks: [(key: String, value: String)]) -> String {
    let columns = ["position", "job", "start", "end", "processing", "due", "weight", "tardiness"]
    var page = InteractivePage(
      title: "\(instance.name): schedule", picture: chart(remarks).svg(), columns: columns,
      rows: rows.map { row in
        InteractivePage.Row(
          key: String(row.job),
          cells: [
            String(row.position), String(row.job), plain(row.start), plain(row.end),
            plain(row.processingTime), plain(row.dueDate), plain(row.weight),
            plain(row.tardiness),
          ], isHighlighted: row.isTardy)
      })
    page.searchHint = "job number"
    page.summary = InteractivePage.summary("\(objectiveName) \(shown(objective))", remarks)
    return page.html()
  }

  private func facts(_ remarks: [(key: String, value: String)]) -> [GanttChart.Fact] {
    let late = rows.count(where: \.isTardy)
    let greatest = rows.map(\.tardiness).max() ?? .integer(0)
    let end = rows.last?.end ?? .integer(0)
    var facts = [GanttChart.Fact(objectiveName, shown(objective))]
    facts += remarks.map { GanttChart.Fact($0.key, NumberText.of($0.value)) }
    facts += [
      .init("tardy jobs", "\(late) of \(rows.count)"),
      .init("greatest tardiness", shown(greatest)),
      .init("completion", shown(end)),
    ]
    return facts
  }

  /// As pictures show numbers.
  private func shown(_ value: ObjectiveValue) -> String {
    switch value {
    case .integer(let value): NumberText.of(value)
    case .real(let value): NumberText.of(value)
    }
  }

  /// The same with digits alone, which scripts can read.
  private func plain(_ value: ObjectiveValue) -> String {
    switch value {
    case .integer(let value): String(value)
    case .real(let value): NumberText.of(value)
    }
  }

  private func tooltip(of row: Row) -> String {
    var lines = [
      "job \(row.job), position \(row.position)",
      "runs \(shown(row.start)) to \(shown(row.end)) (\(shown(row.processingTime)))",
      "due \(shown(row.dueDate)), "
        + (row.isTardy ? "tardiness \(shown(row.tardiness))" : "on time"),
    ]
    if instance.isWeighted { lines.append("weight \(shown(row.weight))") }
    return lines.joined(separator: "\n")
  }
}
