// n whole expressions of which no two are equal.
//
// By values, with the columns x_iv of `ValueIndicators`, D values in all:
//
//   sum_i x_iv <= 1                   for each value v that two expressions can take
//
// Size: nD columns, 2n + D rows. Strength: with the rows of the indicators the constraint matrix is that of an
// assignment, so that without further constraints the relaxation is integral; fewer values than expressions show at once.
//
// By pairs, with one 0/1 column b for each pair that can be equal:
//
//   t_i + 1 <= t_k  if b,   t_k + 1 <= t_i  if not b
//
// Size: n(n - 1)/2 columns, n(n - 1) rows. Strength: next to none: b = 1/2 satisfies both rows once M >= 2.
//
// The first form is taken up to `LinearisationLimits.indexedColumns` columns, or where it needs no more columns than the
// second one.
extension Lineariser {
  mutating func addAllDifferent(_ terms: [LinearExpression]) throws(ModelError) {
    guard terms.count > 1 else { return }
    let ranges = terms.map { bounds(of: $0) }
    let columns = ranges.reduce(0.0) { $0 + $1.upper - $1.lower + 1 }
    let pairs = Double(terms.count) * Double(terms.count - 1) / 2
    if limits.takesValues(columns, orElse: pairs) {
      try addDifferentValues(terms)
    } else {
      try addDifferentPairs(terms)
    }
  }

  private mutating func addDifferentValues(_ terms: [LinearExpression]) throws(ModelError) {
    var users: [Int: [Variable]] = [:]
    for term in terms {
      guard let values = try valueIndicators(of: term) else { return try contradiction("empty") }
      for (value, column) in values.pairs { users[value, default: []].append(column) }
    }
    for value in users.keys.sorted() {
      guard let columns = users[value], columns.count > 1 else { continue }
      try row(sum(columns) <= 1, "once", value)
    }
  }

  private mutating func addDifferentPairs(_ terms: [LinearExpression]) throws(ModelError) {
    try requireRoomForPairs(of: terms.count, columns: 1, rows: 2)
    for k in terms.indices {
      for i in 0..<k {
        let difference = terms[i] - terms[k]
        let (lower, upper) = bounds(of: difference)
        if lower > 0 || upper < 0 { continue }
        let isLess = try binary("less", i, k).literal
        try require(difference <= -1, if: [isLess], "less", i, k)
        try require(difference >= 1, if: [!isLess], "greater", i, k)
      }
    }
  }
}
