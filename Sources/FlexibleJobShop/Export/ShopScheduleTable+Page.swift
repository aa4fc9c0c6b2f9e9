import Drawing
import OptCore

extension ShopScheduleTable {
  /// The picture and the table of operations on a page that needs nothing else.
  func page(_ remarks: [(key: String, value: String)]) -> String {
    var page = InteractivePage(
      title: "\(instance.name): schedule", picture: chart(remarks).svg(),
      columns: ["job", "op", "machine", "start", "end", "duration", "slack"],
      rows: rows.map { row in
        InteractivePage.Row(
          key: "\(row.name.job).\(row.name.operation)",
          cells: [
            row.name.job, row.name.operation, row.machine, row.start, row.end, row.duration,
            row.slack,
          ].map(String.init), isHighlighted: row.isCritical)
      })
    page.searchHint = "3 or 3.1 or M2"
    page.summary = InteractivePage.summary("\(objectiveName) \(number(objective))", remarks)
    return page.html()
  }

  /// As pictures show numbers.
  func number(_ value: Int) -> String { NumberText.of(value) }

  /// As pictures show numbers.
  func number(_ value: ObjectiveValue) -> String {
    switch value {
    case .integer(let value): NumberText.of(value)
    case .real(let value): NumberText.of(value)
    }
  }
}
