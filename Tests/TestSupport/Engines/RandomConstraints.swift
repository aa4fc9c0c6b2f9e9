import Modeling
import OptCore

/// Small random models with constraints beyond rows, for comparing engines with enumeration.
public enum RandomConstraints {
  /// What constraints a model has.
  public enum Kind: String, Sendable, CaseIterable {
    case relation, clause, exactlyOne, maximum, element, allDifferent, noOverlap, cumulative,
      noOverlap2D, moduloCumulative
  }

  /// A model of up to three integer variables of up to `values` values and up to three 0/1 variables.
  ///
  /// - Parameter kinds: one constraint of each, with the variables that suit it; about every third model has a row.
  public static func draw(_ kinds: [Kind], _ random: inout RandomStream, values: Int = 5) -> Model {
    var model = Model("random")
    var draft = Draft(random: random)
    draft.integers = (0..<2 + draft.random.below(2)).map { index in
      let lower = draft.random.integer(in: -2...1)
      let upper = lower + 1 + draft.random.below(values - 1)
      return model.variable(
        .integer, lower: Double(lower), upper: Double(upper), name: "x", index)
    }
    draft.binaries = (0..<1 + draft.random.below(3)).map {
      model.variable(.integer, upper: 1, name: "b", $0)
    }
    for kind in kinds { model.require(draft.constraint(kind), kind.rawValue) }
    let all = draft.integers + draft.binaries
    if draft.random.below(3) == 0 {
      let limit = draft.random.integer(in: -2...5)
      model.require(sum(all) { Double(draft.random.integer(in: -2...3)) * $0 } <= limit)
    }
    let objective = sum(all) { Double(draft.random.integer(in: -5...5)) * $0 }
    if draft.random.below(2) == 0 { model.minimize(objective) } else { model.maximize(objective) }
    random = draft.random
    return model
  }

  /// One constraint over given variables.
  public static func constraint(
    _ kind: Kind, integers: [Variable], binaries: [Variable], _ random: inout RandomStream
  ) -> Constraint {
    var draft = Draft(random: random)
    draft.integers = integers
    draft.binaries = binaries
    defer { random = draft.random }
    return draft.constraint(kind)
  }
}

/// Draws parts of constraints.
private struct Draft {
  var random: RandomStream
  var integers: [Variable] = []
  var binaries: [Variable] = []

  mutating func literal() -> Literal {
    Literal(binaries[random.below(binaries.count)], isNegated: random.below(2) == 0)
  }

  mutating func literals(_ most: Int) -> [Literal] {
    (0..<random.below(most + 1)).map { _ in literal() }
  }

  mutating func integer() -> Variable { integers[random.below(integers.count)] }

  /// A variable, with or without a factor, another one or a constant.
  mutating func expression() -> LinearExpression {
    switch random.below(8) {
    case 0: LinearExpression(Double(random.integer(in: -2...3)))
    case 1: 2 * integer() + random.integer(in: -2...1)
    case 2: integer() - integer()
    case 3: integer() + binaries[random.below(binaries.count)]
    case 4: -integer()
    default: integer() + random.integer(in: -1...1)
    }
  }

  mutating func expressions(_ counts: ClosedRange<Int>) -> [LinearExpression] {
    (0..<random.integer(in: counts)).map { _ in expression() }
  }

  /// A duration that is a constant most of the time, else an expression that may be negative.
  mutating func interval(longest: Int = 3) -> Interval {
    let presence = random.below(2) == 0 ? literal() : nil
    let start = random.below(3) == 0 ? expression() : LinearExpression(of: integer())
    switch random.below(8) {
    case 0: return Interval(start: start, duration: expression(), presence: presence)
    case 1:
      let extra = binaries[random.below(binaries.count)]
      return Interval(start: start, duration: 2 * extra, presence: presence)
    default:
      return Interval(start: start, duration: random.below(longest + 1), presence: presence)
    }
  }

  mutating func intervals(_ counts: ClosedRange<Int>, longest: Int = 3) -> [Interval] {
    (0..<random.integer(in: counts)).map { _ in interval(longest: longest) }
  }

  mutating func relation() -> LinearRelation {
    let limit = Double(random.integer(in: -3...4))
    switch random.below(4) {
    case 0: return LinearRelation(limit, expression(), limit)
    case 1: return LinearRelation(limit - 2, expression() + expression(), limit + 0.5)
    case 2: return LinearRelation(limit, expression(), .infinity)
    default: return LinearRelation(-.infinity, expression() + expression(), limit)
    }
  }

  mutating func constraint(_ kind: RandomConstraints.Kind) -> Constraint {
    switch kind {
    case .relation: return .relation(relation(), if: literals(3))
    case .clause: return .clause(literals(4))
    case .exactlyOne: return .exactlyOne(literals(4))
    case .maximum: return .maximum(expression(), expressions(1...3))
    case .element:
      return .element(expression(), index: expression(), expressions(1...4))
    case .allDifferent: return .allDifferent(expressions(0...4))
    case .noOverlap: return .noOverlap(intervals(0...4))
    case .cumulative:
      let parts = intervals(0...4)
      let demands = parts.map { _ in
        random.below(4) == 0
          ? LinearExpression(of: random.below(3) * binaries[random.below(binaries.count)])
          : LinearExpression(Double(random.below(4)))
      }
      let capacity =
        random.below(4) == 0
        ? LinearExpression(of: integer()) : LinearExpression(Double(random.integer(in: 0...5)))
      return .cumulative(parts, demands: demands, capacity: capacity)
    case .noOverlap2D:
      let x = intervals(0...3)
      return .noOverlap2D(x, x.map { _ in interval() })
    case .moduloCumulative:
      let parts = intervals(0...4, longest: 7)
      return .moduloCumulative(
        parts, demands: parts.map { _ in random.below(4) }, capacity: random.below(8),
        period: 1 + random.below(5))
    }
  }
}
