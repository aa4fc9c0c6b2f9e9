import Modeling

/// Continuous columns that no search need decide: when all others are fixed, their lower bounds are a solution.
///
/// Such a column is in linear relations only, each of which, as `Σ a x <= b`, has one of them with a negative coefficient at most. Then
/// propagation moves each lower bound to what the others ask for and no further, as in a set of Horn clauses: the lower bounds together
/// keep every relation that pushes one of them up, and all others are looked at with lower bounds anyway.
struct FollowingColumns {
  /// `isFollowing[j]`: whether column j is one.
  private(set) var isFollowing: [Bool]

  /// - Complexity: linear in the size of the model.
  init(_ model: Model, _ rows: [IntegerRow]) {
    isFollowing = model.columnKinds.map { $0 == .continuous }
    guard isFollowing.contains(true) else { return }
    exclude(model.objective.columns)
    for constraint in model.constraints {
      guard case .relation(let relation, let conditions) = constraint else {
        exclude(constraint.columns)
        continue
      }
      exclude(conditions.map { Int32(truncatingIfNeeded: $0.variable.index) })
      let expression = relation.expression
      look(
        zip(expression.columns, expression.coefficients.map { $0 > 0 }),
        isAbove: relation.lower > -.infinity, isBelow: relation.upper < .infinity)
    }
    for row in rows {
      look(
        zip(row.columns, row.factors.map { $0 > 0 }), isAbove: row.lower != nil,
        isBelow: row.upper != nil)
    }
  }

  private mutating func exclude(_ columns: [Int32]) {
    for column in columns { isFollowing[Int(column)] = false }
  }

  /// Takes out the columns of a relation that would push up more than one.
  private mutating func look(
    _ terms: some Sequence<(Int32, Bool)>, isAbove: Bool, isBelow: Bool
  ) {
    var pushed: [Bool: [Int32]] = [:]
    for (column, isPositive) in terms where isFollowing[Int(column)] {
      pushed[isPositive, default: []].append(column)
    }
    if isAbove, let up = pushed[true], up.count > 1 { exclude(up) }
    if isBelow, let up = pushed[false], up.count > 1 { exclude(up) }
  }
}
