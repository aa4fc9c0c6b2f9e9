import OptCore

/// Reads a table of jobs separated by commas: a header with the columns `p`, `d` and optionally `w` and `job`, in any
/// order, then one row per job.
///
/// Blank lines and lines that begin with `#` are ignored; a cell may stand in double quotes. The column `job` is for people: job ids count the rows from 0.
struct CSVReader {
  private let source: SourceText
  private let scanner: FieldScanner
  private var lines: CSVScanner
  /// What the last line held: byte ranges without the blanks and quotes around them, and blanks within quotes.
  private var cells: [Range<Int>] = []

  private enum Column: String, CaseIterable {
    case job, p, d, w
  }

  /// The shortest row is `0,0` and a line feed.
  private static let shortestRow = 4

  private init(_ source: SourceText) {
    self.source = source
    scanner = FieldScanner(source)
    lines = CSVScanner(source)
  }

  static func read(_ source: SourceText) throws(InstanceError) -> SingleMachineInstance {
    var reader = CSVReader(source)
    return try reader.instance()
  }

  private mutating func instance() throws(InstanceError) -> SingleMachineInstance {
    let columns = try header()
    let limit = (source.bytes.count - lines.position) / CSVReader.shortestRow + 1
    var table = JobTable(expecting: limit, atMost: limit, weighted: columns.contains(.w))
    while nextLine() {
      guard cells.count == columns.count else {
        throw scanner.error(
          cells[0], found: "\(cells.count) cells", expected: "\(columns.count), as in the header")
      }
      var (p, d, w) = (0, 0, 1)
      for (column, cell) in zip(columns, cells) {
        switch column {
        case .job: break
        case .p: p = try scanner.ticks(cell, "a processing time", atLeast: 0)
        case .d: d = try scanner.ticks(cell, "a due date")
        case .w: w = try scanner.ticks(cell, "a weight", atLeast: 0)
        }
      }
      guard table.append(processingTime: p, dueDate: d, weight: w) else {
        throw InstanceError(at: scanner.place(at: cells[0].lowerBound), table.refusal)
      }
    }
    return try table.instance(named: source.stem, in: source)
  }

  private mutating func header() throws(InstanceError) -> [Column] {
    let expected = "a header with the columns p, d and optionally job, w"
    guard nextLine() else {
      throw InstanceError(
        at: scanner.place(at: lines.position), found: "no line", expected: expected)
    }
    var columns: [Column] = []
    for cell in cells {
      guard let column = Column(rawValue: scanner.text(cell).lowercased()),
        !columns.contains(column)
      else { throw scanner.error(cell, found: scanner.shown(cell), expected: expected) }
      columns.append(column)
    }
    guard columns.contains(.p), columns.contains(.d) else {
      throw scanner.error(
        cells[0], found: "no column '\(columns.contains(.p) ? "d" : "p")'", expected: expected)
    }
    return columns
  }

  /// Splits the next line that holds something into `cells`; false at the end.
  private mutating func nextLine() -> Bool {
    while lines.nextLine() {
      let first = source.bytes[lines.lineStart..<lines.position].first { !CSVReader.isBlank($0) }
      guard let first, first != 0x0A, first != UInt8(ascii: "#") else { continue }
      cells.removeAll(keepingCapacity: true)
      for cell in lines.cells { cells.append(trimmed(cell)) }
      return true
    }
    return false
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, CSVReader.isBlank(source.bytes[start]) { start += 1 }
    while start < end, CSVReader.isBlank(source.bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// Whether a text is such a table: by its extension, or by a first line with several cells of which one is `p` or `d`.
  static func accepts(_ source: SourceText) -> Bool {
    if source.fileExtension == "csv" { return true }
    var reader = CSVReader(source)
    guard reader.nextLine(), reader.cells.count > 1 else { return false }
    return reader.cells.contains { ["p", "d"].contains(reader.scanner.text($0).lowercased()) }
  }
}
