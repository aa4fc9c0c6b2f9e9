/// Tables as LaTeX source to be included in a document; it needs no package.
public enum LaTeXReport {
  /// One `table` environment per table, with its caption, label `tab:<id>` and notes.
  ///
  /// `\runcount` sets the number of runs behind a value and `\reporterror` an error; a document that defines them
  /// before (in red, say) keeps its own definitions.
  public static func text(_ tables: [ReportTable], title: String) -> String {
    var text = "% \(commented(title))\n"
    text += "\\providecommand{\\runcount}[1]{~{\\scriptsize(#1)}}\n"
    text += "\\providecommand{\\reporterror}[1]{\\textbf{#1~(!)}}\n"
    for table in tables { text += "\n" + environment(table) }
    return text
  }

  private static func environment(_ table: ReportTable) -> String {
    var text = "\\begin{table}[htbp]\n\\centering\n"
    text += "\\caption{\(escaped(table.title)). \(escaped(table.caption))}\n"
    text += "\\label{tab:\(label(table.id))}\n"
    text += "\\begin{tabular}{"
    text += table.columns.map { $0.alignment == .left ? "l" : "r" }.joined() + "}\n\\hline\n"
    text += row(table.columns.map { escaped($0.title) }) + "\\hline\n"
    for cells in table.rows { text += row(cells.map(cell)) }
    text += "\\hline\n\\end{tabular}\n"
    if !table.notes.isEmpty {
      text += "\n\\smallskip\n{\\footnotesize\n"
      text += table.notes.map { escaped($0) + "\\par\n" }.joined() + "}\n"
    }
    return text + "\\end{table}\n"
  }

  private static func row(_ cells: [String]) -> String {
    cells.joined(separator: " & ") + " \\\\\n"
  }

  private static func cell(_ cell: ReportTable.Cell) -> String {
    var text = escaped(cell.text)
    if cell.number != nil, text.hasPrefix("-") { text = "$-$" + text.dropFirst() }
    // A row that begins with a bracket would be read as the optional argument of the line break before it.
    if text.hasPrefix("[") || text.hasPrefix("*") { text = "{}" + text }
    switch cell.mark {
    case .plain: break
    case .best: text = "\\textbf{\(text)}"
    case .error: text = "\\reporterror{\(text)}"
    }
    if let count = cell.runCount { text += "\\runcount{\(count)}" }
    return text
  }

  /// Text with every character that LaTeX takes for a command set as itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_": result += "\\\(scalar)"
      case "^": result += "\\textasciicircum{}"
      case "~": result += "\\textasciitilde{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "{''}"
      case "`": result += "\\textasciigrave{}"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A label may hold letters, digits and hyphens only.
  private static func label(_ id: String) -> String {
    String(
      String.UnicodeScalarView(
        id.unicodeScalars.map { scalar in
          let isPlain =
            scalar.isASCII
            && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
          return isPlain ? scalar : "-"
        }))
  }

  private static func commented(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
