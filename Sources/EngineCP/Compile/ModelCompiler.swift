import Modeling

/// Turns a model into the kernel's variables, clauses, precedences and propagators.
///
/// Column j becomes kernel variable j, so views 2j and 2j + 1; auxiliary variables follow.
/// Files: `+Rows` (linear rows), `+Constraints` (everything else), `+Intervals` (tasks and resources).
package struct ModelCompiler: ~Copyable {
  let model: Model
  var kernel = Kernel()
  /// A view that is always 0.
  private(set) var zero: Int32 = 0
  /// Whether the constraints are refuted already.
  package var isRefuted = false
  /// Auxiliary variables of expressions that are more than a variable and an offset.
  var auxiliaries: [LinearExpression: Term] = [:]
  /// Literals of the orders of pairs that exclude each other.
  var orders: [Pair: (before: Predicate, after: Predicate)] = [:]
  /// Sets of tasks that are on a machine together.
  var machines: Set<Set<Task>> = []
  /// The objective as a view to be minimised; nil = there is none.
  private(set) var objective: CompiledObjective?

  /// A view and a constant: what most expressions of schedules are.
  struct Term: Hashable {
    var view: Int32
    var offset: Int

    /// The negation of its value.
    var negated: Term { Term(view: view ^ 1, offset: -offset) }
  }

  /// Compiles a model without a fault.
  ///
  /// - Throws: `EngineError.model` where the model is beyond the engine: no finite domain, values beyond 2^29, coefficients
  ///   that are no fractions, continuous variables that cannot be taken as whole.
  ///
  /// - Parameters:
  ///   - wholeIsEnough: whether continuous variables may be taken as whole where that could lose something.
  ///   - proof: where definitions, the clauses of the model and every step of the search are written down; nil = nowhere.
  package init(
    _ model: Model, wholeIsEnough: Bool = false, proof: ProofLog? = nil
  ) throws(EngineError) {
    self.model = model
    if let proof { kernel.begin(proof) }
    let rows = try Self.rows(of: model)
    if !wholeIsEnough { try Self.requireWhole(model, rows) }
    if let row = rows.firstIndex(where: \.isContradictory) {
      note(.row(row))
      require(false)
      return
    }
    let domains = ColumnDomains(model, rows: rows)
    for column in 0..<model.columnCount {
      let (low, high) = (domains.lower[column], domains.upper[column])
      let limit = Double(Kernel.limit)
      guard low >= -limit, high <= limit else {
        let name = model.name(of: Variable(index: column))
        throw Self.refusal(
          "variable \(name)",
          "found the domain [\(low), \(high)], expected one within -2^29 and 2^29")
      }
      let isBinary = low >= 0 && high <= 1
      if low > high {
        isRefuted = true
        return
      }
      let view = kernel.variable(Int32(low), Int32(high), isDecision: isBinary)
      if !isBinary { kernel.completion.append(view) }
    }
    zero = kernel.variable(0, 0, isDecision: false)
    define(zero, sum: [], 0, 0)
    for (index, row) in rows.enumerated() where !isRefuted {
      note(.row(index))
      try add(row)
    }
    for (index, constraint) in model.constraints.enumerated() where !isRefuted {
      note(.constraint(index))
      try add(constraint, "\(constraint.kind) \(model.constraintName(index))")
    }
    note(.definitions)
    if !isRefuted { try setObjective() }
  }

  /// Hands the kernel over; the compiler is of no use afterwards.
  package consuming func takeKernel() -> Kernel { kernel }

  static func refusal(_ place: String, _ reason: String) -> EngineError {
    .model(.badShape(where: place, reason: reason))
  }

  /// Notes that a step refuted the constraints.
  mutating func require(_ isPossible: Bool) {
    if isPossible { return }
    if !isRefuted { kernel.logRefutedSource() }
    isRefuted = true
  }

  // MARK: Variables and terms

  mutating func integer(_ low: Int, _ high: Int, _ place: String) throws(EngineError) -> Int32 {
    guard low >= -Int(Kernel.limit), high <= Int(Kernel.limit) else {
      throw Self.refusal(place, "found values from \(low) to \(high), expected at most 2^29")
    }
    if low > high {
      isRefuted = true
      return zero
    }
    let isBinary = low >= 0 && high <= 1
    let view = kernel.variable(
      Int32(truncatingIfNeeded: low), Int32(truncatingIfNeeded: high), isDecision: isBinary)
    if !isBinary { kernel.completion.append(view) }
    return view
  }

  /// The predicate `term >= value`.
  func atLeast(_ term: Term, _ value: Int) -> Predicate {
    let bound = max(-Int(Kernel.limit), min(Int(Kernel.limit), value - term.offset))
    return Predicate(term.view, Int32(truncatingIfNeeded: bound))
  }

  func lower(_ term: Term) -> Int { Int(kernel.lower[term.view]) + term.offset }
  func upper(_ term: Term) -> Int { Int(kernel.upper(term.view)) + term.offset }

  /// An expression as a view and an offset; other than ± a variable it gets an auxiliary variable that equals it.
  mutating func term(_ expression: LinearExpression, _ place: String) throws(EngineError) -> Term {
    let whole = try Self.whole(expression, place)
    switch whole.factors.count {
    case 0: return Term(view: zero, offset: whole.constant)
    case 1 where abs(whole.factors[0]) == 1:
      let view = 2 * whole.columns[0]
      return Term(view: whole.factors[0] == 1 ? view : view ^ 1, offset: whole.constant)
    default: break
    }
    if let known = auxiliaries[expression] { return known }
    var (low, high) = (0, 0)
    for (column, factor) in zip(whole.columns, whole.factors) {
      let view = 2 * column
      let (a, b) = (factor * Int(kernel.lower[view]), factor * Int(kernel.upper(view)))
      low += min(a, b)
      high += max(a, b)
    }
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
    guard let constant = Int(exactly: expression.constant), abs(constant) <= Int(Kernel.limit)
    else {
      throw refusal(place, "found the constant \(expression.constant), expected a whole number")
    }
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      guard let factor = Int(exactly: coefficient), abs(factor) <= 1 << 40 else {
        throw refusal(place, "found the coefficient \(coefficient), expected a whole number")
      }
      if sums[column] == nil { order.append(column) }
      sums[column, default: 0] += factor
    }
    order.removeAll { sums[$0] == 0 }
    return (order, order.map { sums[$0] ?? 0 }, constant)
  }

  private mutating func setObjective() throws(EngineError) {
    let columns = model.objective.columns
    if columns.isEmpty { return }
    let coefficients = model.objective.coefficients
    let sign = model.sense == .minimize ? 1.0 : -1.0
    guard
      let row = IntegerRow(
        columns: columns, coefficients: coefficients.map { sign * $0 }, lower: -.infinity,
        upper: .infinity)
    else {
      throw Self.refusal("the objective", "found coefficients without a common small denominator")
    }
    let first = row.factors.indices.first { row.factors[$0] != 0 }
    guard let first else { return }
    let unit = sign * coefficients[first] / Double(row.factors[first])
    var expression = LinearExpression()
    for (column, factor) in zip(row.columns, row.factors) {
      expression.add(Double(factor), Variable(index: Int(column)))
    }
    let term = try term(expression, "the objective")
    let compiled = CompiledObjective(
      view: term.view, unit: sign * unit, constant: model.objective.constant)
    objective = compiled
    kernel.proof?.objective(compiled)
  }
}

/// The objective as the kernel sees it: a view to be minimised.
struct CompiledObjective {
  let view: Int32
  /// What one step of the view is worth in the model's objective; negative where that is maximised.
  let unit: Double
  let constant: Double

  /// The model's objective for a value of the view.
  func value(_ steps: Int) -> Double { constant + unit * Double(steps) }
}

extension Literal {
  /// The predicate of a literal: column j is kernel variable j.
  var predicate: Predicate {
    let view = Int32(truncatingIfNeeded: 2 * variable.index)
    return isNegated ? Predicate(view ^ 1, 0) : Predicate(view, 1)
  }
}
