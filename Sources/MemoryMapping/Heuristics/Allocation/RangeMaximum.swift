/// The greatest value of ranges of a list, by a sparse table.
struct RangeMaximum {
  /// Row k holds the greatest of 2^k values from each place on.
  private var rows: [[Int]]

  /// Prepares a list; O(n log n).
  init(_ values: [Int]) {
    rows = [values]
    var width = 1
    while 2 * width <= values.count {
      let last = rows[rows.count - 1]
      rows.append(
        (0...(values.count - 2 * width)).map { max(last[$0], last[$0 + width]) })
      width *= 2
    }
  }

  /// The greatest value in a range; `Int.min` for an empty one.
  func value(_ range: Range<Int>) -> Int {
    guard !range.isEmpty else { return .min }
    let row = Int.bitWidth - 1 - range.count.leadingZeroBitCount
    return max(rows[row][range.lowerBound], rows[row][range.upperBound - (1 << row)])
  }
}
