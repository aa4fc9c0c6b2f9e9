/// Constraints beyond linear rows.
///
///     let tasks = jobs.indices.map { Interval(start: start[$0], duration: time[$0]) }
///     model.require(.noOverlap(tasks), "machine", 3)
///     model.require(x + y <= 4, if: !late)
///     model.require(makespan, isGreatestOf: tasks.map(\.end))
extension Model {
  /// Adds a constraint; `name` may carry up to three indices, formatted only when the name is read.
  ///
  /// What does not fit (another model's variables, fractions, lists of different lengths) is a fault of the model,
  /// which then does not keep the constraint.
  ///
  /// - Returns: its 0-based place in `constraints`.
  /// - Complexity: O(number of terms).
  @discardableResult
  public mutating func require(
    _ constraint: Constraint, _ name: String = "", _ i: Int = -1, _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    let place = constraints.count
    let fault = constraint.fault(in: self) {
      "\(constraint.kind) \(place + 1)" + (name.isEmpty ? "" : " \(name)")
    }
    if let fault { note(fault) } else { append(constraint.collected(), name, i, j, k) }
    return place
  }

  /// A linear relation that holds where all conditions do.
  @discardableResult
  public mutating func require(
    _ relation: LinearRelation, if conditions: [Literal], _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    require(.relation(relation, if: conditions), name, i, j, k)
  }

  /// A linear relation that holds where a condition does.
  @discardableResult
  public mutating func require(
    _ relation: LinearRelation, if condition: some LogicalTerm, _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    require(.relation(relation, if: [condition.literal]), name, i, j, k)
  }

  /// At least one condition holds.
  @discardableResult
  public mutating func requireAny(
    _ terms: some Sequence<some LogicalTerm>, _ name: String = "", _ i: Int = -1, _ j: Int = -1,
    _ k: Int = -1
  ) -> Int {
    require(.clause(terms.map(\.literal)), name, i, j, k)
  }

  /// Exactly one condition holds.
  @discardableResult
  public mutating func requireExactlyOne(
    _ terms: some Sequence<some LogicalTerm>, _ name: String = "", _ i: Int = -1, _ j: Int = -1,
    _ k: Int = -1
  ) -> Int {
    require(.exactlyOne(terms.map(\.literal)), name, i, j, k)
  }

  /// `left` implies `right`.
  @discardableResult
  public mutating func require(
    _ left: some LogicalTerm, implies right: some LogicalTerm, _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    require(.clause([!left, right.literal]), name, i, j, k)
  }

  /// `value` is the least of the terms: its negation is the greatest of theirs.
  @discardableResult
  public mutating func require(
    _ value: some LinearTerm, isLeastOf terms: some Sequence<some LinearTerm>, _ name: String = "",
    _ i: Int = -1, _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    let negated = -1 * LinearExpression(of: value)
    return require(
      .maximum(negated, terms.map { -1 * LinearExpression(of: $0) }), name, i, j, k)
  }

  /// `value` is the greatest of the terms.
  @discardableResult
  public mutating func require(
    _ value: some LinearTerm, isGreatestOf terms: some Sequence<some LinearTerm>,
    _ name: String = "", _ i: Int = -1, _ j: Int = -1, _ k: Int = -1
  ) -> Int {
    let terms = terms.map { LinearExpression(of: $0) }
    return require(.maximum(LinearExpression(of: value), terms), name, i, j, k)
  }

  /// `value` is number `index` (0-based) of the terms.
  @discardableResult
  public mutating func require(
    _ value: some LinearTerm, isNumber index: some LinearTerm,
    of terms: some Sequence<some LinearTerm>, _ name: String = "", _ i: Int = -1, _ j: Int = -1,
    _ k: Int = -1
  ) -> Int {
    let (value, index) = (LinearExpression(of: value), LinearExpression(of: index))
    let terms = terms.map { LinearExpression(of: $0) }
    return require(.element(value, index: index, terms), name, i, j, k)
  }

  /// No two terms are equal.
  @discardableResult
  public mutating func requireAllDifferent(
    _ terms: some Sequence<some LinearTerm>, _ name: String = "", _ i: Int = -1, _ j: Int = -1,
    _ k: Int = -1
  ) -> Int {
    require(.allDifferent(terms.map { LinearExpression(of: $0) }), name, i, j, k)
  }

  /// Of several optional intervals exactly one is present, and at the place of `main`; none is where `main` is absent.
  ///
  /// Stated by other constraints: one for the choice, two conditional rows for each alternative whose start or duration
  /// is not that of `main` already. Alternatives without a presence are a fault.
  public mutating func require(
    _ main: Interval, isOneOf alternatives: [Interval], _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1
  ) {
    let choices = alternatives.compactMap(\.presence)
    if choices.count < alternatives.count {
      note(.badShape(where: "alternative \(name)", reason: "found one that is always present"))
    }
    // Exactly one of the alternatives and "main is absent".
    require(.exactlyOne(choices + [main.presence].compactMap { $0 }.map { !$0 }), name, i, j, k)
    for alternative in alternatives {
      let isChosen = [alternative.presence].compactMap { $0 }
      for (part, whole) in [
        (alternative.start, main.start), (alternative.duration, main.duration),
      ] where part.collected() != whole.collected() {
        require(part == whole, if: isChosen, name, i, j, k)
      }
    }
  }

  /// Whether the model is rows and columns only.
  public var isLinear: Bool { constraints.isEmpty }
}
