import OptCore

/// Right-hand sides, ranges and bounds.
extension MPSReader {
  /// Whether a set's name is the one that counts: the first one seen in its section. Lines without a name count.
  private mutating func counts(_ name: String, _ section: Int) -> Bool {
    if name.isEmpty { return true }
    if let first = setNames[section] { return first == name }
    setNames[section] = name
    return true
  }

  /// The fields of pairs after the optional name of a set; empty when the set does not count.
  private mutating func pairs(_ section: Int) throws(InstanceError) -> StrideTo<Int> {
    let count = scanner.fields.count
    guard count >= 2, count <= 5 else {
      throw scanner.error(min(count, 5), "one or two pairs of row and number")
    }
    let first = count % 2
    let isCounted = counts(first == 1 ? scanner.text(0) : "", section)
    return stride(from: first, to: isCounted ? count : first, by: 2)
  }

  /// `[set] row value [row value]`.
  mutating func rightSide() throws(InstanceError) {
    for field in try pairs(0) {
      let row = try rowNumber(field)
      let value = try number(field + 1)
      if row >= 0 {
        rightSides[row] = value
      } else if row == -1 {
        draft.objective.constant = -value
      }
    }
  }

  /// `[set] row value [row value]`.
  mutating func range() throws(InstanceError) {
    for field in try pairs(1) {
      let row = try rowNumber(field)
      let value = try number(field + 1)
      if row >= 0 { rangeValues[row] = value }
    }
  }

  /// `kind [set] column [value]`.
  mutating func bound() throws(InstanceError) {
    let kind = scanner.text(0).uppercased()
    let count = scanner.fields.count
    let needsValue: Bool
    switch kind {
    case "LO", "UP", "FX", "LI", "UI": needsValue = true
    case "FR", "MI", "PL", "BV": needsValue = false
    case "SC":
      throw scanner.error(
        0, "only continuous, integer and binary variables, none of them semi-continuous")
    default: throw scanner.error(0, "LO, UP, FX, FR, MI, PL, BV, LI or UI")
    }
    guard count >= (needsValue ? 3 : 2), count <= 4 else {
      throw scanner.error(
        min(count, 4), needsValue ? "a set, a column and a number" : "a set and a column")
    }
    let hasSet =
      count == 4 || (count == 3 && !needsValue && draft.column(named: scanner.text(2)) != nil)
    let field = hasSet ? 2 : 1
    guard let column = draft.column(named: scanner.text(field)) else {
      throw scanner.error(field, "the name of a column")
    }
    guard counts(hasSet ? scanner.text(1) : "", 2) else { return }
    draft.boundOffset[column] = scanner.fields[0].lowerBound
    let value = needsValue ? try numberOrInfinity(field + 1) : 0
    try setBound(kind, column, value, field: field + 1)
  }

  private mutating func setBound(
    _ kind: String, _ column: Int, _ value: Double, field: Int
  ) throws(InstanceError) {
    if kind == "LI" || kind == "UI" || kind == "BV" { draft.isInteger[column] = true }
    switch kind {
    case "LO", "LI":
      guard value < .infinity else { throw scanner.error(field, "a number or -inf") }
      draft.lower[column] = value <= -FileNumber.infinity ? -.infinity : value
      hasLower[column] = true
    case "UP", "UI":
      guard value > -.infinity else { throw scanner.error(field, "a number or inf") }
      draft.upper[column] = value >= FileNumber.infinity ? .infinity : value
      if value < 0, !hasLower[column] { draft.lower[column] = -.infinity }
    case "FX":
      guard value.isFinite else { throw scanner.error(field, "a finite number") }
      draft.lower[column] = value
      draft.upper[column] = value
      hasLower[column] = true
    case "BV":
      draft.lower[column] = 0
      draft.upper[column] = 1
      hasLower[column] = true
    case "FR":
      draft.lower[column] = -.infinity
      draft.upper[column] = .infinity
      hasLower[column] = true
    case "MI":
      draft.lower[column] = -.infinity
      hasLower[column] = true
    default: draft.upper[column] = .infinity
    }
  }
}
