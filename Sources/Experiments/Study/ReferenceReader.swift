import OptCore

/// Reads reference files: CSV with a header, one row for each instance.
///
/// Columns are known by name, in whatever order they stand, and others are ignored:
/// - the instance (name, file or path): `instance`, `name`, `file`, `design`;
/// - a proven bound: `lower`, `lower_bound`, `lb`;
/// - the best known objective: `upper`, `upper_bound`, `ub`, `best_known`, `bks`, `best`, `value`, `objective`;
/// - both at once: `optimal`, `optimum`; or the word `optimal` in a column `status`;
/// - who says so: `source`, `proof`, `reference`.
///
/// A value that is empty, `-` or `?` is unknown. Where an instance stands in several rows, each side is the tightest.
public enum ReferenceReader {
  private static let instanceColumns = ["instance", "name", "file", "design"]
  private static let lowerColumns = ["lower", "lower_bound", "lb"]
  private static let upperColumns = [
    "upper", "upper_bound", "ub", "best_known", "bks", "best", "value", "objective",
  ]
  private static let optimalColumns = ["optimal", "optimum"]
  private static let sourceColumns = ["source", "proof", "reference"]

  /// Where in a row the columns stand.
  private struct Columns {
    var instance = 0
    var lower: Int?
    var upper: Int?
    var optimal: Int?
    var status: Int?
    var source: Int?
    var count = 0
  }

  /// Reads the rows in which something is known.
  ///
  /// - Parameter sense: that of the instances, which decides on which side of the objective a bound is.
  /// - Returns: what is known under each name; the names are as the file writes them.
  /// - Throws: `InstanceError` at the first header or value that does not fit, and where two rows contradict.
  public static func read(
    _ source: SourceText, sense: ObjectiveSense
  ) throws(InstanceError) -> [String: ReferenceValue] {
    var values: [String: ReferenceValue] = [:]
    for row in try rows(source) {
      let name = row.value.instance
      let merged = values[name].map { $0.combined(with: row.value, sense) } ?? row.value
      guard merged.isConsistent(sense) else { throw contradiction(merged, at: row.place) }
      values[name] = merged
    }
    return values
  }

  /// The rows in which something is known, one by one, in the order of the file.
  static func rows(_ source: SourceText) throws(InstanceError) -> [ReferenceRow] {
    var rows = CSVRows(source)
    guard let header = try rows.next() else {
      throw InstanceError(
        at: source.start, found: "no row", expected: "a header such as 'instance,lower,upper'")
    }
    let columns = try columns(header, source)
    var found: [ReferenceRow] = []
    while let row = try rows.next() {
      guard row.count == columns.count else {
        throw InstanceError(
          at: source.location(at: row[0].offset), found: "\(row.count) fields",
          expected: "\(columns.count), as in the header")
      }
      guard let value = try value(row, columns, source) else { continue }
      let place = source.location(at: row[columns.instance].offset)
      found.append(ReferenceRow(value: value, place: place))
    }
    return found
  }

  private static func columns(
    _ header: [CSVRows.Field], _ source: SourceText
  ) throws(InstanceError) -> Columns {
    let names = header.map { $0.text.lowercased().replacing("-", with: "_") }
    func position(_ known: [String]) -> Int? {
      known.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    var columns = Columns()
    columns.count = header.count
    columns.lower = position(lowerColumns)
    columns.upper = position(upperColumns)
    columns.optimal = position(optimalColumns)
    columns.status = position(["status"])
    columns.source = position(sourceColumns)
    guard let instance = position(instanceColumns) else {
      throw InstanceError(
        at: source.location(at: header[0].offset), found: "no column 'instance'",
        expected: "one of \(instanceColumns.joined(separator: " "))")
    }
    columns.instance = instance
    guard columns.lower ?? columns.upper ?? columns.optimal != nil else {
      let known = (lowerColumns + upperColumns + optimalColumns).joined(separator: " ")
      throw InstanceError(
        at: source.location(at: header[0].offset), found: "no column with a value",
        expected: "one of \(known)")
    }
    return columns
  }

  /// What a row says; nil when it knows nothing.
  private static func value(
    _ row: [CSVRows.Field], _ columns: Columns, _ source: SourceText
  ) throws(InstanceError) -> ReferenceValue? {
    func number(_ column: Int?) throws(InstanceError) -> ObjectiveValue? {
      guard let column else { return nil }
      let field = row[column]
      if ["", "-", "?"].contains(field.text) { return nil }
      if let value = ObjectiveValue(text: field.text) { return value }
      throw InstanceError(
        at: source.location(at: field.offset), found: quoted(field.text),
        expected: "a number, or nothing where it is unknown")
    }
    guard !row[columns.instance].text.isEmpty else {
      throw InstanceError(
        at: source.location(at: row[columns.instance].offset), found: "nothing",
        expected: "an instance")
    }
    let optimum = try number(columns.optimal)
    var value = ReferenceValue(
      instance: row[columns.instance].text, lower: try number(columns.lower) ?? optimum,
      upper: try number(columns.upper) ?? optimum)
    if let status = columns.status, row[status].text.lowercased() == "optimal" {
      value.lower = value.lower ?? value.upper
      value.upper = value.upper ?? value.lower
    }
    if let column = columns.source, !row[column].text.isEmpty { value.source = row[column].text }
    return value.lower ?? value.upper == nil ? nil : value
  }

  static func contradiction(_ value: ReferenceValue, at place: SourceLocation) -> InstanceError {
    InstanceError(
      at: place,
      found:
        "bound \(value.lower.map(\.description) ?? "") beyond the objective "
        + "\(value.upper.map(\.description) ?? "") of \(quoted(value.instance))",
      expected: "values that do not contradict each other")
  }
}

/// What a row of a reference file knows under a name, and where that stands.
struct ReferenceRow: Sendable, Hashable {
  var value: ReferenceValue
  var place: SourceLocation
}

extension ReferenceValue {
  /// Whether the bound is not better than the objective.
  func isConsistent(_ sense: ObjectiveSense) -> Bool {
    guard let lower, let upper else { return true }
    return !upper.isBetter(than: lower, sense)
  }

  /// The tightest of both on each side; the source is that of the objective.
  func combined(with other: ReferenceValue, _ sense: ObjectiveSense) -> ReferenceValue {
    var result = self
    if let upper = other.upper, self.upper.map({ upper.isBetter(than: $0, sense) }) ?? true {
      result.upper = upper
      result.source = other.source ?? source
    }
    if let lower = other.lower, self.lower.map({ $0.isBetter(than: lower, sense) }) ?? true {
      result.lower = lower
    }
    return result
  }
}
