internal import GRDB
import OptCore

/// The values of a row, each of exactly the kind that its column holds; anything else is damage, never a trap and
/// never a stand-in value.
struct RowFields {
  let row: Row
  /// The store's path, for messages.
  let path: String
  /// What the row is, for messages: `run 0a1b...`.
  let subject: String

  func text(_ column: Int) throws -> String {
    guard let text = try optionalText(column) else { throw damage(column) }
    return text
  }

  /// The text as it lies in the column; see `StoredText`.
  func optionalText(_ column: Int) throws -> String? {
    switch (row[column] as DatabaseValue).storage {
    case .string(let text): return text
    case .null: return nil
    default: throw damage(column)
    }
  }

  func integer(_ column: Int) throws -> Int {
    guard let value = try optionalInteger(column) else { throw damage(column) }
    return value
  }

  func optionalInteger(_ column: Int) throws -> Int? {
    switch (row[column] as DatabaseValue).storage {
    case .int64(let value): return Int(value)
    case .null: return nil
    default: throw damage(column)
    }
  }

  func real(_ column: Int) throws -> Double {
    guard let value = try optionalReal(column) else { throw damage(column) }
    return value
  }

  func optionalReal(_ column: Int) throws -> Double? { try number(column)?.asReal }

  func number(_ column: Int) throws -> ObjectiveValue? {
    switch (row[column] as DatabaseValue).storage {
    case .int64(let value): return .integer(Int(value))
    case .double(let value): return .real(value)
    case .null: return nil
    default: throw damage(column)
    }
  }

  /// A value made from a column's; nil means that it was none of those that may stand there.
  func require<Value>(_ value: Value?, _ column: Int) throws -> Value {
    guard let value else { throw damage(column) }
    return value
  }

  private func damage(_ column: Int) -> StoreError {
    let name = Array(row.columnNames)[column]
    return StoreError(
      path: path, .damaged, "column '\(name)' of \(subject) holds no valid value")
  }
}
