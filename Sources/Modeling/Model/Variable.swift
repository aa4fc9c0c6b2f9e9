/// A decision variable of one model: the 0-based index of its column.
public struct Variable: Sendable, Hashable {
  /// 0-based column.
  public let index: Int

  /// The variable of a column.
  public init(index: Int) { self.index = index }
}

/// What values a variable takes between its bounds.
public enum VariableKind: Sendable, Hashable {
  case continuous
  /// Whole numbers; a binary variable is an integer one with bounds 0 and 1.
  case integer
}

/// A row of variables `x[i]`, `0 <= i < count`.
public struct VariableVector: Sendable, Hashable {
  let first: Int
  /// Number of variables.
  public let count: Int

  /// Variable i.
  public subscript(i: Int) -> Variable {
    precondition(i >= 0 && i < count, "index out of the vector")
    return Variable(index: first + i)
  }
}

/// A table of variables `x[i, j]`, `0 <= i < rows`, `0 <= j < columns`.
public struct VariableTable: Sendable, Hashable {
  let first: Int
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int

  /// Variable (i, j).
  public subscript(i: Int, j: Int) -> Variable {
    precondition(i >= 0 && i < rows && j >= 0 && j < columns, "index out of the table")
    return Variable(index: first + i * columns + j)
  }
}
