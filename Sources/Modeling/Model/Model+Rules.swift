/// Something that a point of a model has to satisfy, apart from the kinds of its variables.
public enum ModelRule: Sendable, Hashable {
  /// A row, by its 0-based number.
  case row(Int)
  /// A constraint, by its 0-based place in `constraints`.
  case constraint(Int)
  /// The lower bound of a column.
  case lowerBound(column: Int)
  /// The upper bound of a column.
  case upperBound(column: Int)
}

/// Rules one by one, and the models that some of them make.
///
/// The bounds 0 and 1 of an integer variable that has no other values belong to its kind and are no rules.
extension Model {
  /// Every rule: rows, constraints, then the finite bounds by column.
  public var rules: [ModelRule] {
    (0..<rowCount).map { .row($0) } + constraints.indices.map { .constraint($0) } + bounds
  }

  /// The finite bounds that are rules, by column.
  package var bounds: [ModelRule] {
    (0..<columnCount).flatMap { column -> [ModelRule] in
      let widest = widest(column)
      return
        (columnLower[column] > widest.lower ? [ModelRule.lowerBound(column: column)] : [])
        + (columnUpper[column] < widest.upper ? [ModelRule.upperBound(column: column)] : [])
    }
  }

  /// The bounds of a column without rules.
  private func widest(_ column: Int) -> (lower: Double, upper: Double) {
    let isLogical =
      columnKinds[column] == .integer && columnLower[column] >= 0 && columnUpper[column] <= 1
    return isLogical ? (0, 1) : (-.infinity, .infinity)
  }

  /// The name of a row or constraint; a bound reads as `x_2 <= 7`.
  public func name(of rule: ModelRule) -> String {
    switch rule {
    case .row(let row): rowName(row)
    case .constraint(let place): constraintName(place)
    case .lowerBound(let column):
      "\(name(of: Variable(index: column))) >= \(text(columnLower[column]))"
    case .upperBound(let column):
      "\(name(of: Variable(index: column))) <= \(text(columnUpper[column]))"
    }
  }

  /// Whether there is such a row, constraint or column.
  func has(_ rule: ModelRule) -> Bool {
    switch rule {
    case .row(let row): row < rowCount
    case .constraint(let place): place < constraints.count
    case .lowerBound(let column), .upperBound(let column): column < columnCount
    }
  }

  private func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// The columns that a rule speaks of; a column may come several times.
  package func columns(of rule: ModelRule) -> [Int32] {
    switch rule {
    case .row(let row): Array(termColumns[terms(ofRow: row)])
    case .constraint(let place): constraints[place].columns
    case .lowerBound(let column), .upperBound(let column): [Int32(truncatingIfNeeded: column)]
    }
  }

  /// The model with the same columns that has the given rules alone, and no objective.
  ///
  /// Rows and constraints keep their names and come in the order given. Numbers of rules are those of this model.
  ///
  /// - Complexity: O(size of the model).
  public func part(keeping rules: [ModelRule]) -> Model {
    var (rows, places): ([Int], [Int]) = ([], [])
    var (lower, upper) = (columnLower, columnUpper)
    for column in 0..<columnCount { (lower[column], upper[column]) = widest(column) }
    for rule in rules {
      switch rule {
      case .row(let row): rows.append(row)
      case .constraint(let place): places.append(place)
      case .lowerBound(let column): lower[column] = columnLower[column]
      case .upperBound(let column): upper[column] = columnUpper[column]
      }
    }
    var part = self
    part.keep(rows: rows, constraints: places, lower: lower, upper: upper)
    part.minimize(LinearExpression())
    return part
  }
}

extension ModelRule {
  /// The rule that a model without names calls so; nil where none does.
  init?(defaultName: String) {
    let words = defaultName.split(separator: " ")
    guard let word = words.first, let kind = word.first, let number = Int(word.dropFirst()),
      number >= 1
    else { return nil }
    switch (kind, words.count) {
    case ("R", 1): self = .row(number - 1)
    case ("K", 1): self = .constraint(number - 1)
    case ("C", 3) where words[1] == ">=": self = .lowerBound(column: number - 1)
    case ("C", 3) where words[1] == "<=": self = .upperBound(column: number - 1)
    default: return nil
    }
  }
}
