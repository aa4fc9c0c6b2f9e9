import Drawing
import OptCore

extension ScheduleTable {
  /// The schedule as a picture: bars in sequence order, due dates above, tardiness below.
  func chart() -> GanttChart {
    let bars = rows.map { row in
      GanttChart.Bar(
        start: row.startTick, end: row.endTick, label: String(row.job), dueDate: row.dueTick,
        tooltip: tooltip(of: row), key: String(row.job))
    }
    return GanttChart(
      title: "\(instance.name): \(objectiveName) on one machine", facts: facts, bars: bars,
      ticksPerUnit: instance.quantisation?.timeScale ?? 1)
  }

  /// The picture and the table of jobs on a page that needs nothing else.
  func page() -> String {
    let columns = ["position", "job", "start", "end", "processing", "due", "weight", "tardiness"]
    return InteractivePage(
      title: "\(instance.name): schedule", picture: chart().svg(), columns: columns,
      rows: rows.map { row in
        InteractivePage.Row(
          key: String(row.job),
          cells: [
            String(row.position), String(row.job), row.start.description, row.end.description,
            row.processingTime.description, row.dueDate.description, row.weight.description,
            row.tardiness.description,
          ], isHighlighted: row.isTardy)
      }
    ).html()
  }

  private var facts: [GanttChart.Fact] {
    let late = rows.count(where: \.isTardy)
    let greatest = rows.map(\.tardiness).max() ?? .integer(0)
    let end = rows.last?.end ?? .integer(0)
    return [
      .init(objectiveName, objective.description),
      .init("tardy jobs", "\(late) of \(rows.count)"),
      .init("greatest tardiness", greatest.description),
      .init("completion", end.description),
    ]
  }

  private func tooltip(of row: Row) -> String {
    var lines = [
      "job \(row.job), position \(row.position)",
      "runs \(row.start) to \(row.end) (\(row.processingTime))",
      "due \(row.dueDate), "
        + (row.isTardy ? "tardiness \(row.tardiness)" : "on time"),
    ]
    if instance.isWeighted { lines.append("weight \(row.weight)") }
    return lines.joined(separator: "\n")
  }
}
