/// A report table as HTML: heads are buttons that sort, run counts follow values in small print.
struct PageTable {
  let table: ReportTable

  /// Heading, caption, table and notes; empty when the table has no rows.
  var html: String {
    guard !table.rows.isEmpty else { return "" }
    let title = HTMLText.escaped(table.title)
    var text = "<section aria-labelledby=\"table-\(HTMLText.escaped(table.id))\">\n"
    text += "<h3 id=\"table-\(HTMLText.escaped(table.id))\">\(title)</h3>\n"
    text += "<p class=\"note\">\(HTMLText.escaped(table.caption))</p>\n"
    text += "<div class=\"scroll\"><table class=\"sortable\">\n<thead><tr>"
    for column in table.columns {
      let help = column.help.map { " title=\"\(HTMLText.escaped($0))\"" } ?? ""
      text += "<th scope=\"col\" aria-sort=\"none\"\(PageTable.kind(column))\(help)>"
      text += "<button type=\"button\">\(HTMLText.escaped(column.title))</button></th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in table.rows { text += line(row) }
    text += "</tbody>\n</table></div>\n"
    for note in table.notes { text += "<p class=\"note\">\(HTMLText.escaped(note))</p>\n" }
    return text + "</section>\n"
  }

  private func line(_ row: [ReportTable.Cell]) -> String {
    var text = "<tr>"
    for (index, cell) in row.enumerated() {
      let column = table.columns[index]
      let tag = index == 0 && column.isKey ? "th" : "td"
      var classes = column.alignment == .right ? ["n"] : []
      switch cell.mark {
      case .plain: break
      case .best: classes.append("best")
      case .error: classes.append("bad")
      }
      text += "<" + tag
      if tag == "th" { text += " scope=\"row\"" }
      if !classes.isEmpty { text += " class=\"\(classes.joined(separator: " "))\"" }
      if let number = cell.number { text += " data-v=\"\(number)\"" }
      text += ">" + HTMLText.escaped(cell.text)
      if let count = cell.runCount { text += " <small>(\(count))</small>" }
      text += "</\(tag)>"
    }
    return text + "</tr>\n"
  }

  private static func kind(_ column: ReportTable.Column) -> String {
    column.alignment == .right ? " class=\"n\"" : ""
  }
}
