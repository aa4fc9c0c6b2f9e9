extension Model {
  /// The model in the free MPS format, as GLPK, CBC and HiGHS all read it.
  ///
  /// Names are made safe and unique. The objective of a maximisation is negated after a comment, because GLPK and CBC
  /// pass over `OBJSENSE`. An objective constant is the coefficient of a column `objective_constant` fixed at 1, because
  /// readers disagree about the sign of a right-hand side of the objective. The bounds of every column are written,
  /// because readers disagree about those of integer columns. A row without limits is left out; lazy rows are ordinary
  /// rows after a comment. Bounds and limits from 1e20 on mean none.
  ///
  /// A model with constraints beyond rows is written in its linear form, whose columns and rows bear the names of the
  /// constraints that they come from.
  ///
  /// - Throws: the fault of a model that was built wrongly, or what keeps it from having a linear form.
  /// - Complexity: O(columns + rows + terms) of the linear form.
  public func mpsText() throws(ModelError) -> String {
    var writer = try MPSWriter(linearised())
    return writer.text()
  }
}

/// The comments with a meaning.
enum MPSComment {
  static let negated = "* Maximization: the objective is negated in this file."
  static let negatedHint =
    "* Minimise it as it stands; the maximum is the optimum reported, with its sign changed."
  static let lazy = "* Lazy rows:"
  static let ordinary = "* Ordinary rows:"
}

private struct MPSWriter {
  /// One row of the file: a row of the model, or half of one.
  private struct Line {
    var row: Int
    var name: String
    /// `E`, `G` or `L`.
    var kind: String
    var limit: Double
    /// Distance to the upper limit of a row of kind `G` with two limits; 0 = none.
    var range = 0.0
  }

  private let model: Model
  private var names: FileNames
  private var lines: [Line] = []
  private var out = ""

  init(_ model: Model) {
    self.model = model
    names = FileNames(model)
    for row in 0..<model.rowCount { addLines(ofRow: row) }
  }

  private mutating func addLines(ofRow row: Int) {
    let (lower, upper) = (model.rowLower[row], model.rowUpper[row])
    let hasLower = lower > -FileNumber.infinity
    let hasUpper = upper < FileNumber.infinity
    let name = names.rows[row]
    if lower == upper {
      lines.append(Line(row: row, name: name, kind: "E", limit: lower))
    } else if hasLower && hasUpper {
      let range = [upper - lower, (upper - lower).nextUp, (upper - lower).nextDown]
        .first { lower + $0 == upper }
      lines.append(Line(row: row, name: name, kind: "G", limit: lower, range: range ?? 0))
      if range == nil {
        lines.append(
          Line(row: row, name: names.secondName(ofRow: row), kind: "L", limit: upper))
      }
    } else if hasLower {
      lines.append(Line(row: row, name: name, kind: "G", limit: lower))
    } else if hasUpper {
      lines.append(Line(row: row, name: name, kind: "L", limit: upper))
    }
  }

  mutating func text() -> String {
    let title = model.name.isEmpty ? "model" : FileNames.safe(model.name)
    out = "NAME \(title) FREE\n"
    if model.sense == .maximize {
      out += MPSComment.negated + "\n" + MPSComment.negatedHint + "\n"
    }
    writeRows()
    writeColumns()
    out += "RHS\n"
    for line in lines where line.limit != 0 {
      out += " RHS \(line.name) \(FileNumber.text(line.limit))\n"
    }
    if lines.contains(where: { $0.range != 0 }) {
      out += "RANGES\n"
      for line in lines where line.range != 0 {
        out += " RNG \(line.name) \(FileNumber.text(line.range))\n"
      }
    }
    writeBounds()
    out += "ENDATA\n"
    return out
  }

  private mutating func writeRows() {
    out += "ROWS\n N \(FileNames.objective)\n"
    var isLazy = false
    for line in lines {
      if model.rowIsLazy[line.row] != isLazy {
        isLazy.toggle()
        out += (isLazy ? MPSComment.lazy : MPSComment.ordinary) + "\n"
      }
      out += " \(line.kind) \(line.name)\n"
    }
  }

  private mutating func writeColumns() {
    out += "COLUMNS\n"
    var objective = [Double](repeating: 0, count: model.columnCount)
    for (column, coefficient) in zip(model.objective.columns, model.objective.coefficients) {
      objective[Int(column)] = model.sense == .maximize ? -coefficient : coefficient
    }
    let matrix = ColumnMatrix(model, rows: lines.map(\.row))
    var isInteger = false
    var markers = 0
    for column in 0..<model.columnCount {
      if isInteger != (model.columnKinds[column] == .integer) {
        markers += 1
        isInteger.toggle()
        out += " M\(markers) 'MARKER' '\(isInteger ? "INTORG" : "INTEND")'\n"
      }
      let name = names.columns[column]
      let entries = Int(matrix.starts[column])..<Int(matrix.starts[column + 1])
      if objective[column] != 0 || entries.isEmpty {
        out += " \(name) \(FileNames.objective) \(FileNumber.text(objective[column]))\n"
      }
      for entry in entries {
        let value = FileNumber.text(matrix.values[entry])
        out += " \(name) \(lines[Int(matrix.rows[entry])].name) \(value)\n"
      }
    }
    if isInteger { out += " M\(markers + 1) 'MARKER' 'INTEND'\n" }
    let constant = model.objective.constant
    if constant != 0 {
      let value = FileNumber.text(model.sense == .maximize ? -constant : constant)
      out += " \(FileNames.constantColumn) \(FileNames.objective) \(value)\n"
    }
  }

  private mutating func writeBounds() {
    out += "BOUNDS\n"
    for column in 0..<model.columnCount {
      let name = names.columns[column]
      let (lower, upper) = (model.columnLower[column], model.columnUpper[column])
      let hasLower = lower > -FileNumber.infinity
      let hasUpper = upper < FileNumber.infinity
      if lower == upper {
        out += " FX BND \(name) \(FileNumber.text(lower))\n"
      } else if !hasLower && !hasUpper {
        out += " FR BND \(name)\n"
      } else {
        out += hasLower ? " LO BND \(name) \(FileNumber.text(lower))\n" : " MI BND \(name)\n"
        out += hasUpper ? " UP BND \(name) \(FileNumber.text(upper))\n" : " PL BND \(name)\n"
      }
    }
    if model.objective.constant != 0 { out += " FX BND \(FileNames.constantColumn) 1\n" }
  }
}
