import Modeling

/// Turns a model into the kernel's variables, clauses, precedences and propagators.
///
/// Column j becomes kernel variable j, so views 2j and 2j + 1; auxiliary variables follow.
/// Files: `+Terms` (variables and expressions), `+Rows` (linear rows), `+Constraints` (everything else), `+Intervals` (tasks and resources).
package struct ModelCompiler: ~Copyable {
  let model: Model
  var kernel = Kernel()
  /// A view that is always 0.
  private(set) var zero: Int32 = 0
  /// Whether the constraints are refuted already.
  package var isRefuted = false
  /// Auxiliary variables of expressions that are more than a variable and an offset.
  var auxiliaries: [LinearExpression: Term] = [:]
  /// Terms split by periods.
  var splits: [PeriodSplit.Key: PeriodSplit] = [:]
  /// By row of the period, how often tasks of varying length cover it.
  var spans: [PeriodSplit.Span: [Int32]] = [:]
  /// Numbers of the tasks that exclude others.
  var taskNumbers: [Task: Int] = [:]
  /// Literals of the orders of pairs that exclude each other, by the numbers of both tasks, the lower one first.
  var orders: [Int: Order] = [:]
  /// Sets of tasks, by number, that are on a machine together.
  var machines: Set<Set<Int>> = []
  /// Sets of literals of which exactly one holds.
  var groups: [[Predicate]] = []
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
  /// - Throws: `EngineError.model` where the model is beyond the engine: no finite domain, values beyond the kernel's word,
  ///   coefficients that are no fractions, continuous variables that cannot be taken as whole.
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
    let following = FollowingColumns(model, rows)
    for column in 0..<model.columnCount {
      let (low, high) = (domains.lower[column], domains.upper[column])
      let limit = min(Double(Kernel.limit), greatestExact)
      guard low >= -limit, high <= limit else {
        let name = model.name(of: Variable(index: column))
        throw Self.refusal(
          "variable \(name)",
          "found the domain [\(low), \(high)], expected one within -2^53 and 2^53")
      }
      let isBinary = low >= 0 && high <= 1
      if low > high {
        isRefuted = true
        return
      }
      let follows = following.isFollowing[column]
      let view = kernel.variable(Value(low), Value(high), isDecision: isBinary && !follows)
      if !isBinary, !follows { kernel.completion.append(view) }
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
    addPricedLoads()
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
    let term = try anyTerm(expression, "the objective")
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
