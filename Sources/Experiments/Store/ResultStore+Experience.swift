internal import GRDB
import OptCore

extension ResultStore {
  /// How long the stored runs took, by the wall clock of their processes.
  ///
  /// - Complexity: one pass over the runs.
  public func experience() throws(StoreError) -> Experience {
    try read { database in
      var result = Experience()
      let rows = try Row.fetchCursor(
        database, sql: "SELECT label, count(*), sum(wall) FROM run GROUP BY label")
      while let row = try rows.next() {
        let fields = RowFields(row: row, path: path, subject: "the runs of a method")
        result.add(
          StoredText.decoded(try fields.text(0)), runs: try fields.integer(1),
          seconds: try fields.real(2))
      }
      return result
    }
  }
}
