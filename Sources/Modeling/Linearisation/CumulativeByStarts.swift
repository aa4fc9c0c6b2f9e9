// Cumulative by pairs of intervals at the starts: the load is greatest when some interval starts.
//
// For each ordered pair (i, j) of intervals that can meet, 0/1 columns say why i does not cover the start of j:
//
//   a_ij: start_i >= start_j + 1      (i starts later)          as conditional rows, if both are there
//   e_ij: end_i <= start_j            (i is over)
//   a_ij + e_ij <= 1
//
// and for each j
//
//   c_j w_j + sum_i c_i (1 - a_ij - e_ij) <= C
//
// where w_j says that j is there (`Standing`). Where i or j is not there, a_ij = 1 is free. A demand that is no constant
// takes the place of c_i z, z = 1 - a - e or w, as a column u >= 0 with u >= c_i - upper(c_i) (1 - z).
//
// Size: up to 2n(n - 1) columns, 3n(n - 1) + n rows; n(n - 1) + n of both more for variable demands.
// Strength: weak: a = e = 1/2 frees a pair; but independent of the horizon.
extension Lineariser {
  mutating func addCumulativeByStarts(_ parts: CumulativeParts) throws(ModelError) {
    try requireRoomForPairs(of: parts.intervals.count, columns: 4, rows: 6)
    var there: [(index: Int, conditions: [Literal])] = []
    for (index, interval) in parts.intervals.enumerated()
    where bounds(of: parts.demands[index]).upper > 0 {
      if let conditions = try standing(of: interval, index).conditions {
        there.append((index, conditions))
      }
    }
    for (j, conditions) in there {
      var load = try demand(
        parts.demands[j], j, j, times: conditions.first?.expression ?? LinearExpression(1))
      for (i, others) in there where i != j {
        guard let both = open(others + conditions) else { continue }
        if let covers = try coverage(parts.intervals[i], of: parts.intervals[j], i, j, if: both) {
          load += try demand(parts.demands[i], i, j, times: covers)
        }
      }
      let excess = (load - parts.capacity).collected()
      if bounds(of: excess).upper > 0 { try row(excess <= 0, "load", j) }
    }
  }

  /// 1 where interval i covers the start of interval j, and may be 0 elsewhere; nil where it never does.
  private mutating func coverage(
    _ a: Interval, of b: Interval, _ i: Int, _ j: Int, if both: [Literal]
  ) throws(ModelError) -> LinearExpression? {
    let (lateness, rest) = (a.start - b.start, a.end - b.start)
    let (latenessBounds, restBounds) = (bounds(of: lateness), bounds(of: rest))
    if latenessBounds.lower > 0 || restBounds.upper <= 0 { return nil }
    var covers = LinearExpression(1)
    if latenessBounds.upper >= 1 || !both.isEmpty {
      let isLater = try binary("later", i, j)
      covers -= isLater
      try require(lateness >= 1, if: both + [isLater.literal], "later", i, j)
    }
    if restBounds.lower <= 0 {
      let isOver = try binary("over", i, j)
      covers -= isOver
      try require(rest <= 0, if: both + [isOver.literal], "over", i, j)
    }
    if covers.columns.count == 2 { try row(covers >= 0, "covers", i, j) }
    return covers
  }

  /// A demand times an expression that is 0 or 1.
  private mutating func demand(
    _ demand: LinearExpression, _ i: Int, _ j: Int, times factor: LinearExpression
  ) throws(ModelError) -> LinearExpression {
    if demand.isConstant { return demand.constant * factor }
    if factor.isConstant { return factor.constant * demand }
    let upper = bounds(of: demand).upper
    guard upper.isFinite else { throw missingBound(in: demand, above: true) }
    let part = try column(.continuous, 0, upper, "demand", i, j)
    try row(demand - part + upper * factor <= upper, "demand", i, j)
    return LinearExpression(of: part)
  }
}
