// A clause: at least one of l_1, ..., l_k holds.
//
//   sum l_i >= 1
//
// A literal that is known not to hold is left out; a clause that is known to hold is left out altogether.
//
// Size: 0 columns, 1 row.
// Strength: with the bounds of the literals it is the convex hull.
extension Lineariser {
  mutating func addClause(_ literals: [Literal]) throws(ModelError) {
    // Not all negations hold; where they cannot, there is nothing to say.
    guard let negations = open(literals.map { !$0 }) else { return }
    var total = LinearExpression()
    for literal in negations { total += (!literal).expression }
    if negations.isEmpty { return try contradiction("any") }
    try row(total >= 1, "any")
  }
}
