/// A constraint that is not a plain linear row.
///
/// The expressions of every kind but the conditional row have whole values: integer variables, whole coefficients,
/// whole constants. The model refuses others, and demands that can be negative, with a fault. Intervals that are not
/// present exclude nothing; one that is present has no negative duration. Engines without such constraints get the
/// linear form of `Model.linearised()`.
public enum Constraint: Sendable, Hashable {
  /// The relation holds where all conditions do (half-reified); its variables may be continuous.
  case relation(LinearRelation, if: [Literal])
  /// At least one holds.
  case clause([Literal])
  /// Exactly one holds; a literal that stands twice counts twice.
  case exactlyOne([Literal])
  /// The value is the greatest of the others.
  case maximum(LinearExpression, [LinearExpression])
  /// The value is number `index` (0-based) of the others.
  case element(LinearExpression, index: LinearExpression, [LinearExpression])
  /// No two are equal.
  case allDifferent([LinearExpression])
  /// Of two intervals that are present, one ends before the other starts, or when it does. An interval of duration 0
  /// may so stand at the border of another one, not inside.
  case noOverlap([Interval])
  /// At every time the demands of the intervals that are present then add up to the capacity at most; so the
  /// capacity is never negative. An interval of duration 0 demands nothing.
  case cumulative([Interval], demands: [LinearExpression], capacity: LinearExpression)
  /// No two rectangles `x[i]` times `y[i]` that are present overlap; one is present when both of its sides are
  /// and have a length.
  case noOverlap2D([Interval], [Interval])
  /// A resource used at times modulo a period: at each of the times 0, ..., period - 1 the demands of the intervals
  /// that cover it, once for every turn in which they do, add up to the capacity at most.
  case moduloCumulative([Interval], demands: [Int], capacity: Int, period: Int)
}

extension Constraint {
  /// What it is called in messages.
  public var kind: String {
    switch self {
    case .relation: "conditional row"
    case .clause: "clause"
    case .exactlyOne: "exactly-one"
    case .maximum: "maximum"
    case .element: "element"
    case .allDifferent: "all-different"
    case .noOverlap: "no-overlap"
    case .cumulative: "cumulative"
    case .noOverlap2D: "no-overlap-2D"
    case .moduloCumulative: "modulo-cumulative"
    }
  }

  /// Every expression in it.
  var expressions: [LinearExpression] {
    func parts(_ intervals: [Interval]) -> [LinearExpression] {
      intervals.flatMap { [$0.start, $0.duration] }
    }
    switch self {
    case .relation(let relation, _): return [relation.expression]
    case .clause, .exactlyOne: return []
    case .maximum(let value, let terms): return [value] + terms
    case .element(let value, let index, let terms): return [value, index] + terms
    case .allDifferent(let terms): return terms
    case .noOverlap(let intervals): return parts(intervals)
    case .cumulative(let intervals, let demands, let capacity):
      return parts(intervals) + demands + [capacity]
    case .noOverlap2D(let x, let y): return parts(x) + parts(y)
    case .moduloCumulative(let intervals, _, _, _): return parts(intervals)
    }
  }

  /// Every literal in it.
  var literals: [Literal] {
    switch self {
    case .relation(_, let conditions): conditions
    case .clause(let literals), .exactlyOne(let literals): literals
    case .maximum, .element, .allDifferent: []
    case .noOverlap(let intervals), .cumulative(let intervals, _, _),
      .moduloCumulative(let intervals, _, _, _):
      intervals.compactMap(\.presence)
    case .noOverlap2D(let x, let y): (x + y).compactMap(\.presence)
    }
  }

  /// The same constraint in the form in which a model keeps it: expressions without duplicates, variables without owner.
  func collected() -> Constraint {
    func literals(_ literals: [Literal]) -> [Literal] { literals.map { $0.withoutOwner() } }
    func terms(_ terms: [LinearExpression]) -> [LinearExpression] { terms.map { $0.collected() } }
    func intervals(_ intervals: [Interval]) -> [Interval] { intervals.map { $0.collected() } }
    switch self {
    case .relation(var relation, let conditions):
      relation.expression = relation.expression.collected()
      return .relation(relation, if: literals(conditions))
    case .clause(let list): return .clause(literals(list))
    case .exactlyOne(let list): return .exactlyOne(literals(list))
    case .maximum(let value, let list): return .maximum(value.collected(), terms(list))
    case .element(let value, let index, let list):
      return .element(value.collected(), index: index.collected(), terms(list))
    case .allDifferent(let list): return .allDifferent(terms(list))
    case .noOverlap(let list): return .noOverlap(intervals(list))
    case .cumulative(let list, let demands, let capacity):
      return .cumulative(
        intervals(list), demands: terms(demands), capacity: capacity.collected())
    case .noOverlap2D(let x, let y): return .noOverlap2D(intervals(x), intervals(y))
    case .moduloCumulative(let list, let demands, let capacity, let period):
      return .moduloCumulative(
        intervals(list), demands: demands, capacity: capacity, period: period)
    }
  }
}
