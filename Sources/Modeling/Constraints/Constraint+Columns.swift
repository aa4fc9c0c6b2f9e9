extension Constraint {
  /// The columns that the constraint speaks of; a column may come several times.
  package var columns: [Int32] {
    expressions.flatMap(\.columns)
      + literals.map { Int32(truncatingIfNeeded: $0.variable.index) }
  }
}
