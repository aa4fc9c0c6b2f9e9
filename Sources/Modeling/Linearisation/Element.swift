// One of n expressions, chosen by another: v = t_k with k = index.
//
// With the columns y_k of the index's values (`ValueIndicators`), of those in 0, ..., n - 1:
//
//   v = sum t_k y_k                   where all terms are constants
//   v <= t_k + M (1 - y_k)            otherwise, for each k, M as of conditional rows
//   v >= t_k - M (1 - y_k)
//
// Size: n columns; 2n + 2 rows, or 3 for constants.
// Strength: for constants the convex hull; otherwise that of the conditional rows.
extension Lineariser {
  mutating func addElement(
    _ value: LinearExpression, _ index: LinearExpression, of terms: [LinearExpression]
  ) throws(ModelError) {
    guard let choice = try valueIndicators(of: index, within: 0...terms.count - 1) else {
      return try contradiction("inside")
    }
    if terms.allSatisfy(\.isConstant) {
      var chosen = LinearExpression()
      for (place, column) in choice.pairs { chosen.add(terms[place].constant, column) }
      return try row(value == chosen, "chosen")
    }
    for (place, column) in choice.pairs {
      try require(value == terms[place], if: [column.literal], "chosen", place)
    }
  }
}
