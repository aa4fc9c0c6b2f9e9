extension Model {
  /// The model in the FlatZinc format, for constraint solvers that read it.
  ///
  /// It needs integer variables and whole numbers throughout. Rows, conditional rows (as reified rows), clauses,
  /// maximum and element become builtins; all-different, no-overlap, cumulative and no-overlap-2D become the standard
  /// predicates `fzn_all_different_int`, `fzn_disjunctive_strict`, `fzn_cumulative` and `fzn_diffn_nonstrict`. Optional
  /// intervals have no place in these: in a resource they get a demand or a width that is 0 where they are absent.
  /// What cannot be said so (a modulo resource, optional intervals of no overlap that may be empty, products of two
  /// variables) is written in the linear form of `linearised()`. Every variable of the model is marked as output; new
  /// ones have names that begin with `X_`.
  ///
  /// - Throws: the fault of a model that was built wrongly, `badShape` for fractions and continuous variables, and what
  ///   keeps a constraint from having a linear form.
  /// - Complexity: O(columns + rows + terms).
  /// - Source: The MiniZinc Handbook, "FlatZinc and Flattening" and "FlatZinc builtins".
  public func flatZincText() throws(ModelError) -> String {
    if let fault { throw fault }
    let linear = try linearised(where: { !FlatZincWriter.states($0, in: self) })
    var writer = FlatZincWriter(linear, original: self)
    return try writer.text()
  }
}

/// Writes a model whose rows and columns may include those of linear forms.
struct FlatZincWriter {
  let model: Model
  private let original: Model
  private let names: [String]
  /// Declarations and constraints of columns that other constraints need.
  private(set) var variables = ""
  private(set) var constraints = ""
  private var predicates: Set<String> = []
  private var newCount = 0
  private var literals: [Literal: String] = [:]

  init(_ model: Model, original: Model) {
    self.model = model
    self.original = original
    names = FileNames.identifiers(model)
  }

  mutating func text() throws(ModelError) -> String {
    try declareColumns()
    for row in 0..<model.rowCount { try writeRow(row) }
    for (index, constraint) in original.constraints.enumerated()
    where FlatZincWriter.states(constraint, in: original) {
      constraints += "% \(constraint.kind) \(FileNames.safe(original.constraintName(index)))\n"
      try write(constraint)
    }
    let goal = try solveItem()
    return header + variables + constraints + goal
  }

  /// The predicates that are not builtins, declared.
  private var header: String {
    let parameters = [
      "fzn_all_different_int": "array [int] of var int: x",
      "fzn_cumulative":
        "array [int] of var int: s, array [int] of var int: d, array [int] of var int: r, "
        + "var int: b",
      "fzn_diffn_nonstrict":
        "array [int] of var int: x, array [int] of var int: y, array [int] of var int: dx, "
        + "array [int] of var int: dy",
      "fzn_disjunctive_strict": "array [int] of var int: s, array [int] of var int: d",
    ]
    return predicates.sorted().map { "predicate \($0)(\(parameters[$0] ?? ""));\n" }.joined()
  }

  // MARK: Columns

  private mutating func declareColumns() throws(ModelError) {
    for column in 0..<model.columnCount {
      let name = names[column]
      // New columns of linear forms may take whole values even where they need not.
      guard model.columnKinds[column] == .integer || column >= original.columnCount else {
        throw .badShape(
          where: "variable \(original.name(of: Variable(index: column)))",
          reason: "found a continuous variable, expected integer ones in FlatZinc")
      }
      let output = column < original.columnCount ? " :: output_var" : ""
      let (lower, upper) = model.wholeBounds(ofColumn: column)
      variables += "var \(range(lower, upper)): \(name)\(output);\n"
      if lower.isFinite != upper.isFinite {
        // A type with one bound does not exist.
        let sign = lower.isFinite ? "-1" : "1"
        let limit = lower.isFinite ? -lower : upper
        constraints +=
          "constraint int_lin_le([\(sign)], [\(name)], \(FileNumber.text(limit)));\n"
      }
    }
  }

  private func range(_ lower: Double, _ upper: Double) -> String {
    guard lower.isFinite, upper.isFinite else { return "int" }
    return "\(FileNumber.text(lower))..\(FileNumber.text(upper))"
  }

  private mutating func newName() -> String {
    newCount += 1
    return "X_\(newCount)"
  }

  /// A variable, or a number, with the value of an expression.
  mutating func term(_ expression: LinearExpression) throws(ModelError) -> String {
    let expression = expression.collected()
    try requireWhole(expression)
    if expression.isConstant { return FileNumber.text(expression.constant) }
    if expression.columns.count == 1, expression.coefficients == [1], expression.constant == 0 {
      return names[Int(expression.columns[0])]
    }
    let name = newName()
    let (lower, upper) = model.bounds(of: expression)
    variables += "var \(range(lower, upper)): \(name) :: var_is_introduced;\n"
    let (factors, columns) = lists(expression)
    constraints +=
      "constraint int_lin_eq([\(factors), -1], [\(columns), \(name)], "
      + "\(FileNumber.text(-expression.constant)));\n"
    return name
  }

  mutating func terms(_ expressions: [LinearExpression]) throws(ModelError) -> String {
    var result: [String] = []
    for expression in expressions { result.append(try term(expression)) }
    return "[" + result.joined(separator: ", ") + "]"
  }

  /// A `bool` variable that is true where a literal holds.
  mutating func truth(_ literal: Literal) -> String {
    if let known = literals[literal] { return known }
    let name = newName()
    variables += "var bool: \(name) :: var_is_introduced;\n"
    let column = names[literal.variable.index]
    if literal.isNegated {
      let positive = truth(!literal)
      constraints += "constraint bool_not(\(positive), \(name));\n"
    } else {
      constraints += "constraint bool2int(\(name), \(column));\n"
    }
    literals[literal] = name
    return name
  }

  mutating func truths(_ literals: [Literal]) -> String {
    "[" + literals.map { truth($0) }.joined(separator: ", ") + "]"
  }

  // MARK: Rows

  private mutating func writeRow(_ row: Int) throws(ModelError) {
    var expression = LinearExpression()
    for position in model.terms(ofRow: row) {
      let column = Variable(index: Int(model.termColumns[position]))
      expression.add(model.termCoefficients[position], column)
    }
    try write(LinearRelation(model.rowLower[row], expression, model.rowUpper[row]), if: [])
  }

  /// A relation that holds where all of some conditions do.
  mutating func write(
    _ relation: LinearRelation, if conditions: [Literal]
  ) throws(ModelError) {
    let expression = relation.expression.collected()
    try requireWhole(expression)
    let lower = (relation.lower - expression.constant - 1e-9).rounded(.up)
    let upper = (relation.upper - expression.constant + 1e-9).rounded(.down)
    if lower == upper { return write("int_lin_eq", expression, lower, if: conditions) }
    if upper < .infinity { write("int_lin_le", expression, upper, if: conditions) }
    if lower > -.infinity { write("int_lin_le", -1 * expression, -lower, if: conditions) }
  }

  private mutating func write(
    _ builtin: String, _ expression: LinearExpression, _ limit: Double, if conditions: [Literal]
  ) {
    let (factors, columns) = lists(expression)
    let sides = "[\(factors)], [\(columns)], \(FileNumber.text(limit))"
    if conditions.isEmpty {
      constraints += "constraint \(builtin)(\(sides));\n"
      return
    }
    let holds = newName()
    variables += "var bool: \(holds) :: var_is_introduced;\n"
    let broken = truths(conditions)
    constraints += "constraint \(builtin)_reif(\(sides), \(holds));\n"
    constraints += "constraint bool_clause([\(holds)], \(broken));\n"
  }

  private func lists(_ expression: LinearExpression) -> (factors: String, columns: String) {
    (
      expression.coefficients.map { FileNumber.text($0) }.joined(separator: ", "),
      expression.columns.map { names[Int($0)] }.joined(separator: ", ")
    )
  }

  private func requireWhole(_ expression: LinearExpression) throws(ModelError) {
    let numbers = expression.coefficients + [expression.constant]
    for number in numbers where number != number.rounded() || abs(number) >= 1e15 {
      throw .badShape(
        where: "model \(model.name)",
        reason: "found the number \(number), expected whole ones below 1e15 in FlatZinc")
    }
  }

  // MARK: Constraints

  mutating func post(_ predicate: String, _ arguments: String) {
    if predicate.hasPrefix("fzn_") { predicates.insert(predicate) }
    constraints += "constraint \(predicate)(\(arguments));\n"
  }

  private mutating func solveItem() throws(ModelError) -> String {
    if model.objective.columns.isEmpty { return "solve satisfy;\n" }
    let verb = model.sense == .minimize ? "minimize" : "maximize"
    let objective = try term(model.objective)
    return "solve \(verb) \(objective);\n"
  }
}
