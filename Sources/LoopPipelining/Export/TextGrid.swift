/// Text in columns of equal width.
struct TextGrid {
  private var rows: [[String]] = []
  /// Columns whose cells stand at their right end.
  private let rightColumns: Set<Int>

  /// An empty grid.
  init(rightColumns: Set<Int> = []) { self.rightColumns = rightColumns }

  /// Adds a row; all have the same number of cells.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without spaces at their ends.
  ///
  /// - Complexity: O(length of the result).
  func lines(indent: String = "") -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      var line = indent
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += rightColumns.contains(column) ? padding + cell : cell + padding
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
