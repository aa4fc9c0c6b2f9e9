// n rectangles of which no two that are there overlap, by the four relative positions of each pair.
//
// With 0/1 columns for each pair (i, k):
//
//   l: end(x_i) <= start(x_k)         r: end(x_k) <= start(x_i)      as conditional rows
//   b: end(y_i) <= start(y_k)         a: end(y_k) <= start(y_i)
//   l + r + b + a >= 1                less 1 for each side that may not be there (`Standing`)
//
// A position that the bounds rule out has no column; a pair that one of them keeps apart anyhow needs nothing. A side
// that is present has no negative length.
//
// Size: up to 2n(n - 1) columns, 5n(n - 1)/2 rows.
// Strength: weak, as all big-M forms of disjunctions: l = r = b = a = 1/4 satisfies a pair.
extension Lineariser {
  mutating func addNoOverlap2D(_ x: [Interval], _ y: [Interval]) throws(ModelError) {
    try requireRoomForPairs(of: x.count, columns: 4, rows: 5)
    var there: [(index: Int, conditions: [Literal])] = []
    for index in x.indices {
      try requireDuration(of: x[index], index)
      try requireDuration(of: y[index], index)
      guard let width = try standing(of: x[index], index).conditions,
        let height = try standing(of: y[index], index).conditions,
        let both = open(width + height)
      else { continue }
      there.append((index, both))
    }
    for place in there.indices {
      for other in there[..<place] {
        let (i, k) = (other.index, there[place].index)
        guard let both = open(other.conditions + there[place].conditions) else { continue }
        try addPositions(
          [
            ("left", x[i].end - x[k].start), ("right", x[k].end - x[i].start),
            ("below", y[i].end - y[k].start), ("above", y[k].end - y[i].start),
          ], i, k, if: both)
      }
    }
  }

  /// One of some positions, each of which makes an expression at most 0, where the conditions hold.
  private mutating func addPositions(
    _ positions: [(role: String, distance: LinearExpression)], _ i: Int, _ k: Int,
    if conditions: [Literal]
  ) throws(ModelError) {
    if positions.contains(where: { bounds(of: $0.distance).upper <= 0 }) { return }
    let possible = positions.filter { bounds(of: $0.distance).lower <= 0 }
    if possible.count == 1 {
      return try require(possible[0].distance <= 0, if: conditions, possible[0].role, i, k)
    }
    var total = LinearExpression()
    for literal in conditions { total += (!literal).expression }
    for position in possible {
      let column = try binary(position.role, i, k)
      total += column
      try require(position.distance <= 0, if: [column.literal], position.role, i, k)
    }
    try row(total >= 1, "apart", i, k)
  }
}
