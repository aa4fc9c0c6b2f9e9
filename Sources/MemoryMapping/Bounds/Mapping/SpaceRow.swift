/// A valid row about what is in a memory at one time: `Σ weight(size) <= limit` for all sets of sizes whose sum is at most the capacity.
///
/// The sizes themselves are one; others are dual feasible functions of them, which see that of two tensors a little above half of the
/// memory only one fits.
///
/// - Source: Fekete and Schepers (2001), "New classes of fast lower bounds for bin packing problems".
package struct SpaceRow: Sendable, Hashable {
  /// What the weights may sum to.
  package var limit: Int
  /// By size, in the order of the list the row was made for.
  package var weights: [Int]

  /// Rows for a capacity, none of which follows from another one alone; the first is that of the sizes themselves.
  ///
  /// - Parameter sizes: 1...capacity, ascending, different; at most 2^40 and a few hundred of them.
  package static func rows(sizes: [Int], capacity: Int) -> [SpaceRow] {
    let plain = SpaceRow(limit: capacity, weights: sizes)
    guard capacity < 1 << 40, sizes.count <= 300 else { return [plain] }
    var rows = [plain]
    var cuts = [1]
    for size in sizes {
      for cut in [size + 1, capacity - size, capacity - size + 1] where cut <= capacity / 2 + 1 {
        if cut > 1, 2 * cut <= capacity, !cuts.contains(cut) { cuts.append(cut) }
      }
    }
    for cut in cuts.sorted().suffix(200) {
      let cleared = sizes.map { $0 > capacity - cut ? capacity : $0 < cut ? 0 : $0 }
      rows.append(SpaceRow(limit: capacity, weights: cleared))
      for parts in 1...12 {
        rows.append(rounded(cleared, capacity: capacity, parts: parts))
      }
    }
    return undominated(rows)
  }

  /// Whole (parts + 1)-th parts of the capacity, of which no more than `parts` are counted unless all are exact.
  private static func rounded(_ sizes: [Int], capacity: Int, parts: Int) -> SpaceRow {
    let weights = sizes.map { size in
      let (share, rest) = (size * (parts + 1)).quotientAndRemainder(dividingBy: capacity)
      return rest == 0 ? share * parts : share * (parts + 1)
    }
    return SpaceRow(limit: parts * (parts + 1), weights: weights)
  }

  /// Whether every weight is at least that of another row, as shares of the limits.
  private func covers(_ other: SpaceRow) -> Bool {
    for (mine, theirs) in zip(weights, other.weights) {
      let (a, b) = (
        mine.multipliedFullWidth(by: other.limit), theirs.multipliedFullWidth(by: limit)
      )
      if (a.high, a.low) < (b.high, b.low) { return false }
    }
    return true
  }

  /// Rows that no other one covers.
  private static func undominated(_ rows: [SpaceRow]) -> [SpaceRow] {
    var kept: [SpaceRow] = []
    for (place, row) in rows.enumerated()
    where place == 0 || row.weights.contains(where: { $0 > 0 }) {
      if place > 0, kept.contains(where: { $0.covers(row) }) { continue }
      if let first = kept.first {
        kept = [first] + kept.dropFirst().filter { !row.covers($0) }
      }
      kept.append(row)
    }
    return kept
  }
}
