extension Model {
  /// The model in the LP format, as GLPK, CBC and HiGHS all read it.
  ///
  /// Names are made safe and unique. A row with two different limits is written as two rows (`name` and `name_up`),
  /// a row without limits is left out, an objective constant is the coefficient of a column `objective_constant`
  /// fixed at 1. Lazy rows are ordinary rows after a comment. Bounds and limits from 1e20 on mean none.
  ///
  /// A model with constraints beyond rows is written in its linear form, whose columns and rows bear the names of the
  /// constraints that they come from.
  ///
  /// - Throws: the fault of a model that was built wrongly, or what keeps it from having a linear form.
  /// - Complexity: O(columns + rows + terms) of the linear form.
  public func lpText() throws(ModelError) -> String {
    var writer = try LPWriter(linearised())
    return writer.text()
  }
}

/// The comments with a meaning: the model's name, and where lazy rows begin and end.
enum LPComment {
  static let name = "Problem name:"
  static let lazy = "Lazy rows:"
  static let ordinary = "Ordinary rows:"
}

private struct LPWriter {
  private let model: Model
  private var names: FileNames
  private var out = ""
  private var lineLength = 0
  /// Whether the column that carries the objective's constant exists; it also stands in where a term is needed.
  private let hasConstantColumn: Bool

  init(_ model: Model) {
    self.model = model
    names = FileNames(model)
    hasConstantColumn = model.objective.constant != 0 || model.columnCount == 0
  }

  mutating func text() -> String {
    let title = model.name.isEmpty ? "model" : FileNames.safe(model.name)
    out = "\\ \(LPComment.name) \(title)\n"
    out += model.sense == .minimize ? "Minimize\n" : "Maximize\n"
    writeObjective()
    out += "Subject To\n"
    writeRows()
    writeBounds()
    writeList("Generals", of: (0..<model.columnCount).filter { isInteger($0) && !isBinary($0) })
    writeList("Binaries", of: (0..<model.columnCount).filter { isBinary($0) })
    out += "End\n"
    return out
  }

  // MARK: Expressions

  private mutating func begin(_ label: String) {
    out += " \(label):"
    lineLength = label.utf8.count + 2
  }

  /// Appends a piece, on a new line when this one gets longer than 78 characters.
  private mutating func append(_ piece: String) {
    let length = piece.utf8.count + 1
    if lineLength + length > 78 {
      out += "\n  "
      lineLength = 2
    }
    out += " "
    out += piece
    lineLength += length
  }

  private mutating func append(_ coefficient: Double, _ name: String, isFirst: Bool) {
    let sign = coefficient < 0 ? "- " : isFirst ? "" : "+ "
    let size = abs(coefficient)
    append(size == 1 ? "\(sign)\(name)" : "\(sign)\(FileNumber.text(size)) \(name)")
  }

  /// The objective in column order; every column with a zero where the order in which columns appear in the file
  /// would otherwise differ from theirs.
  private mutating func writeObjective() {
    var coefficients = [Double](repeating: 0, count: model.columnCount)
    for (column, coefficient) in zip(model.objective.columns, model.objective.coefficients) {
      coefficients[Int(column)] = coefficient
    }
    let listsAll = !appearsInOrder(coefficients)
    begin(FileNames.objective)
    var isFirst = true
    for column in 0..<model.columnCount where listsAll || coefficients[column] != 0 {
      append(coefficients[column], names.columns[column], isFirst: isFirst)
      isFirst = false
    }
    if hasConstantColumn {
      append(model.objective.constant, FileNames.constantColumn, isFirst: isFirst)
    } else if isFirst {
      append(0, filler, isFirst: true)
    }
    out += "\n"
  }

  private func appearsInOrder(_ objective: [Double]) -> Bool {
    var next = 0
    for column in 0..<model.columnCount where objective[column] != 0 {
      if column > next { return false }
      next += 1
    }
    for row in 0..<model.rowCount where !isFree(row) {
      for position in model.terms(ofRow: row) {
        let column = Int(model.termColumns[position])
        if column > next { return false }
        if column == next { next += 1 }
      }
    }
    return next == model.columnCount
  }

  /// A name for terms with coefficient 0.
  private var filler: String { names.columns.first ?? FileNames.constantColumn }

  // MARK: Rows

  private func isFree(_ row: Int) -> Bool {
    model.rowLower[row] <= -FileNumber.infinity && model.rowUpper[row] >= FileNumber.infinity
  }

  private mutating func writeRows() {
    var isLazy = false
    var isEmpty = true
    for row in 0..<model.rowCount where !isFree(row) {
      isEmpty = false
      if model.rowIsLazy[row] != isLazy {
        isLazy.toggle()
        out += "\\ \(isLazy ? LPComment.lazy : LPComment.ordinary)\n"
      }
      let (lower, upper) = (model.rowLower[row], model.rowUpper[row])
      if lower == upper {
        writeRow(row, names.rows[row], "=", lower)
      } else {
        let isTwo = lower > -FileNumber.infinity && upper < FileNumber.infinity
        if lower > -FileNumber.infinity { writeRow(row, names.rows[row], ">=", lower) }
        if upper < FileNumber.infinity {
          writeRow(row, isTwo ? names.secondName(ofRow: row) : names.rows[row], "<=", upper)
        }
      }
    }
    // GLPK wants at least one row.
    if isEmpty { out += " no_rows: 0 \(filler) >= -1\n" }
  }

  private mutating func writeRow(_ row: Int, _ name: String, _ sign: String, _ limit: Double) {
    begin(name)
    var isFirst = true
    for position in model.terms(ofRow: row) {
      let column = Int(model.termColumns[position])
      append(model.termCoefficients[position], names.columns[column], isFirst: isFirst)
      isFirst = false
    }
    if isFirst { append(0, filler, isFirst: true) }
    append("\(sign) \(FileNumber.text(limit))")
    out += "\n"
  }

  // MARK: Columns

  private func isInteger(_ column: Int) -> Bool { model.columnKinds[column] == .integer }

  private func isBinary(_ column: Int) -> Bool {
    isInteger(column) && model.columnLower[column] == 0 && model.columnUpper[column] == 1
  }

  private mutating func writeBounds() {
    out += "Bounds\n"
    for column in 0..<model.columnCount where !isBinary(column) {
      let name = names.columns[column]
      let (lower, upper) = (model.columnLower[column], model.columnUpper[column])
      let hasLower = lower > -FileNumber.infinity
      let hasUpper = upper < FileNumber.infinity
      if lower == upper {
        out += " \(name) = \(FileNumber.text(lower))\n"
      } else if !hasLower && !hasUpper {
        out += " \(name) free\n"
      } else if !hasLower {
        out += " -inf <= \(name) <= \(FileNumber.text(upper))\n"
      } else if hasUpper && lower == 0 {
        out += " \(name) <= \(FileNumber.text(upper))\n"
      } else if hasUpper {
        out += " \(FileNumber.text(lower)) <= \(name) <= \(FileNumber.text(upper))\n"
      } else if lower != 0 {
        out += " \(name) >= \(FileNumber.text(lower))\n"
      }
    }
    if hasConstantColumn { out += " \(FileNames.constantColumn) = 1\n" }
  }

  private mutating func writeList(_ title: String, of columns: [Int]) {
    guard !columns.isEmpty else { return }
    out += title + "\n"
    lineLength = 0
    for column in columns { append(names.columns[column]) }
    out += "\n"
  }
}
