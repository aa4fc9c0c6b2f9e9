extension Model {
  /// Adds a 0/1 variable.
  public mutating func binary(_ name: String = "") -> Variable {
    variable(.integer, lower: 0, upper: 1, name: name)
  }

  /// Adds a vector of variables with common bounds.
  public mutating func variables(
    _ kind: VariableKind, _ count: Int, lower: Double = 0, upper: Double = .infinity,
    name: String = ""
  ) -> VariableVector {
    let first = columnCount
    for i in 0..<count { variable(kind, lower: lower, upper: upper, name: name, i) }
    return VariableVector(start: first, owner: owner, count: count)
  }

  /// Adds a table of variables with common bounds.
  public mutating func variables(
    _ kind: VariableKind, _ rows: Int, _ columns: Int, lower: Double = 0,
    upper: Double = .infinity, name: String = ""
  ) -> VariableTable {
    let first = columnCount
    for i in 0..<rows {
      for j in 0..<columns { variable(kind, lower: lower, upper: upper, name: name, i, j) }
    }
    return VariableTable(start: first, owner: owner, rows: rows, columns: columns)
  }

  /// Adds a vector of 0/1 variables.
  public mutating func binaries(_ count: Int, name: String = "") -> VariableVector {
    variables(.integer, count, upper: 1, name: name)
  }

  /// Adds a table of 0/1 variables.
  public mutating func binaries(_ rows: Int, _ columns: Int, name: String = "") -> VariableTable {
    variables(.integer, rows, columns, upper: 1, name: name)
  }

  /// Fixes a variable.
  public mutating func fix(_ variable: Variable, to value: Double) {
    restrict(variable, lower: value, upper: value)
  }
}
