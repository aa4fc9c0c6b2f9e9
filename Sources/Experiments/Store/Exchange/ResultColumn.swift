import OptCore

/// A column of a table with one row per run.
public struct ResultColumn: Sendable {
  /// What the fields of a column hold.
  public enum ValueType: String, Sendable, Hashable {
    case text
    case integer
    /// A number with fraction or exponent, as `5.0`.
    case real
    /// An objective or a bound: an integer stays one (`5`), a real shows it (`5.0`).
    case number
    /// A JSON array.
    case json
  }

  /// The name in the first row.
  public let name: String
  /// What its fields hold.
  public let type: ValueType
  /// Whether a deterministic method with a work limit gives the same value each time.
  public let isDeterministic: Bool
  /// The text of a record's field; nil = no value.
  let field: @Sendable (RunRecord) -> String?

  /// Every column.
  public static let all: [ResultColumn] =
    instanceColumns + methodColumns + limitColumns + outcomeColumns + effortColumns + machineColumns
    + longColumns

  /// What an export holds unless asked otherwise, and an import needs: all but trajectory and document.
  public static let standard =
    instanceColumns + methodColumns + limitColumns + outcomeColumns + effortColumns + machineColumns

  /// Columns by which two carryings-out of one study can be compared byte for byte.
  public static let deterministic = all.filter(\.isDeterministic)

  /// The columns of a list such as `instance,label,objective`; `all`, `standard` and `deterministic` name sets.
  ///
  /// - Throws: `SolveError.badRequest` with the nearest known name.
  public static func named(_ list: String) throws(SolveError) -> [ResultColumn] {
    switch list {
    case "all": return all
    case "standard": return standard
    case "deterministic": return deterministic
    default: break
    }
    var columns: [ResultColumn] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let column = all.first(where: { $0.name == name }) else {
        throw .badRequest("unknown column '\(name)'" + suggestion(name, among: all.map(\.name)))
      }
      columns.append(column)
    }
    return columns
  }

  init(
    _ name: String, _ type: ValueType, isDeterministic: Bool = true,
    field: @escaping @Sendable (RunRecord) -> String?
  ) {
    self.name = name
    self.type = type
    self.isDeterministic = isDeterministic
    self.field = field
  }
}
