/// How each constraint is said in FlatZinc.
extension FlatZincWriter {
  /// Whether a constraint has a form of its own; the others are written as rows.
  static func states(_ constraint: Constraint, in model: Model) -> Bool {
    switch constraint {
    case .relation, .clause, .exactlyOne, .maximum, .element, .allDifferent: return true
    case .noOverlap(let intervals):
      // As a resource of capacity 1, where an empty interval would be nowhere.
      return intervals.allSatisfy { $0.presence == nil }
        || intervals.allSatisfy { model.bounds(of: $0.duration).lower > 0 }
    case .cumulative(let intervals, let demands, _):
      // Where it is absent, too, an interval must not have a negative duration.
      return zip(intervals, demands).allSatisfy { interval, demand in
        interval.presence == nil
          || demand.isConstant && model.bounds(of: interval.duration).lower >= 0
      }
    case .noOverlap2D(let x, let y):
      return zip(x, y).allSatisfy { x, y in
        let isOptional = x.presence != nil || y.presence != nil
        let isFixed = x.duration.isConstant && y.duration.isConstant
        return !isOptional || isFixed
      }
    case .moduloCumulative: return false
    }
  }

  /// Writes a constraint that `states` accepts.
  mutating func write(_ constraint: Constraint) throws(ModelError) {
    switch constraint {
    case .relation(let relation, let conditions): try write(relation, if: conditions)
    case .clause(let literals):
      // Positive and negated literals are two lists.
      let positive = truths(literals.filter { !$0.isNegated })
      let negated = truths(literals.filter(\.isNegated).map { !$0 })
      post("bool_clause", "\(positive), \(negated)")
    case .exactlyOne(let literals):
      var total = LinearExpression()
      for literal in literals { total += literal.expression }
      try write(total == 1, if: [])
    case .maximum(let value, let list):
      let arguments = try [term(value), terms(list)]
      post("array_int_maximum", arguments.joined(separator: ", "))
    case .element(let value, let index, let list):
      // Places count from 1.
      let arguments = try [term(index + 1), terms(list), term(value)]
      post("array_var_int_element", arguments.joined(separator: ", "))
    // Without a second one there is nothing to tell apart; solvers have been seen to crash on empty lists.
    case .allDifferent(let list) where list.count < 2: return
    case .allDifferent(let list): post("fzn_all_different_int", try terms(list))
    case .noOverlap(let intervals): try writeNoOverlap(intervals)
    case .cumulative(let intervals, let demands, let capacity):
      try writeCumulative(intervals, demands, capacity)
    case .noOverlap2D(let x, let y): try writeNoOverlap2D(x, y)
    case .moduloCumulative: return
    }
  }

  private mutating func writeNoOverlap(_ intervals: [Interval]) throws(ModelError) {
    if intervals.contains(where: { $0.presence != nil }) {
      let ones = [LinearExpression](repeating: LinearExpression(1), count: intervals.count)
      return try writeCumulative(intervals, ones, LinearExpression(1))
    }
    try writeDurations(intervals)
    if intervals.count < 2 { return }
    let arguments = try [terms(intervals.map(\.start)), terms(intervals.map(\.duration))]
    post("fzn_disjunctive_strict", arguments.joined(separator: ", "))
  }

  private mutating func writeCumulative(
    _ intervals: [Interval], _ demands: [LinearExpression], _ capacity: LinearExpression
  ) throws(ModelError) {
    if model.bounds(of: capacity).lower < 0 { try write(capacity >= 0, if: []) }
    try writeDurations(intervals)
    let needs = zip(intervals, demands).map { interval, demand in
      interval.presence.map { demand.constant * $0.expression } ?? demand
    }
    let arguments = try [
      terms(intervals.map(\.start)), terms(intervals.map(\.duration)), terms(needs), term(capacity),
    ]
    post("fzn_cumulative", arguments.joined(separator: ", "))
  }

  private mutating func writeNoOverlap2D(_ x: [Interval], _ y: [Interval]) throws(ModelError) {
    try writeDurations(x + y)
    if x.count < 2 { return }
    // A rectangle without an area is nowhere: 0 wide, or 0 high, where that side is absent.
    func lengths(_ sides: [Interval]) -> [LinearExpression] {
      sides.map { side in
        side.presence.map { max(0, side.duration.constant) * $0.expression } ?? side.duration
      }
    }
    let arguments = try [
      terms(x.map(\.start)), terms(y.map(\.start)), terms(lengths(x)), terms(lengths(y)),
    ]
    post("fzn_diffn_nonstrict", arguments.joined(separator: ", "))
  }

  /// An interval that is present has no negative duration.
  private mutating func writeDurations(_ intervals: [Interval]) throws(ModelError) {
    for interval in intervals where model.bounds(of: interval.duration).lower < 0 {
      try write(interval.duration >= 0, if: [interval.presence].compactMap { $0 })
    }
  }
}
