/// A constraint that is not a plain linear row.
///
/// Expressions take integer values at every point that counts. Intervals that are not present exclude nothing. Engines without such constraints get the linear form of `Model.linearised()`.
public enum Constraint: Sendable, Hashable {
  /// The relation holds where all conditions do (half-reified).
  case relation(LinearRelation, if: [Literal])
  /// At least one holds.
  case clause([Literal])
  /// Exactly one holds.
  case exactlyOne([Literal])
  /// The value is the greatest of the others.
  case maximum(LinearExpression, [LinearExpression])
  /// The value is number `index` (0-based) of the others.
  case element(LinearExpression, index: LinearExpression, [LinearExpression])
  /// No two are equal.
  case allDifferent([LinearExpression])
  /// Of two intervals that are present, one ends before the other starts, or when it does. An interval of duration 0 may so stand at the
  /// border of another one, not inside.
  case noOverlap([Interval])
  /// At every time the demands of the intervals that are present then add up to the capacity at most.
  case cumulative([Interval], demands: [LinearExpression], capacity: LinearExpression)
  /// No two rectangles `x[i]` times `y[i]` that are present overlap; one is present when both of its sides are
  /// and have a length.
  case noOverlap2D([Interval], [Interval])
  /// A resource used at times modulo a period: at each of the times 0, ..., period - 1 the demands of the intervals that cover it, once
  /// for every turn in which they do, add up to the capacity at most.
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

  /// Lists that have to be of one length are not; nil = they are.
  var shapeFault: String? {
    switch self {
    case .cumulative(let intervals, let demands, _) where intervals.count != demands.count:
      "found \(demands.count) demands for \(intervals.count) intervals"
    case .moduloCumulative(let intervals, let demands, _, _)
    where intervals.count != demands.count:
      "found \(demands.count) demands for \(intervals.count) intervals"
    case .moduloCumulative(_, _, _, let period) where period < 1:
      "found the period \(period), expected at least 1"
    case .noOverlap2D(let x, let y) where x.count != y.count:
      "found \(x.count) sides in x and \(y.count) in y"
    case .maximum(_, let terms) where terms.isEmpty: "found no term to take the greatest of"
    case .element(_, _, let terms) where terms.isEmpty: "found no term to choose from"
    default: nil
    }
  }
}
