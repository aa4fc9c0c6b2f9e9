import OptCore

/// Reads the canonical text (`n`, then n lines `p d` or `p d w`) and the headerless one (lines `p d` only).
///
/// Blank lines and `#` comments are ignored. A first line with one number is the header of the canonical form;
/// with two it is the first job of the headerless form.
enum TextReader {
  /// The shortest job line is `0 0` and a line feed.
  private static let shortestLine = 4

  static func read(_ source: SourceText) throws(InstanceError) -> SingleMachineInstance {
    var scanner = FieldScanner(source)
    guard let first = scanner.next() else {
      throw scanner.errorHere(found: "the end of the file", expected: "the number of jobs")
    }
    var fieldCount = 1
    while fieldCount < 4, scanner.nextOnLine() != nil { fieldCount += 1 }
    switch fieldCount {
    case 1: return try canonical(&scanner, header: first)
    case 2:
      scanner.move(to: first.lowerBound)
      return try rows(&scanner, expected: nil)
    default:
      throw scanner.error(
        first, found: fieldCount == 3 ? "3 fields" : "more than 3 fields",
        expected: "the number of jobs alone, or 'p d' lines without it"
          + (fieldCount > 3
            ? " (an OR-Library file needs -P jobs=N)"
            : "; 'p d w' lines: add a first line with the number of jobs"))
    }
  }

  private static func canonical(
    _ scanner: inout FieldScanner, header: Range<Int>
  ) throws(InstanceError) -> SingleMachineInstance {
    let count = try scanner.integer(header, "the number of jobs", atLeast: 0)
    let size = scanner.source.bytes.count
    let largest = min(size, SingleMachineInstance.largestJobCount)
    guard count <= largest else {
      throw scanner.error(
        header, found: "\(count) jobs",
        expected: count > size
          ? "a number of jobs that the \(size) bytes of the file can hold"
          : "at most \(largest) jobs")
    }
    return try rows(&scanner, expected: count)
  }

  private static func rows(
    _ scanner: inout FieldScanner, expected: Int?
  ) throws(InstanceError) -> SingleMachineInstance {
    let limit = (scanner.source.bytes.count - scanner.offset) / shortestLine + 1
    var columns = 0
    var table = JobTable(expecting: 0, atMost: 0, weighted: false)
    while let first = scanner.next() {
      if let expected, table.count == expected {
        throw scanner.error(
          first, found: "one more job line \(scanner.shown(first))",
          expected: "the end of the file after \(expected) jobs")
      }
      let p = try scanner.ticks(first, "a processing time", atLeast: 0)
      guard let second = scanner.nextOnLine() else {
        throw scanner.errorHere(found: "the end of the line", expected: "a due date")
      }
      let d = try scanner.ticks(second, "a due date")
      let third = scanner.nextOnLine()
      let w = try third.map { field throws(InstanceError) in
        try scanner.ticks(field, "a weight", atLeast: 0)
      }
      if columns == 0 {
        columns = third == nil ? 2 : 3
        table = JobTable(expecting: expected ?? limit, atMost: limit, weighted: third != nil)
      }
      try checkColumns(&scanner, columns, third: third, isHeaderless: expected == nil)
      guard table.append(processingTime: p, dueDate: d, weight: w ?? 1) else {
        throw InstanceError(at: scanner.source.location(at: first.lowerBound), table.refusal)
      }
    }
    if let expected, table.count < expected {
      throw scanner.errorHere(
        found: "the end of the file after \(table.count) of \(expected) jobs",
        expected: "a job line 'p d' or 'p d w'")
    }
    return try table.instance(named: scanner.source.stem, in: scanner.source)
  }

  /// Every line must have as many fields as the first one.
  @inline(__always)
  private static func checkColumns(
    _ scanner: inout FieldScanner, _ columns: Int, third: Range<Int>?, isHeaderless: Bool
  ) throws(InstanceError) {
    if columns == 3, third == nil {
      throw scanner.errorHere(
        found: "the end of the line", expected: "a weight, as on the first job line")
    }
    if let third, columns == 2 {
      throw scanner.error(
        third, found: scanner.shown(third),
        expected: "the end of the line after 'p d', as on the first job line")
    }
    if let fourth = scanner.nextOnLine() {
      throw scanner.error(
        fourth, found: scanner.shown(fourth), expected: "the end of the line after 'p d w'")
    }
    if isHeaderless, let third {
      throw scanner.error(
        third, found: scanner.shown(third), expected: "the end of the line after 'p d'")
    }
  }
}
