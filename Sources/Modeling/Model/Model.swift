import OptCore

/// A mixed-integer model as data: linear rows, and constraints beyond them.
///
/// Columns are variables with bounds, rows are linear constraints `lower <= sum <= upper`, stored row by row in flat
/// arrays; `constraints` holds whatever is no plain row. Building never throws: the first mistake (a number that is not finite, a variable of another model) is kept
/// in `fault` and thrown by whoever solves or writes the model.
public struct Model: Sendable {
  /// The model's name, for files and messages.
  public var name: String
  /// What its variables carry; copies of a model share it.
  let owner: ModelOwner

  /// Lower bound of each column; `-infinity` = none.
  public private(set) var columnLower: [Double] = []
  /// Upper bound of each column; `infinity` = none.
  public private(set) var columnUpper: [Double] = []
  /// What values each column takes.
  public private(set) var columnKinds: [VariableKind] = []
  private var columnLabels = LabelTable(prefix: "C")

  /// Lower limit of each row; `-infinity` = none.
  public private(set) var rowLower: [Double] = []
  /// Upper limit of each row; `infinity` = none.
  public private(set) var rowUpper: [Double] = []
  /// Whether an engine may leave each row out until a point violates it.
  public private(set) var rowIsLazy: [Bool] = []
  /// Start of each row in `termColumns` and `termCoefficients`; `rowCount + 1` entries.
  public private(set) var rowStarts: [Int] = [0]
  /// Column of each term, row by row, without duplicates inside a row.
  public private(set) var termColumns: [Int32] = []
  /// Coefficient of each term, never 0.
  public private(set) var termCoefficients: [Double] = []
  private var rowLabels = LabelTable(prefix: "R")

  /// Constraints beyond linear rows, in the order in which they were added.
  public private(set) var constraints: [Constraint] = []
  private var constraintLabels = LabelTable(prefix: "K")

  /// The objective, without duplicate terms.
  public private(set) var objective = LinearExpression()
  /// Whether the objective is minimised or maximised.
  public private(set) var sense = ObjectiveSense.minimize

  /// The first mistake made while building; nil = none.
  public private(set) var fault: ModelError?

  /// Row in which each column last occurred, for merging duplicates in linear time.
  private var lastUse: [(stamp: Int32, position: Int)] = []
  private var stamp: Int32 = 0

  /// An empty model.
  public init(_ name: String) {
    self.name = name
    owner = .new()
  }

  /// Number of variables.
  public var columnCount: Int { columnLower.count }
  /// Number of linear rows.
  public var rowCount: Int { rowLower.count }
  /// Number of coefficients in the rows.
  public var termCount: Int { termColumns.count }

  /// The name of a variable.
  public func name(of variable: Variable) -> String { columnLabels[variable.index] }

  /// The name of row `row`.
  public func rowName(_ row: Int) -> String { rowLabels[row] }

  /// The name of constraint `index` of `constraints`.
  public func constraintName(_ index: Int) -> String { constraintLabels[index] }

  /// The terms of row `row`: the range of its entries in `termColumns` and `termCoefficients`.
  public func terms(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  // MARK: Variables

  /// Adds one variable; `name` may carry up to three indices, which are formatted only when the name is read.
  @discardableResult
  public mutating func variable(
    _ kind: VariableKind, lower: Double = 0, upper: Double = .infinity, name: String = "",
    _ i: Int = -1, _ j: Int = -1, _ k: Int = -1
  ) -> Variable {
    let variable = Variable(index: columnCount, owner: owner)
    if lower.isNaN || upper.isNaN || lower == .infinity || upper == -.infinity || lower > upper {
      note(
        .badBounds(what: "variable \(name.isEmpty ? "C\(columnCount + 1)" : name)", lower, upper))
    }
    columnLower.append(lower)
    columnUpper.append(upper)
    columnKinds.append(kind)
    columnLabels.append(name, i, j, k)
    lastUse.append((0, 0))
    return variable
  }

  /// Narrows the bounds of a variable to their intersection with `[lower, upper]`.
  public mutating func restrict(
    _ variable: Variable, lower: Double = -.infinity, upper: Double = .infinity
  ) {
    guard knows(variable) else { return }
    let index = variable.index
    columnLower[index] = max(columnLower[index], lower)
    columnUpper[index] = min(columnUpper[index], upper)
    if !(columnLower[index] <= columnUpper[index]) {
      let bounds = (columnLower[index], columnUpper[index])
      note(.badBounds(what: "variable \(name(of: variable))", bounds.0, bounds.1))
    }
  }

  /// Lets continuous variables take whole values only.
  public mutating func makeWhole() {
    for column in columnKinds.indices where columnKinds[column] == .continuous {
      columnKinds[column] = .integer
    }
  }

  // MARK: Constraints and objective

  /// Adds a constraint; `name` may carry up to three indices, formatted only when the name is read.
  ///
  ///     model.require(x + y <= 4, "capacity")
  ///     model.require(x + y, in: 1...3)
  ///
  /// - Parameter lazily: an engine may leave the row out until a point violates it.
  /// - Returns: the 0-based row.
  /// - Complexity: O(number of terms).
  @discardableResult
  public mutating func require(
    _ relation: LinearRelation, _ name: String = "", _ i: Int = -1, _ j: Int = -1, _ k: Int = -1,
    lazily: Bool = false
  ) -> Int {
    let expression = relation.expression
    let start = termColumns.count
    if !owner.accepts(expression.owner) {
      note(.foreignVariable(where: "row \(rowCount + 1) \(name)"))
    }
    let merged = merged(expression)
    termColumns.append(contentsOf: merged.columns)
    termCoefficients.append(contentsOf: merged.coefficients)
    if !expression.constant.isFinite {
      note(.notFinite(where: "the constant of row \(rowCount + 1) \(name)"))
    }
    for position in start..<termColumns.count where !termCoefficients[position].isFinite {
      note(.notFinite(where: "row \(rowCount + 1) \(name)"))
    }
    let lower = relation.lower - expression.constant
    let upper = relation.upper - expression.constant
    if lower.isNaN || upper.isNaN || lower == .infinity || upper == -.infinity || lower > upper {
      note(.badBounds(what: "row \(rowCount + 1) \(name)", lower, upper))
    }
    rowLower.append(lower)
    rowUpper.append(upper)
    rowIsLazy.append(lazily)
    rowStarts.append(termColumns.count)
    rowLabels.append(name, i, j, k)
    return rowCount - 1
  }

  /// Adds a constraint with two limits, which Swift cannot write as `1 <= x + y <= 3`.
  ///
  /// - Returns: the 0-based row.
  /// - Complexity: O(number of terms).
  @discardableResult
  public mutating func require(
    _ term: some LinearTerm, in range: ClosedRange<Double>, _ name: String = "", _ i: Int = -1,
    _ j: Int = -1, _ k: Int = -1, lazily: Bool = false
  ) -> Int {
    var expression = LinearExpression()
    term.add(to: &expression, factor: 1)
    return require(
      LinearRelation(range.lowerBound, expression, range.upperBound), name, i, j, k,
      lazily: lazily)
  }

  /// Minimises an expression; replaces any earlier objective.
  public mutating func minimize(_ expression: some LinearTerm) {
    setObjective(expression, .minimize)
  }

  /// Maximises an expression; replaces any earlier objective.
  public mutating func maximize(_ expression: some LinearTerm) {
    setObjective(expression, .maximize)
  }

  private mutating func setObjective(_ term: some LinearTerm, _ sense: ObjectiveSense) {
    var raw = LinearExpression()
    term.add(to: &raw, factor: 1)
    if !owner.accepts(raw.owner) { note(.foreignVariable(where: "the objective")) }
    objective = withoutOwner(merged(raw))
    if !objective.constant.isFinite || !objective.coefficients.allSatisfy(\.isFinite) {
      note(.notFinite(where: "the objective"))
    }
    self.sense = sense
  }

  /// The expression with duplicates added up and zeros left out.
  private mutating func merged(_ expression: LinearExpression) -> LinearExpression {
    stamp &+= 1
    var isClean = true
    for (position, column) in expression.columns.enumerated() {
      guard knows(Variable(index: Int(column))) else {
        isClean = false
        continue
      }
      if lastUse[Int(column)].stamp == stamp || expression.coefficients[position] == 0 {
        isClean = false
      }
      lastUse[Int(column)] = (stamp, position)
    }
    if isClean { return expression }
    return withoutDuplicates(expression)
  }

  /// The slow path of `merged`: adds up in order of first occurrence.
  private mutating func withoutDuplicates(_ expression: LinearExpression) -> LinearExpression {
    stamp &+= 1
    var order: [Int32] = []
    var totals: [Double] = []
    for (column, coefficient) in zip(expression.columns, expression.coefficients)
    where column >= 0 && Int(column) < columnCount {
      if lastUse[Int(column)].stamp == stamp {
        totals[lastUse[Int(column)].position] += coefficient
      } else {
        lastUse[Int(column)] = (stamp, order.count)
        order.append(column)
        totals.append(coefficient)
      }
    }
    var result = LinearExpression(expression.constant)
    for (column, total) in zip(order, totals) where total != 0 {
      result.add(total, Variable(index: Int(column)))
    }
    return result
  }

  /// What the model holds are columns of its own, equal to those of an equal model.
  private func withoutOwner(_ expression: LinearExpression) -> LinearExpression {
    var result = LinearExpression(expression.constant)
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      result.add(coefficient, Variable(index: Int(column)))
    }
    return result
  }

  private mutating func knows(_ variable: Variable) -> Bool {
    guard owner.accepts(variable.owner) else {
      note(.foreignVariable(where: "the bounds of a variable"))
      return false
    }
    if variable.index >= 0 && variable.index < columnCount { return true }
    note(.unknownVariable(index: variable.index, columns: columnCount))
    return false
  }

  mutating func note(_ error: ModelError) {
    if fault == nil { fault = error }
  }

  // MARK: For `Model+Constraints`

  mutating func append(_ constraint: Constraint, _ name: String, _ i: Int, _ j: Int, _ k: Int) {
    constraints.append(constraint)
    constraintLabels.append(name, i, j, k)
  }

  /// Whether variables of an owner may be used here.
  func accepts(_ other: ModelOwner) -> Bool { owner.accepts(other) }

  /// The same model without its constraints: what a linear form begins with.
  func withoutConstraints() -> Model {
    var result = self
    result.constraints = []
    result.constraintLabels = LabelTable(prefix: "K")
    return result
  }

  // MARK: For `Model+Rules`

  /// Keeps some rows and constraints, and changes the bounds of all columns.
  mutating func keep(rows: [Int], constraints places: [Int], lower: [Double], upper: [Double]) {
    (columnLower, columnUpper) = (lower, upper)
    var (columns, coefficients): ([Int32], [Double]) = ([], [])
    var starts = [0]
    for row in rows {
      columns.append(contentsOf: termColumns[terms(ofRow: row)])
      coefficients.append(contentsOf: termCoefficients[terms(ofRow: row)])
      starts.append(columns.count)
    }
    (termColumns, termCoefficients, rowStarts) = (columns, coefficients, starts)
    (rowLower, rowUpper) = (rows.map { rowLower[$0] }, rows.map { rowUpper[$0] })
    rowIsLazy = rows.map { rowIsLazy[$0] }
    rowLabels = rowLabels.choosing(rows)
    constraints = places.map { constraints[$0] }
    constraintLabels = constraintLabels.choosing(places)
  }
}
