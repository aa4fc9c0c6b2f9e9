import OptCore

/// Reads a table of buffers in the layout of minimalloc: a header with the columns in any order, one row per buffer; the first
/// empty line ends the table.
struct AllocationReader {
  /// What a column holds.
  enum Column: String, CaseIterable {
    case id, lower, upper, size, alignment, hint, gaps, offset

    /// The column of a name in a header; `end` is inclusive.
    init?(name: String) {
      switch name {
      case "buffer", "buffer_id": self = .id
      case "begin", "start": self = .lower
      case "end": self = .upper
      default: self.init(rawValue: name)
      }
    }
  }

  private var scanner: CSVScanner
  private var columns: [Column] = []
  /// What is added to ends: 1 where they are inclusive.
  private var shift = 0
  private var buffers: [Buffer] = []
  /// Where the rows begin, for messages about what several of them break together.
  private var rows: [Int] = []

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - capacity: nil = the number before the extension of the file's name, if there is one.
  ///   - goal: nil = `fit` where a capacity is known.
  /// - Throws: `InstanceError` with the exact place; of kind `infeasible` when it is plain that no allocation exists.
  static func read(
    _ source: SourceText, capacity: Int?, goal: AllocationInstance.Goal?
  ) throws(InstanceError) -> AllocationInstance {
    var reader = AllocationReader(scanner: CSVScanner(source))
    try reader.readHeader()
    try reader.readRows()
    let (name, stated) = AllocationReader.name(of: source)
    let instance: AllocationInstance
    do throws(AllocationInstance.Invalid) {
      instance = try AllocationInstance(
        name: name, buffers: reader.buffers, capacity: capacity ?? stated, goal: goal)
    } catch {
      guard case .buffer(let index, let fault) = error else {
        throw InstanceError(at: source.start, error.description)
      }
      let id = quoted(reader.buffers[index].id)
      throw InstanceError(at: reader.place(ofRow: index), "buffer \(id) \(fault)")
    }
    if let (buffer, reason) = instance.impossibility {
      throw InstanceError(at: reader.place(ofRow: buffer), reason, kind: .infeasible)
    }
    return instance
  }

  private init(scanner: CSVScanner) { self.scanner = scanner }

  /// The name of an instance and the capacity in it: `A.1048576.csv` is A.
  static func name(of source: SourceText) -> (name: String, capacity: Int?) {
    let stem = source.stem
    guard let dot = stem.lastIndex(of: "."), dot != stem.startIndex,
      case let digits = stem[stem.index(after: dot)...], !digits.isEmpty,
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let capacity = Int(digits)
    else { return (stem, nil) }
    return (String(stem[..<dot]), capacity)
  }

  private func place(ofRow row: Int) -> SourceLocation {
    scanner.source.location(at: rows[row])
  }

  private mutating func readHeader() throws(InstanceError) {
    let expected = "a header with the columns id, lower, upper, size"
    guard scanner.nextLine(), !scanner.isBlank else {
      throw InstanceError(
        at: scanner.source.start, found: "no line with content", expected: expected)
    }
    for cell in scanner.cells {
      let name = scanner.text(cell).lowercased()
      guard let column = Column(name: name) else {
        throw scanner.error(
          cell,
          "found column \(scanner.shown(cell)), expected one of id, lower, upper (or end),"
            + " size, alignment, hint, gaps, offset")
      }
      guard !columns.contains(column) else {
        throw scanner.error(cell, "found column '\(column.rawValue)' twice, expected it once")
      }
      if name == "end" { shift = 1 }
      columns.append(column)
    }
    for column in [Column.id, .lower, .upper, .size] where !columns.contains(column) {
      throw scanner.error(
        scanner.cells[0], "found no column '\(column.rawValue)', expected \(expected)")
    }
  }

  private mutating func readRows() throws(InstanceError) {
    var rowOfName: [String: Int] = [:]
    while scanner.nextLine(), !scanner.isBlank {
      let cells = scanner.cells
      guard cells.count == columns.count else {
        throw scanner.error(
          cells[0].lowerBound..<cells[0].lowerBound,
          "found \(cells.count) cells, expected \(columns.count), as in the header")
      }
      let buffer = try row(cells)
      if let other = rowOfName.updateValue(buffers.count, forKey: buffer.id) {
        throw scanner.error(
          cells[columns.firstIndex(of: .id) ?? 0],
          "found buffer \(quoted(buffer.id)) again, expected a name that row \(other + 1) of the"
            + " table has not")
      }
      guard buffers.count < AllocationInstance.largestCount else {
        throw scanner.error(cells[0], "found more than 2^26 buffers")
      }
      rows.append(scanner.lineStart)
      buffers.append(buffer)
    }
  }

  private func row(_ cells: [Range<Int>]) throws(InstanceError) -> Buffer {
    var buffer = Buffer(id: "", lower: 0, upper: 0, size: 0)
    var gaps: Range<Int>?
    let largest = AllocationInstance.largestNumber
    for (column, cell) in zip(columns, cells) {
      switch column {
      case .id: buffer.id = scanner.text(cell)
      case .lower: buffer.lower = try integer(cell, "a first time", in: -largest...largest)
      case .upper:
        buffer.upper = try integer(cell, "a last time", in: -largest...largest - 1) + shift
      case .size: buffer.size = try integer(cell, "a size", in: 1...largest)
      case .alignment:
        buffer.alignment = cell.isEmpty ? 1 : try integer(cell, "an alignment", in: 1...largest)
      case .hint: buffer.hint = try optional(cell, "a hint")
      case .offset: buffer.fixedOffset = try optional(cell, "an offset")
      case .gaps: gaps = cell
      }
    }
    guard buffer.lower < buffer.upper else {
      throw scanner.error(
        cells[columns.firstIndex(of: .upper) ?? 0],
        "found an end that is not after the begin \(buffer.lower), expected a life of at least 1")
    }
    if let gaps { buffer.gaps = try GapReader.read(gaps, of: buffer, scanner, shift: shift) }
    return buffer
  }

  private func integer(
    _ cell: Range<Int>, _ what: String, in range: ClosedRange<Int>
  ) throws(InstanceError) -> Int {
    guard let value = scanner.integer(cell) else {
      throw scanner.error(
        cell, "found \(scanner.shown(cell)), expected \(what) (an integer of at most 64 bits)")
    }
    guard range.contains(value) else {
      throw scanner.error(
        cell, "found \(value), expected \(what) from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A number of at least 0; nil for an empty cell or a negative number.
  private func optional(_ cell: Range<Int>, _ what: String) throws(InstanceError) -> Int? {
    guard !cell.isEmpty else { return nil }
    let value = try integer(cell, what, in: .min...AllocationInstance.largestNumber)
    return value < 0 ? nil : value
  }
}
