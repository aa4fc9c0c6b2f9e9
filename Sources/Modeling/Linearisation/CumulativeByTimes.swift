// Cumulative with constant durations d_i and demands c_i, by times.
//
// With the columns x_iv of `ValueIndicators`, "interval i starts at v" (all 0 where it is absent):
//
//   sum_i c_i sum { x_iv : t - d_i < v <= t } <= C       for each time t at which the demands can exceed C
//
// Size: nD columns for starts of D values, 2n rows (3n where intervals are optional) and one for each time.
// Strength: the time-indexed relaxation, as strong as the demands of single times allow.
// Source: Pritsker, Watters and Wolfe (1969), "Multiproject scheduling with limited resources".
extension Lineariser {
  mutating func addCumulativeByTimes(_ parts: CumulativeParts) throws(ModelError) {
    var loads: [Int: LinearExpression] = [:]
    for (interval, demand) in zip(parts.intervals, parts.demands) {
      let duration = interval.duration.constant
      guard duration > 0, demand.constant > 0,
        let conditions = open([interval.presence].compactMap { $0 })
      else { continue }
      guard let starts = try valueIndicators(of: interval.start, if: conditions.first) else {
        return try contradiction("empty")
      }
      for (start, column) in starts.pairs {
        for time in start..<start + Int(duration) {
          loads[time, default: LinearExpression()].add(demand.constant, column)
        }
      }
    }
    let least = bounds(of: parts.capacity).lower
    for time in loads.keys.sorted() {
      guard let load = loads[time] else { continue }
      // Of one interval's columns at most one is 1.
      if greatestLoad(at: time, parts) > least { try row(load <= parts.capacity, "load", time) }
    }
  }

  /// The sum of the demands of all intervals that can cover a time.
  private func greatestLoad(at time: Int, _ parts: CumulativeParts) -> Double {
    var total = 0.0
    for (interval, demand) in zip(parts.intervals, parts.demands) {
      let (lower, upper) = bounds(of: interval.start)
      let duration = interval.duration.constant
      if lower <= Double(time), Double(time) < upper + duration { total += max(0, demand.constant) }
    }
    return total
  }
}
