/// How much of a resource is taken in each row of an initiation interval, when every iteration takes the same.
package struct RowProfile {
  private let interval: Int
  /// What is taken in every row.
  private var base = 0
  /// Changes from a row on: rows in `0..<interval`.
  private var changes: [(row: Int, amount: Int)] = []

  /// More than any capacity, and far from overflow.
  private static let most = 1 << 61

  /// Nothing is taken. `interval` is at least 1.
  package init(interval: Int) { self.interval = interval }

  /// Takes an amount in cycles `start ..< start + length` of every iteration.
  package mutating func add(_ amount: Int, from start: Int, length: Int) {
    guard amount > 0, length > 0 else { return }
    let (turns, rest) = length.quotientAndRemainder(dividingBy: interval)
    // A schedule that was read may ask for any number of turns: beyond every capacity the sum stays where it is.
    let (taken, overflow) = turns.multipliedReportingOverflow(by: amount)
    base = overflow ? RowProfile.most : min(RowProfile.most, base + taken)
    guard rest > 0 else { return }
    let row = ((start % interval) + interval) % interval
    changes.append((row, amount))
    if row + rest <= interval {
      if row + rest < interval { changes.append((row + rest, -amount)) }
    } else {
      // The stretch goes on at row 0.
      changes.append((0, amount))
      changes.append((row + rest - interval, -amount))
    }
  }

  /// The most that is taken in a row, and the first such row.
  ///
  /// - Complexity: O(k log k), with k stretches.
  package var peak: (amount: Int, row: Int) {
    var (most, place, level) = (base, 0, base)
    let sorted = changes.sorted { $0.row < $1.row }
    for (index, change) in sorted.enumerated() {
      level += change.amount
      let isLast = index + 1 == sorted.count || sorted[index + 1].row != change.row
      if isLast, level > most { (most, place) = (level, change.row) }
    }
    return (most, place)
  }
}
