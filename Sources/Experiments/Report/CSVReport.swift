/// Tables as comma-separated values (RFC 4180 with line feeds), numbers unrounded.
public enum CSVReport {
  /// One table as it stands, or several in long form with one line per entry.
  ///
  /// One table: its columns, and after each that has run counts a column `<title> runs`. Several tables: the columns
  /// `table,row,column,value,runs,mark`, where `row` joins the cells that name the row by ` / `, empty entries are left
  /// out and `mark` is `best`, `error` or empty.
  public static func text(_ tables: [ReportTable]) -> String {
    if tables.count == 1, let table = tables.first { return wide(table) }
    var text = "table,row,column,value,runs,mark\n"
    for table in tables {
      for cells in table.rows {
        let entries = zip(table.columns, cells)
        let row = entries.filter(\.0.isKey).map(\.1.text).joined(separator: " / ")
        for (column, cell) in entries where !column.isKey && cell != .none {
          text += line([
            table.id, row, column.title, value(cell), cell.runCount.map(String.init) ?? "",
            cell.mark == .plain ? "" : cell.mark.rawValue,
          ])
        }
      }
    }
    return text
  }

  private static func wide(_ table: ReportTable) -> String {
    let counted = table.columns.indices.map { column in
      table.rows.contains { $0[column].runCount != nil }
    }
    var head: [String] = []
    for (column, isCounted) in zip(table.columns, counted) {
      head.append(column.title)
      if isCounted { head.append(column.title + " runs") }
    }
    var text = line(head)
    for cells in table.rows {
      var fields: [String] = []
      for (cell, isCounted) in zip(cells, counted) {
        fields.append(value(cell))
        if isCounted { fields.append(cell.runCount.map(String.init) ?? "") }
      }
      text += line(fields)
    }
    return text
  }

  /// The number unrounded, or the words.
  private static func value(_ cell: ReportTable.Cell) -> String {
    cell.number?.shortText ?? cell.text
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  private static func field(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
