import OptCore

extension StoreContent {
  /// A table with one row per run, in their order, and the names of the columns in its first row (RFC 4180).
  ///
  /// A field without a value is empty; an empty text is a pair of quotes.
  public func csv(columns: [ResultColumn] = ResultColumn.standard) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(columns.map { $0.name })
    for run in runs { writer.add(columns.lazy.map { $0.field(run) }) }
    return writer.bytes
  }

  /// Reads a table that has at least the columns of `ResultColumn.standard` besides `gap`, `warm_start_digest` and
  /// `sense`, in any order.
  ///
  /// - Parameter verifyingKeys: whether each run has to have the key of what it asks for.
  /// - Throws: `InstanceError` at the first field that does not hold what its column promises, or at the first run
  ///   that stands twice.
  public static func readCSV(
    _ source: SourceText, verifyingKeys: Bool = true
  ) throws(InstanceError) -> StoreContent {
    let rows = try CSVReader.rows(source)
    guard let names = rows.first else {
      throw InstanceError(at: source.start, found: "no row", expected: "a row of column names")
    }
    let positions = try positions(of: names, source)
    var runs: [RunRecord] = []
    runs.reserveCapacity(rows.count - 1)
    var lines = Set<String>()
    for row in rows.dropFirst() {
      guard row.count == names.count else {
        throw InstanceError(
          at: source.location(at: row[0].offset), found: "\(row.count) fields",
          expected: "\(names.count), one for each column")
      }
      let fields = CSVFields(source: source, positions: positions, row: row)
      let record = try fields.record()
      guard lines.insert(record.key).inserted else {
        throw fields.error("key", "a second row of the same run", "each run once")
      }
      if verifyingKeys, let key = record.expectedKey, key != record.key {
        throw fields.error(
          "key", quoted(record.key), "\(key): instance, method, seed, limits and version give it")
      }
      runs.append(record)
    }
    return StoreContent(runs: runs)
  }

  private static func positions(
    of names: [CSVCell], _ source: SourceText
  ) throws(InstanceError) -> [String: Int] {
    let known = ResultColumn.all.map(\.name)
    var positions: [String: Int] = [:]
    for (index, cell) in names.enumerated() {
      guard known.contains(cell.text) else {
        throw InstanceError(
          at: source.location(at: cell.offset),
          "unknown column \(quoted(cell.text))" + suggestion(cell.text, among: known))
      }
      guard positions.updateValue(index, forKey: cell.text) == nil else {
        throw InstanceError(
          at: source.location(at: cell.offset), found: "a second column '\(cell.text)'",
          expected: "each column once")
      }
    }
    // What can be computed, and what older exports did not have.
    let optional = ["gap", "warm_start_digest", "sense"]
    let needed = ResultColumn.standard.map(\.name).filter { !optional.contains($0) }
    if let missing = needed.first(where: { positions[$0] == nil }) {
      throw InstanceError(
        at: source.start, found: "no column '\(missing)'",
        expected: "every column of an export with --columns standard")
    }
    return positions
  }
}
