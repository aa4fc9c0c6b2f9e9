/// A decision variable of one model: the 0-based index of its column.
///
/// It knows the model that made it (and that model's copies): another one notes a fault when it is given the variable.
public struct Variable: Sendable, Hashable {
  /// 0-based column.
  public let index: Int
  /// Whose column it is.
  let owner: ModelOwner

  /// The variable of a column of whatever model it is given to.
  public init(index: Int) { self.init(index: index, owner: .any) }

  init(index: Int, owner: ModelOwner) {
    self.index = index
    self.owner = owner
  }
}

/// What values a variable takes between its bounds.
public enum VariableKind: Sendable, Hashable {
  case continuous
  /// Whole numbers; a binary variable is an integer one with bounds 0 and 1.
  case integer
}

/// A row of variables `x[i]`, `0 <= i < count`: a collection, so that `sum(x)`, `x.map` and `for` work on it.
public struct VariableVector: Sendable, Hashable, RandomAccessCollection {
  let start: Int
  let owner: ModelOwner
  /// Number of variables.
  public let count: Int

  /// 0, the index of the first variable.
  public var startIndex: Int { 0 }
  /// `count`, one past the last index.
  public var endIndex: Int { count }

  /// Variable i.
  public subscript(i: Int) -> Variable {
    precondition(i >= 0 && i < count, "index out of the vector")
    return Variable(index: start + i, owner: owner)
  }
}

/// A table of variables `x[i, j]`, `0 <= i < rows`, `0 <= j < columns`.
public struct VariableTable: Sendable, Hashable {
  let start: Int
  let owner: ModelOwner
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int

  /// Variable (i, j).
  public subscript(i: Int, j: Int) -> Variable {
    precondition(i >= 0 && i < rows && j >= 0 && j < columns, "index out of the table")
    return Variable(index: start + i * columns + j, owner: owner)
  }

  /// The variables of row i, by column.
  public func row(_ i: Int) -> VariableVector {
    precondition(i >= 0 && i < rows, "row out of the table")
    return VariableVector(start: start + i * columns, owner: owner, count: columns)
  }

  /// The variables of column j, by row.
  public func column(_ j: Int) -> [Variable] { (0..<rows).map { self[$0, j] } }
}
