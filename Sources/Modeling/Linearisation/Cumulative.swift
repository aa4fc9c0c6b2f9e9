// A resource of limited capacity shared by n intervals, in two forms.
//
// The form by times (`CumulativeByTimes`) needs constant durations and demands and bounded starts; it has one column for
// each start of each interval. Its relaxation is much the stronger one, so it is taken up to
// `LinearisationLimits.indexedColumns` columns, or where it needs no more columns than the other form. The form by starts
// (`CumulativeByStarts`) does not grow with the horizon and takes whatever the data are.

/// The data of a cumulative constraint.
struct CumulativeParts {
  let intervals: [Interval]
  let demands: [LinearExpression]
  let capacity: LinearExpression

  init(_ intervals: [Interval], _ demands: [LinearExpression], _ capacity: LinearExpression) {
    self.intervals = intervals
    self.demands = demands
    self.capacity = capacity
  }
}

extension Lineariser {
  mutating func addCumulative(_ parts: CumulativeParts) throws(ModelError) {
    if bounds(of: parts.capacity).lower < 0 {
      try require(parts.capacity >= 0, if: [], "capacity")
    }
    for (index, interval) in parts.intervals.enumerated() {
      try requireDuration(of: interval, index)
    }
    if isSmallInTime(parts) {
      try addCumulativeByTimes(parts)
    } else {
      try addCumulativeByStarts(parts)
    }
  }

  private func isSmallInTime(_ parts: CumulativeParts) -> Bool {
    let isFixed =
      parts.demands.allSatisfy(\.isConstant)
      && parts.intervals.allSatisfy { $0.duration.isConstant }
    guard isFixed else { return false }
    var columns = 0.0
    var terms = 0.0
    for interval in parts.intervals {
      let (lower, upper) = bounds(of: interval.start)
      columns += upper - lower + 1
      terms += (upper - lower + 1) * max(0, interval.duration.constant)
    }
    let count = Double(parts.intervals.count)
    let others = 2 * count * (count - 1)
    // A row holds a column once for each time that the interval can then cover.
    return limits.takesValues(columns, orElse: others)
      && terms <= 100 * max(Double(limits.indexedColumns), others)
  }
}
