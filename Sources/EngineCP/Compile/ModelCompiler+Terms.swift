import Modeling

/// Variables beyond columns, and expressions as a view and an offset.
extension ModelCompiler {
  /// An auxiliary variable.
  ///
  /// - Parameter follows: whether it is fixed, or may take its lower bound, wherever the variables it depends on are fixed: then the
  ///   search makes no decision about it.
  mutating func integer(
    _ low: Int, _ high: Int, follows: Bool = false, _ place: String
  ) throws(EngineError) -> Int32 {
    guard low >= -Int(Kernel.limit), high <= Int(Kernel.limit) else {
      throw Self.refusal(place, "found values from \(low) to \(high), expected at most 2^60")
    }
    if low > high {
      isRefuted = true
      return zero
    }
    let isBinary = low >= 0 && high <= 1
    let view = kernel.variable(
      Value(truncatingIfNeeded: low), Value(truncatingIfNeeded: high),
      isDecision: isBinary && !follows)
    if !isBinary, !follows { kernel.completion.append(view) }
    return view
  }

  /// The predicate `term >= value`.
  func atLeast(_ term: Term, _ value: Int) -> Predicate {
    // One beyond every bound, so that it is true or false there.
    let beyond = Int(Kernel.limit) + 1
    let bound = max(-beyond, min(beyond, value - term.offset))
    return Predicate(term.view, Value(truncatingIfNeeded: bound))
  }

  func lower(_ term: Term) -> Int { Int(kernel.lower[term.view]) + term.offset }
  func upper(_ term: Term) -> Int { Int(kernel.upper(term.view)) + term.offset }

  /// An expression as a view and an offset, with values that a `Double` tells apart, for points are checked in those.
  mutating func term(_ expression: LinearExpression, _ place: String) throws(EngineError) -> Term {
    try checked(try anyTerm(expression, place), place)
  }

  /// A term whose values are within the limit and ±2^53.
  func checked(_ term: Term, _ place: String) throws(EngineError) -> Term {
    let limit = min(Int(Kernel.limit), Int(greatestExact))
    let (low, high) = (lower(term), upper(term))
    if low < -limit || high > limit {
      throw Self.refusal(place, "found values from \(low) to \(high), expected at most 2^53")
    }
    return term
  }

  /// An expression as a view and an offset; other than ± a variable it gets an auxiliary variable that equals it.
  mutating func anyTerm(
    _ expression: LinearExpression, _ place: String
  ) throws(EngineError) -> Term {
    let whole = try Self.whole(expression, place)
    switch whole.factors.count {
    case 0: return Term(view: zero, offset: whole.constant)
    case 1 where abs(whole.factors[0]) == 1:
      let view = 2 * whole.columns[0]
      return Term(view: whole.factors[0] == 1 ? view : view ^ 1, offset: whole.constant)
    default: break
    }
    if let known = auxiliaries[expression] { return known }
    var (least, greatest) = (WholeSum(), WholeSum())
    for (column, factor) in zip(whole.columns, whole.factors) {
      let view = 2 * column
      let (a, b) = (Int(kernel.lower[view]), Int(kernel.upper(view)))
      least.add(factor, times: factor > 0 ? a : b)
      greatest.add(factor, times: factor > 0 ? b : a)
    }
    guard least.fits, greatest.fits else { throw Self.refusal(place, "found sums beyond 2^61") }
    let (low, high) = (least.value, greatest.value)
    let view = try integer(low, high, place)
    if isRefuted { return Term(view: zero, offset: 0) }
    define(
      view, sum: zip(whole.columns, whole.factors).map { (factor: $1, view: 2 * $0) }, low, high)
    var terms = zip(whole.columns, whole.factors).map { (factor: $1, view: 2 * $0) }
    terms.append((factor: -1, view: view))
    try require(terms, atMost: 0, if: nil, place)
    try require(terms.map { (factor: -$0.factor, view: $0.view) }, atMost: 0, if: nil, place)
    let term = Term(view: view, offset: whole.constant)
    auxiliaries[expression] = term
    return term
  }

  /// An expression with whole coefficients, each column once.
  static func whole(_ expression: LinearExpression, _ place: String) throws(EngineError) -> (
    columns: [Int32], factors: [Int], constant: Int
  ) {
    var sums: [Int32: Int] = [:]
    var order: [Int32] = []
    func number(_ value: Double, _ what: String) throws(EngineError) -> Int {
      guard let whole = Int(exactly: value), abs(value) <= greatestExact else {
        throw refusal(place, "found the \(what) \(value), expected a whole number up to 2^53")
      }
      return whole
    }
    let constant = try number(expression.constant, "constant")
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      let factor = try number(coefficient, "coefficient")
      if sums[column] == nil { order.append(column) }
      var sum = WholeSum(sums[column] ?? 0)
      sum.add(factor)
      guard sum.fits else { throw refusal(place, "found sums beyond 2^61") }
      sums[column] = sum.value
    }
    order.removeAll { sums[$0] == 0 }
    return (order, order.map { sums[$0] ?? 0 }, constant)
  }
}
