/// Tables as GitHub-flavoured Markdown.
public enum MarkdownReport {
  /// One document: a heading per table, its caption, the table, its notes.
  ///
  /// Run counts follow values in parentheses; the best is bold, errors are bold with an exclamation mark.
  public static func text(_ tables: [ReportTable], title: String) -> String {
    var text = "# \(escaped(title))\n"
    for table in tables {
      text += "\n## \(escaped(table.title))\n\n\(escaped(table.caption))\n"
      text += "\n" + grid(table)
      if !table.notes.isEmpty {
        text += "\n" + table.notes.map { "- \(escaped($0))\n" }.joined()
      }
    }
    return text
  }

  /// The table alone, its columns padded so that the source reads as a table too.
  static func grid(_ table: ReportTable) -> String {
    let head = table.columns.map { escaped($0.title) }
    let body = table.rows.map { $0.map(cell) }
    let widths = table.columns.indices.map { column in
      max(3, ([head] + body).map { $0[column].unicodeScalars.count }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, text -> String in
        let blanks = String(
          repeating: " ", count: max(0, widths[column] - text.unicodeScalars.count))
        return table.columns[column].alignment == .left ? text + blanks : blanks + text
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rule = table.columns.enumerated().map { column, item in
      item.alignment == .left
        ? String(repeating: "-", count: widths[column])
        : String(repeating: "-", count: widths[column] - 1) + ":"
    }
    return line(head) + line(rule) + body.map(line).joined()
  }

  private static func cell(_ cell: ReportTable.Cell) -> String {
    var text = escaped(cell.text)
    switch cell.mark {
    case .plain: break
    case .best: text = "**\(text)**"
    case .error: text = "**\(text)** (!)"
    }
    if let count = cell.runCount { text += text.isEmpty ? "(\(count))" : " (\(count))" }
    return text
  }

  /// Text that no Markdown reader takes for markup: an underscore inside a word needs no escape.
  static func escaped(_ text: String) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "$": result += "\\\(scalar)"
      case "&": result += "&amp;"
      case "_":
        let isInside =
          index > 0 && index + 1 < scalars.count && isWord(scalars[index - 1])
          && isWord(scalars[index + 1])
        result += isInside ? "_" : "\\_"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
