import OptCore

/// Offsets by names, as a file lists them.
struct AllocationDraft {
  private let instance: AllocationInstance
  private let numbers: [String: Int]
  private var offsets: [Int?]
  private var faults: [MemoryViolation] = []

  init(_ instance: AllocationInstance) {
    self.instance = instance
    numbers = Dictionary(
      instance.buffers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    offsets = Array(repeating: nil, count: instance.buffers.count)
  }

  /// The buffer of a name; nil = the instance has none.
  func buffer(_ id: String) -> Buffer? { numbers[id].map { instance.buffers[$0] } }

  /// Notes an offset; a name that is unknown, or has one, is a fault.
  mutating func place(_ id: String, at offset: Int) {
    guard let number = numbers[id] else {
      return fault(id, "is not one of the instance")
    }
    if offsets[number] != nil { fault(id, "is listed twice") }
    offsets[number] = offset
  }

  /// Notes that something is wrong with a buffer.
  mutating func fault(_ id: String, _ fault: String) { faults.append(.buffer(id, fault)) }

  /// What was listed; buffers that were not are faults.
  var allocation: Allocation {
    var allocation = Allocation(offsets: offsets.map { $0 ?? 0 })
    allocation.statedFaults = faults
    for (buffer, offset) in zip(instance.buffers, offsets) where offset == nil {
      allocation.statedFaults.append(.buffer(buffer.id, "has no offset"))
    }
    return allocation
  }
}

/// Reads offsets from a table with the columns `id` and `offset`; others are those of the instance, which must say the same.
struct AllocationAnswerReader {
  private typealias Column = AllocationReader.Column

  private var scanner: CSVScanner
  private var columns: [Column?] = []
  /// What is added to ends: 1 where they are inclusive.
  private var shift = 0
  private var draft: AllocationDraft

  /// Reads a table; the first empty line ends it.
  ///
  /// - Throws: `InstanceError` with the exact place.
  static func read(
    _ text: SourceText, of instance: AllocationInstance
  ) throws(InstanceError) -> Allocation {
    var reader = AllocationAnswerReader(
      scanner: CSVScanner(text), draft: AllocationDraft(instance))
    try reader.readHeader()
    while reader.scanner.nextLine(), !reader.scanner.isBlank { try reader.readRow() }
    return reader.draft.allocation
  }

  private mutating func readHeader() throws(InstanceError) {
    let expected = "a header with the columns id, offset"
    guard scanner.nextLine(), !scanner.isBlank else {
      throw InstanceError(
        at: scanner.source.start, found: "no line with content", expected: expected)
    }
    for cell in scanner.cells {
      let name = scanner.text(cell).lowercased()
      let column = Column(name: name)
      if let column, columns.contains(column) {
        throw scanner.error(cell, "found column '\(column.rawValue)' twice, expected it once")
      }
      if name == "end" { shift = 1 }
      columns.append(column)
    }
    for column in [Column.id, .offset] where !columns.contains(column) {
      throw scanner.error(
        scanner.cells[0], "found no column '\(column.rawValue)', expected \(expected)")
    }
  }

  private mutating func readRow() throws(InstanceError) {
    let cells = scanner.cells
    guard cells.count == columns.count else {
      throw scanner.error(
        cells[0].lowerBound..<cells[0].lowerBound,
        "found \(cells.count) cells, expected \(columns.count), as in the header")
    }
    var id = ""
    var numbers: [Column: Int] = [:]
    for (column, cell) in zip(columns, cells) {
      switch column {
      case .id: id = scanner.text(cell)
      case .offset: numbers[.offset] = try integer(cell, "an offset")
      case .lower?, .upper?, .size?:
        guard !cell.isEmpty, let column else { continue }
        numbers[column] = try integer(cell, "a number")
      case .alignment, .hint, .gaps, nil: continue
      }
    }
    if let offset = numbers[.offset] { draft.place(id, at: offset) }
    guard let buffer = draft.buffer(id) else { return }
    for (column, value) in [
      (Column.lower, buffer.lower), (.upper, buffer.upper - shift), (.size, buffer.size),
    ] {
      guard let stated = numbers[column], stated != value else { continue }
      draft.fault(
        id, "has \(column.rawValue) \(stated) in the table, \(value) in the instance")
    }
  }

  private func integer(_ cell: Range<Int>, _ what: String) throws(InstanceError) -> Int {
    guard let value = scanner.integer(cell) else {
      throw scanner.error(
        cell, "found \(scanner.shown(cell)), expected \(what) (an integer of at most 64 bits)")
    }
    return value
  }
}
