internal import GRDB
import OptCore

extension ResultStore {
  /// Mean wall seconds of the stored runs of each method, by label.
  ///
  /// - Complexity: one pass over the runs.
  public func meanSeconds() throws(StoreError) -> [String: Double] {
    try read { database in
      var result: [String: Double] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT label, avg(wall) FROM run GROUP BY label")
      while let row = try rows.next() {
        let fields = RowFields(row: row, path: path, subject: "the mean of a method")
        result[StoredText.decoded(try fields.text(0))] = try fields.real(1)
      }
      return result
    }
  }
}
