// The greatest of n expressions: v = max t_i.
//
// With a 0/1 column y_i for each candidate, "the greatest is t_i":
//
//   v >= t_i                          for each i
//   v <= t_i + M_i (1 - y_i)          for each i
//   v <= U                            where upper(v) > U = max_k upper(t_k)
//   sum y_i = 1
//
// L = max_k lower(t_k): a term with upper(t_i) < L is never the greatest and needs nothing at all. M_i = upper(v - t_i),
// or min(upper(v), U) - lower(t_i) if that is less. A single candidate is an equation.
//
// Size: n columns, up to 2n + 2 rows for n candidates.
// Strength: v >= t_i is as strong as it can be, so that minimising v needs no y; from above the relaxation is weak.
extension Lineariser {
  mutating func addMaximum(
    _ value: LinearExpression, of terms: [LinearExpression]
  ) throws(ModelError) {
    let ends = terms.map { bounds(of: $0) }
    let least = ends.map(\.lower).reduce(-.infinity, max)
    let limit = ends.map(\.upper).reduce(-.infinity, max)
    let candidates = terms.indices.filter { ends[$0].upper >= least }
    if candidates.count == 1 {
      return try row(value == terms[candidates[0]], "equal")
    }
    try requireRoom(columns: candidates.count, rows: 2 * candidates.count + 2)
    let upper = bounds(of: value).upper
    if upper > limit { try row(value <= limit, "limit") }
    let greatest = min(upper, limit)
    var chosen = LinearExpression()
    for index in candidates {
      let difference = value - terms[index]
      let isGreatest = try binary("greatest", index)
      chosen += isGreatest
      try row(difference >= 0, "least", index)
      try require(
        difference <= 0, if: [isGreatest.literal], "most", index,
        greatest: greatest - ends[index].lower)
    }
    try row(chosen == 1, "one")
  }
}
