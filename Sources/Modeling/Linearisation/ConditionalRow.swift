// A linear relation under conditions, by big-M.
//
//   if all of l_1, ..., l_k hold:   a x <= b
//
// becomes   a x <= b + M sum (1 - l_i)   with M = max a x - b under the bounds of the variables, the least that works
// for one condition alone. Where max a x <= b the row is left out. Where min a x > b the conditions cannot hold
// together, which the clause sum (1 - l_i) >= 1 says without any M, even for unbounded variables. b is rounded down
// where a x is whole. A two-sided relation is two such rows; without open conditions it is one plain row.
//
// Size: 0 columns, up to 2 rows.
// Strength: for one condition and variables in a box the relaxation is the convex hull of the two cases (intersected
// with the box) if a x has a single variable; otherwise weaker, and the weaker the larger M.
extension Lineariser {
  /// Adds a relation that holds where all conditions do.
  ///
  /// - Parameter greatest: a known upper bound of the relation's expression that its variables' bounds do not show.
  mutating func require(
    _ relation: LinearRelation, if conditions: [Literal], _ role: String, _ i: Int = -1,
    _ j: Int = -1, greatest: Double = .infinity
  ) throws(ModelError) {
    guard let conditions = open(conditions) else { return }
    var relation = relation
    relation.expression = relation.expression.collected()
    let constant = relation.expression.constant
    relation.expression.constant = 0
    relation.lower -= constant
    relation.upper -= constant
    let greatest = greatest - constant
    if conditions.isEmpty {
      let (lower, upper) = bounds(of: relation.expression)
      if lower < relation.lower || upper > relation.upper { try row(relation, role, i, j) }
      return
    }
    let isTwoSided = relation.lower > -.infinity && relation.upper < .infinity
    if relation.upper < .infinity {
      try requireLess(
        relation.expression, relation.upper, if: conditions, isTwoSided ? role + "_most" : role, i,
        j, greatest)
    }
    if relation.lower > -.infinity {
      try requireLess(
        -1 * relation.expression, -relation.lower, if: conditions,
        isTwoSided ? role + "_least" : role, i, j, .infinity)
    }
  }

  /// `expression <= limit` where all of at least one open condition hold.
  private mutating func requireLess(
    _ expression: LinearExpression, _ limit: Double, if conditions: [Literal], _ role: String,
    _ i: Int, _ j: Int, _ greatest: Double
  ) throws(ModelError) {
    let bounds = bounds(of: expression)
    let upper = min(bounds.upper, greatest)
    let limit = linear.isWhole(expression) ? (limit + 1e-9).rounded(.down) : limit
    if upper <= limit { return }
    var broken = LinearExpression()
    for literal in conditions { broken += (!literal).expression }
    if bounds.lower > limit { return try row(broken >= 1, role, i, j) }
    guard upper.isFinite else { throw missingBound(in: expression, above: true) }
    try row(expression - (upper - limit) * broken <= limit, role, i, j)
  }
}
