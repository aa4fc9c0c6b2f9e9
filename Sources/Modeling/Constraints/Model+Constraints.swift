/// Constraints beyond linear rows.
///
///     let tasks = starts.indices.map { model.interval(starts[$0], duration[$0]) }
///     model.require(.noOverlap(tasks), "machine", 3)
///     model.require(x + y <= 4, if: [!late])
extension Model {
  /// Adds a constraint; `name` may carry up to three indices, formatted only when the name is read.
  ///
  /// - Returns: its 0-based place in `constraints`.
  @discardableResult
  public mutating func require(
    _ constraint: Constraint, _ name: String = "", _ i: Int = -1, _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    let place = "\(constraint.kind) \(constraints.count + 1) \(name)"
    if let reason = constraint.shapeFault { note(.badShape(where: place, reason: reason)) }
    for expression in constraint.expressions {
      check(expression.columns, of: expression.owner, in: place)
      if !expression.constant.isFinite || !expression.coefficients.allSatisfy(\.isFinite) {
        note(.notFinite(where: place))
      }
    }
    for literal in constraint.literals {
      check(
        [Int32(truncatingIfNeeded: literal.variable.index)], of: literal.variable.owner, in: place)
      requireBinary(literal.variable, in: place)
    }
    append(constraint, name, i, j, k)
    return constraints.count - 1
  }

  /// A linear relation that holds where all conditions do.
  @discardableResult
  public mutating func require(
    _ relation: LinearRelation, if conditions: [Literal], _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    require(.relation(relation, if: conditions), name, i, j, k)
  }

  /// At least one condition holds.
  @discardableResult
  public mutating func requireAny(_ literals: [Literal], _ name: String = "") -> Int {
    require(.clause(literals), name)
  }

  /// `left` implies `right`.
  @discardableResult
  public mutating func require(
    _ left: some LogicalTerm, implies right: some LogicalTerm, _ name: String = ""
  ) -> Int {
    require(.clause([!left, right.literal]), name)
  }

  /// `value` is the least of the terms.
  @discardableResult
  public mutating func require(
    _ value: some LinearTerm, isLeastOf terms: [LinearExpression], _ name: String = ""
  ) -> Int {
    func negated(_ term: some LinearTerm) -> LinearExpression {
      var result = LinearExpression()
      term.add(to: &result, factor: -1)
      return result
    }
    return require(.maximum(negated(value), terms.map { negated($0) }), name)
  }

  /// `value` is the greatest of the terms.
  @discardableResult
  public mutating func require(
    _ value: some LinearTerm, isGreatestOf terms: [LinearExpression], _ name: String = ""
  ) -> Int {
    require(.maximum(LinearExpression(of: value), terms), name)
  }

  /// Whether the model is rows and columns only.
  public var isLinear: Bool { constraints.isEmpty }
}
