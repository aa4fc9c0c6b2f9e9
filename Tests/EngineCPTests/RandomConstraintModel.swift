import Modeling
import OptCore

/// Small seeded models of every constraint kind, for comparison with trying all points.
struct RandomConstraintModel {
  static let kinds = [
    "rows", "relation", "clause", "exactly-one", "maximum", "element", "all-different",
    "no-overlap", "cumulative", "no-overlap-2D", "modulo-cumulative",
  ]

  private var random: RandomStream
  private(set) var model = Model("random")
  private var integers: [Variable] = []
  private var booleans: [Variable] = []

  /// A model with constraints of the kinds, two to four integer and up to four 0/1 variables.
  static func make(_ kinds: [String], seed: UInt64) -> Model {
    var maker = RandomConstraintModel(random: RandomStream(seed: seed))
    maker.build(kinds)
    return maker.model
  }

  private init(random: RandomStream) { self.random = random }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { random.integer(in: range) }

  private mutating func pick<T>(_ list: [T]) -> T { list[number(0...list.count - 1)] }

  private mutating func build(_ kinds: [String]) {
    for i in 0..<number(2...4) {
      let low = number(-3...3)
      integers.append(
        model.variable(
          .integer, lower: Double(low), upper: Double(low + number(0...4)), name: "x", i))
    }
    for _ in 0..<number(0...3) { booleans.append(model.binary("b")) }
    if booleans.isEmpty { booleans.append(model.binary("b")) }
    for kind in kinds {
      for _ in 0..<number(1...2) { add(kind) }
    }
    let objective = (integers + booleans).map { (Double(number(-3...3)), $0) }
    var sum = LinearExpression(Double(number(-5...5)))
    for (factor, variable) in objective { sum.add(factor, variable) }
    switch number(0...3) {
    case 0: model.maximize(sum)
    case 1: model.minimize(pick(integers))
    case 2: break
    default: model.minimize(sum)
    }
  }

  /// A constant, ± a variable plus a constant, or a sum of two.
  private mutating func expression() -> LinearExpression {
    var result = LinearExpression(Double(number(-2...2)))
    switch number(0...5) {
    case 0: break
    case 1: result.add(-1, pick(integers))
    case 2:
      result.add(Double(number(-2...2)), pick(integers))
      result.add(Double(number(-2...2)), pick(booleans))
    default: result.add(1, pick(integers))
    }
    return result
  }

  private mutating func literal() -> Literal {
    Literal(pick(booleans), isNegated: number(0...1) == 1)
  }

  private mutating func relation() -> LinearRelation {
    var sum = LinearExpression()
    for _ in 0..<number(1...4) {
      sum.add(Double(number(-3...3)), pick(number(0...2) == 0 ? booleans : integers))
    }
    let limit = Double(number(-6...6))
    switch number(0...3) {
    case 0: return LinearRelation(limit, sum, limit)
    case 1: return LinearRelation(limit, sum, .infinity)
    default: return LinearRelation(-.infinity, sum, limit)
    }
  }

  private mutating func interval(_ mayVary: Bool = true) -> Interval {
    var start = LinearExpression(Double(number(-1...1)))
    if number(0...5) > 0 { start.add(1, pick(integers)) }
    var duration = LinearExpression(Double(number(0...4)))
    if mayVary, number(0...4) == 0 { duration.add(1, pick(booleans)) }
    return Interval(
      start: start, duration: duration, presence: number(0...2) == 0 ? literal() : nil)
  }

  private mutating func add(_ kind: String) {
    let count = number(2...4)
    switch kind {
    case "rows": model.require(relation())
    case "relation":
      model.require(.relation(relation(), if: (0..<number(0...2)).map { _ in literal() }))
    case "clause": model.require(.clause((0..<number(1...3)).map { _ in literal() }))
    case "exactly-one": model.require(.exactlyOne((0..<number(1...4)).map { _ in literal() }))
    case "maximum":
      model.require(.maximum(expression(), (0..<count).map { _ in expression() }))
    case "element":
      model.require(
        .element(expression(), index: expression(), (0..<count).map { _ in expression() }))
    case "all-different": model.require(.allDifferent((0..<count).map { _ in expression() }))
    case "no-overlap": model.require(.noOverlap((0..<count).map { _ in interval() }))
    case "cumulative":
      var capacity = LinearExpression(Double(number(1...4)))
      if number(0...4) == 0 { capacity.add(-1, pick(booleans)) }
      model.require(
        .cumulative(
          (0..<count).map { _ in interval() },
          demands: (0..<count).map { _ in
            var demand = LinearExpression(Double(number(0...3)))
            if number(0...4) == 0 { demand.add(1, pick(booleans)) }
            return demand
          }, capacity: capacity))
    case "no-overlap-2D":
      model.require(
        .noOverlap2D(
          (0..<count).map { _ in interval() }, (0..<count).map { _ in interval() }))
    default:
      model.require(
        .moduloCumulative(
          (0..<count).map { _ in interval(false) },
          demands: (0..<count).map { _ in number(0...2) }, capacity: number(1...4),
          period: number(1...5)))
    }
  }
}
