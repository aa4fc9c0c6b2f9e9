// Exactly one of l_1, ..., l_k holds.
//
//   sum l_i = 1
//
// Size: 0 columns, 1 row.
// Strength: with the bounds of the literals it is the convex hull, as long as no variable stands twice.
extension Lineariser {
  mutating func addExactlyOne(_ literals: [Literal]) throws(ModelError) {
    var total = LinearExpression()
    for literal in literals { total += literal.expression }
    try row(total == 1, "one")
  }
}
