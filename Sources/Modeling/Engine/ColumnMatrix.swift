/// A model's rows as a column-wise sparse matrix, the form that engines load in one call.
public struct ColumnMatrix: Sendable, Hashable {
  /// Start of each column in `rows` and `values`; `columnCount + 1` entries.
  public private(set) var starts: [Int32]
  /// 0-based row of each entry, ascending inside a column.
  public private(set) var rows: [Int32]
  /// Value of each entry.
  public private(set) var values: [Double]

  /// Takes the chosen rows of a model, renumbered in the order given.
  ///
  /// - Parameters:
  ///   - model: a model without a fault.
  ///   - chosen: 0-based rows.
  /// - Complexity: O(columns + terms), by counting sort.
  public init(_ model: Model, rows chosen: [Int]) {
    var counts = [Int32](repeating: 0, count: model.columnCount + 1)
    var total = 0
    for row in chosen {
      for position in model.terms(ofRow: row) { counts[Int(model.termColumns[position]) + 1] += 1 }
      total += model.terms(ofRow: row).count
    }
    for column in 0..<model.columnCount { counts[column + 1] += counts[column] }
    starts = counts
    rows = [Int32](repeating: 0, count: total)
    values = [Double](repeating: 0, count: total)
    for (newRow, row) in chosen.enumerated() {
      for position in model.terms(ofRow: row) {
        let column = Int(model.termColumns[position])
        let slot = Int(counts[column])
        counts[column] += 1
        rows[slot] = Int32(truncatingIfNeeded: newRow)
        values[slot] = model.termCoefficients[position]
      }
    }
  }
}
