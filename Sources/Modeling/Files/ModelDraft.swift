import OptCore

/// A model while a file is read: columns and rows may still change, terms are in flat arrays.
struct ModelDraft {
  var name = ""
  var sense = ObjectiveSense.minimize
  var objective = LinearExpression()

  // Columns, in the order in which they were first named.
  private(set) var columnNames: [String] = []
  private var columnIndex: [String: Int] = [:]
  var lower: [Double] = []
  var upper: [Double] = []
  var isInteger: [Bool] = []
  /// Byte offset of the last statement about each column's bounds; -1 = none.
  var boundOffset: [Int] = []

  // Rows.
  private(set) var rowNames: [String] = []
  private(set) var rowIsLazy: [Bool] = []
  /// Byte offset of each row's statement.
  private var rowOffset: [Int] = []
  var rowLower: [Double] = []
  var rowUpper: [Double] = []
  /// Start of each row's terms; `rowNames.count + 1` entries once every row is closed.
  var rowStarts: [Int] = [0]
  var termColumns: [Int32] = []
  var termCoefficients: [Double] = []

  var columnCount: Int { columnNames.count }

  /// The column of this name; nil when there is none.
  func column(named name: String) -> Int? { columnIndex[name] }

  /// The column of this name; a new one with bounds 0 and infinity when there is none.
  mutating func columnOrNew(_ name: String) -> Int {
    if let index = columnIndex[name] { return index }
    let index = columnNames.count
    columnIndex[name] = index
    columnNames.append(name)
    lower.append(0)
    upper.append(.infinity)
    isInteger.append(false)
    boundOffset.append(-1)
    return index
  }

  /// Opens a row without limits that is stated at a byte offset.
  mutating func addRow(_ name: String, isLazy: Bool, at offset: Int) {
    rowOffset.append(offset)
    rowNames.append(name)
    rowIsLazy.append(isLazy)
    rowLower.append(-.infinity)
    rowUpper.append(.infinity)
  }

  /// The finished model.
  ///
  /// A column `objective_constant` that is fixed at 1 and stands in no row becomes the objective's constant.
  ///
  /// - Throws: `InstanceError` for bounds and limits that no value satisfies, and for sums that are no longer finite.
  func model(_ source: SourceText) throws(InstanceError) -> Model {
    for column in 0..<columnCount where !(lower[column] <= upper[column]) {
      throw contradiction(
        "bounds", lower[column], upper[column], columnNames[column],
        at: source.location(at: max(0, boundOffset[column])))
    }
    for row in rowNames.indices where !(rowLower[row] <= rowUpper[row]) {
      throw contradiction(
        "limits", rowLower[row], rowUpper[row], rowNames[row],
        at: source.location(at: rowOffset[row]))
    }
    var model = Model(name)
    let constant = constantColumn
    var newIndex = [Int](repeating: -1, count: columnCount)
    for column in 0..<columnCount where column != constant {
      newIndex[column] = model.columnCount
      model.variable(
        isInteger[column] ? .integer : .continuous, lower: lower[column], upper: upper[column],
        name: columnNames[column])
    }
    addRows(to: &model, newIndex)
    var expression = LinearExpression(objective.constant)
    for (column, coefficient) in zip(objective.columns, objective.coefficients) {
      if Int(column) == constant {
        expression.constant += coefficient
      } else {
        expression.add(coefficient, Variable(index: newIndex[Int(column)]))
      }
    }
    if sense == .minimize { model.minimize(expression) } else { model.maximize(expression) }
    if let fault = model.fault { throw InstanceError(at: source.start, "\(fault)") }
    return model
  }

  private func contradiction(
    _ what: String, _ lower: Double, _ upper: Double, _ name: String, at place: SourceLocation
  ) -> InstanceError {
    InstanceError(
      at: place,
      "found \(what) \(FileNumber.text(lower)) and \(FileNumber.text(upper)) of \(quoted(name)), "
        + "expected the lower one not above the upper one", kind: .infeasible)
  }

  private func addRows(to model: inout Model, _ newIndex: [Int]) {
    for row in rowNames.indices {
      var expression = LinearExpression()
      expression.reserve(rowStarts[row + 1] - rowStarts[row])
      for position in rowStarts[row]..<rowStarts[row + 1] {
        let column = newIndex[Int(termColumns[position])]
        if column >= 0 { expression.add(termCoefficients[position], Variable(index: column)) }
      }
      model.require(
        LinearRelation(rowLower[row], expression, rowUpper[row]), rowNames[row],
        lazily: rowIsLazy[row])
    }
  }

  private var constantColumn: Int? {
    guard let column = columnIndex[FileNames.constantColumn], lower[column] == 1,
      upper[column] == 1, !isInteger[column]
    else { return nil }
    for (other, coefficient) in zip(termColumns, termCoefficients)
    where Int(other) == column && coefficient != 0 {
      return nil
    }
    return column
  }
}
