import OptCore

/// Reads the MPS format, free or fixed.
struct MPSReader {
  private enum Section: Hashable {
    case name, objectiveSense, objectiveName, rows, lazyRows, columns, rightSides, ranges, bounds
    /// A part that is no linear model; it may be empty.
    case refused
  }

  /// What a row means, by its letter.
  enum RowKind: Hashable {
    case free, less, greater, equal
  }

  let layout: MPSScanner.Layout
  var scanner: MPSScanner
  var draft = ModelDraft()
  /// Whether the header says that the text is free.
  private(set) var saysFree = false
  private var section = Section.name
  private var objectiveName: String?
  private var hasObjective = false
  private var refusedSection: InstanceError?

  /// Row of each name; -1 = the objective, -2 = a further free row.
  var rowIndex: [String: Int] = [:]
  var rowKinds: [RowKind] = []
  var rightSides: [Double] = []
  var rangeValues: [Double] = []

  // The entries of all columns, column by column.
  var entryRows: [Int32] = []
  var entryValues: [Double] = []
  var columnStarts: [Int] = [0]
  /// Column in which each row occurred last.
  var lastColumn: [Int] = []
  var objectiveColumn = -1
  var columnName: ArraySlice<UInt8> = []
  var isBetweenMarkers = false

  /// Name of the set of right-hand sides, ranges and bounds that counts: the first.
  var setNames: [String?] = [nil, nil, nil]
  /// Whether a column's lower bound was stated.
  var hasLower: [Bool] = []

  init(_ source: SourceText, layout: MPSScanner.Layout) {
    self.layout = layout
    scanner = MPSScanner(source, layout: layout)
  }

  /// Reads the whole text.
  mutating func read() throws(InstanceError) -> Model {
    while scanner.nextLine() {
      if scanner.isHeader {
        if try header() { return try finish() }
      } else {
        try line()
      }
    }
    throw scanner.error(0, "'ENDATA'")
  }

  /// Takes a section's name.
  ///
  /// - Returns: whether it is the end of the data.
  private mutating func header() throws(InstanceError) -> Bool {
    switch scanner.text(0).uppercased() {
    case "NAME":
      draft.name = scanner.text(1)
      saysFree = scanner.text(2).uppercased() == "FREE"
      section = .name
    case "OBJSENSE", "OBJSENS":
      section = .objectiveSense
      if scanner.fields.count > 1 { try objectiveSense(1) }
    case "OBJNAME", "OBJNAM": section = .objectiveName
    case "ROWS": section = .rows
    case "LAZYCONS", "USERCUTS": section = .lazyRows
    case "COLUMNS": section = .columns
    case "RHS": section = .rightSides
    case "RANGES": section = .ranges
    case "BOUNDS": section = .bounds
    case "ENDATA": return true
    case "SOS", "SOS1", "SOS2", "SETS", "QUADOBJ", "QMATRIX", "QSECTION", "QCMATRIX", "CSECTION",
      "INDICATORS", "GENCONS", "PWLOBJ", "PWLNAM", "PWLCON", "SEMICONT":
      section = .refused
      refusedSection = InstanceError(
        at: scanner.location(0), found: "the section '\(scanner.text(0))'",
        expected: "only linear constraints, bounds, integer and binary variables")
    default:
      throw scanner.error(
        0,
        "a section (NAME, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA) or a line that "
          + "begins with a blank")
    }
    if section != .columns { isBetweenMarkers = false }
    return false
  }

  private mutating func line() throws(InstanceError) {
    switch section {
    case .name: throw scanner.error(0, "the section ROWS")
    case .objectiveSense: try objectiveSense(0)
    case .objectiveName: objectiveName = scanner.text(0)
    case .rows: try row(isLazy: scanner.isLazy)
    case .lazyRows: try row(isLazy: true)
    case .columns: try column()
    case .rightSides: try rightSide()
    case .ranges: try range()
    case .bounds: try bound()
    case .refused: if let refusedSection { throw refusedSection }
    }
  }

  private mutating func objectiveSense(_ field: Int) throws(InstanceError) {
    let word = scanner.text(field).lowercased()
    if LPWord.maximize.contains(word) {
      draft.sense = .maximize
    } else if LPWord.minimize.contains(word) {
      draft.sense = .minimize
    } else {
      throw scanner.error(field, "MIN or MAX")
    }
  }

  private mutating func row(isLazy: Bool) throws(InstanceError) {
    guard scanner.fields.count == 2 else {
      throw scanner.error(min(2, scanner.fields.count), "a row's letter and its name")
    }
    let name = scanner.text(1)
    let kind: RowKind
    switch scanner.text(0).uppercased() {
    case "N": kind = .free
    case "L": kind = .less
    case "G": kind = .greater
    case "E": kind = .equal
    default: throw scanner.error(0, "N, L, G or E")
    }
    guard rowIndex[name] == nil else {
      throw InstanceError(
        at: scanner.location(1), found: "a second row \(quoted(name))",
        expected: "each row once")
    }
    if kind == .free {
      let isObjective = objectiveName.map { $0 == name } ?? !hasObjective
      hasObjective = hasObjective || isObjective
      rowIndex[name] = isObjective ? -1 : -2
      return
    }
    rowIndex[name] = rowKinds.count
    rowKinds.append(kind)
    rightSides.append(0)
    rangeValues.append(.nan)
    lastColumn.append(-1)
    draft.addRow(name, isLazy: isLazy, at: scanner.fields[1].lowerBound)
  }

  /// The row named in a field.
  func rowNumber(_ field: Int) throws(InstanceError) -> Int {
    if let row = rowIndex[scanner.text(field)] { return row }
    throw scanner.error(field, "the name of a row")
  }

  /// The finite number in a field.
  func number(_ field: Int) throws(InstanceError) -> Double {
    let value = try numberOrInfinity(field)
    guard value.isFinite else { throw scanner.error(field, "a finite number") }
    return value
  }

  /// The number or infinity in a field.
  func numberOrInfinity(_ field: Int) throws(InstanceError) -> Double {
    if let value = FileNumber.signedValue(scanner.bytes(field)) { return value }
    throw scanner.error(field, "a number")
  }
}
