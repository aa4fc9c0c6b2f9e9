// n intervals of which no two that are present overlap, by the order of each pair.
//
// With one 0/1 column b for each pair (i, k), "i is first":
//
//   end_i <= start_k                  if b and p_i and p_k
//   end_k <= start_i                  if not b and p_i and p_k
//
// as conditional rows. A pair that its bounds keep apart needs nothing; a pair of which one cannot be first needs no
// column. Present intervals have d >= 0. Whole values of the expressions are not needed here.
//
// Size: n(n - 1)/2 columns, n(n - 1) rows.
// Strength: weak: b = 1/2 satisfies both rows of a pair as soon as both starts can vary by as much as the durations.
extension Lineariser {
  mutating func addNoOverlap(_ intervals: [Interval]) throws(ModelError) {
    try requireRoomForPairs(of: intervals.count, columns: 1, rows: 2)
    for (index, interval) in intervals.enumerated() {
      try requireDuration(of: interval, index)
    }
    for k in intervals.indices {
      for i in 0..<k { try addOrder(intervals[i], intervals[k], i, k) }
    }
  }

  private mutating func addOrder(
    _ a: Interval, _ b: Interval, _ i: Int, _ k: Int
  ) throws(ModelError) {
    guard let conditions = open([a.presence, b.presence].compactMap { $0 }) else { return }
    let (forth, back) = (a.end - b.start, b.end - a.start)
    let (forthBounds, backBounds) = (bounds(of: forth), bounds(of: back))
    if forthBounds.upper <= 0 || backBounds.upper <= 0 { return }
    if forthBounds.lower > 0 {
      return try require(back <= 0, if: conditions, "after", i, k)
    }
    if backBounds.lower > 0 {
      return try require(forth <= 0, if: conditions, "before", i, k)
    }
    let isFirst = try binary("first", i, k).literal
    try require(forth <= 0, if: conditions + [isFirst], "before", i, k)
    try require(back <= 0, if: conditions + [!isFirst], "after", i, k)
  }
}
