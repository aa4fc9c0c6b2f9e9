import OptCore

/// The entries of columns, and the model at the end.
extension MPSReader {
  /// `column row value [row value]`, or a marker.
  mutating func column() throws(InstanceError) {
    // In the fixed layout the word stands in the third or fourth field.
    if scanner.text(1) == "'MARKER'" || scanner.text(2) == "'MARKER'" {
      switch scanner.text(scanner.fields.count - 1) {
      case "'INTORG'": isBetweenMarkers = true
      case "'INTEND'": isBetweenMarkers = false
      default: throw scanner.error(scanner.fields.count - 1, "'INTORG' or 'INTEND'")
      }
      return
    }
    guard scanner.fields.count == 3 || scanner.fields.count == 5 else {
      throw scanner.error(
        min(scanner.fields.count, 5), "a column's name and one or two pairs of row and number")
    }
    if draft.columnCount == 0 || !scanner.field(0, hasBytes: columnName) { try beginColumn() }
    try entry(1)
    if scanner.fields.count == 5 { try entry(3) }
    columnStarts[draft.columnCount] = entryRows.count
  }

  private mutating func beginColumn() throws(InstanceError) {
    let name = scanner.text(0)
    guard draft.column(named: name) == nil else {
      throw InstanceError(
        at: scanner.location(0), found: "more entries of column \(quoted(name))",
        expected: "all entries of a column together")
    }
    let column = draft.columnOrNew(name)
    columnName = scanner.bytes(0)
    draft.isInteger[column] = isBetweenMarkers
    hasLower.append(false)
    columnStarts.append(entryRows.count)
  }

  private mutating func entry(_ field: Int) throws(InstanceError) {
    let row = try rowNumber(field)
    let value = try number(field + 1)
    let column = draft.columnCount - 1
    if row == -2 { return }
    let last = row == -1 ? objectiveColumn : lastColumn[row]
    guard last != column else {
      throw InstanceError(
        at: scanner.location(field),
        found: "a second coefficient of column \(quoted(scanner.text(0))) in row "
          + quoted(scanner.text(field)), expected: "one")
    }
    if row == -1 {
      objectiveColumn = column
      draft.objective.add(value, Variable(index: column))
    } else {
      lastColumn[row] = column
      entryRows.append(Int32(truncatingIfNeeded: row))
      entryValues.append(value)
    }
  }

  /// Turns what was read into a model.
  mutating func finish() throws(InstanceError) -> Model {
    for row in rowKinds.indices { setLimits(ofRow: row) }
    for column in 0..<draft.columnCount where draft.isInteger[column] {
      if draft.boundOffset[column] < 0 { draft.upper[column] = 1 }
    }
    sortByRows()
    if scanner.isNegated, draft.sense == .minimize {
      draft.sense = .maximize
      draft.objective.scale(by: -1)
    }
    return try draft.model(scanner.source)
  }

  private mutating func setLimits(ofRow row: Int) {
    let (side, range) = (rightSides[row], rangeValues[row])
    let isUpper = rowKinds[row] != .greater
    let isLower = rowKinds[row] != .less
    if isLower { draft.rowLower[row] = side }
    if isUpper { draft.rowUpper[row] = side }
    guard !range.isNaN else { return }
    switch rowKinds[row] {
    case .less: draft.rowLower[row] = side - abs(range)
    case .greater: draft.rowUpper[row] = side + abs(range)
    case .equal where range < 0: draft.rowLower[row] = side + range
    case .equal: draft.rowUpper[row] = side + range
    case .free: break
    }
    if draft.rowLower[row] <= -FileNumber.infinity { draft.rowLower[row] = -.infinity }
    if draft.rowUpper[row] >= FileNumber.infinity { draft.rowUpper[row] = .infinity }
  }

  /// Brings the entries from column order into row order, by counting sort.
  private mutating func sortByRows() {
    var starts = [Int](repeating: 0, count: rowKinds.count + 1)
    for row in entryRows { starts[Int(row) + 1] += 1 }
    for row in 0..<rowKinds.count { starts[row + 1] += starts[row] }
    draft.rowStarts = starts
    draft.termColumns = [Int32](repeating: 0, count: entryRows.count)
    draft.termCoefficients = [Double](repeating: 0, count: entryRows.count)
    for column in 0..<draft.columnCount {
      for entry in columnStarts[column]..<columnStarts[column + 1] {
        let slot = starts[Int(entryRows[entry])]
        starts[Int(entryRows[entry])] += 1
        draft.termColumns[slot] = Int32(truncatingIfNeeded: column)
        draft.termCoefficients[slot] = entryValues[entry]
      }
    }
  }
}
