/// What became of an inference.
enum Verdict {
  /// Its negation is refuted.
  case implied
  /// Some point satisfies everything and falsifies the clause.
  case wrong(String)
  /// The search was given up, for a reason.
  case open(String)
}

/// Verifies inferences: refutes the root bounds, definitions and one constraint together with a negated clause.
///
/// The search narrows bounds until nothing changes and then decides one thing: which of two tasks comes first, which
/// term is the greatest, in which half of its values a column is. First only those tasks of a resource take part that
/// share a column with the clause or its definitions; what is refuted without the others is refuted with them.
struct Refuter {
  let table: ModelTable
  var store: LinearStore
  var bounds = Bounds()
  var definitions: Definitions

  // What the inference is about.
  var clause: [Predicate] = []
  var shape = Shape.unsupported
  /// Place of the constraint; -1 = the source is none.
  var constraint = -1
  /// Variables of the clause with definitions, and what these use; then columns of both.
  var defined: [Int32] = []
  var columns: [Int32] = []
  /// Line in which each variable was met last.
  var met: [Int32] = []
  var line: Int32 = 0

  // The state of the search.
  /// Inequalities that decisions have added.
  var active: [Inequality] = []
  /// Items of the constraint that take part.
  var items: [Int32] = []
  /// Whether all items take part.
  var hasAllItems = true
  var spans: [Span] = []
  var otherSpans: [Span] = []
  /// For each pair of places in `items`, whether nothing is left to decide about it.
  var isSettled: [Bool] = []
  var settled: [Int32] = []
  /// The term of a maximum or element that was decided; -1 = none.
  var picked = -1
  /// Columns of the constraint that are not in `columns`.
  var others: [Int32] = []
  var frames: [Frame] = []
  var nodes = 0
  /// Steps of the tests that take more than linear time.
  var work = 0
  var differences = DifferenceGraph()
  /// A point, by variable.
  var values: [Int] = []

  init(_ table: ModelTable) {
    self.table = table
    store = table.store
    definitions = Definitions(columns: table.lower.count)
    bounds.grow(to: table.lower.count)
    for column in table.lower.indices {
      bounds.start(column, table.lower[column], table.upper[column])
    }
    met = [Int32](repeating: 0, count: table.lower.count)
    values = table.lower
  }

  /// Number of columns.
  var columnCount: Int { table.lower.count }

  /// Gives a new variable its first bounds.
  mutating func begin(_ variable: Int, isCondition: Bool) {
    bounds.grow(to: variable + 1)
    while met.count <= variable {
      met.append(0)
      values.append(0)
    }
    if isCondition { bounds.start(variable, 0, 1) }
  }

  /// Whether a clause follows from a source.
  mutating func verdict(_ predicates: [Predicate], from source: Source) -> Verdict {
    guard let shape = table.shape(of: source) else {
      return .open("the model has no such row or constraint")
    }
    if case .unsupported = shape {
      return .open("inferences from this kind of constraint are not supported")
    }
    (clause, self.shape, nodes, work) = (predicates, shape, 0, 0)
    if case .constraint(let place) = source { constraint = place } else { constraint = -1 }
    let permanent = store.count
    defer {
      bounds.undo(to: 0)
      store.cut(to: permanent)
      active.removeAll(keepingCapacity: true)
    }
    for predicate in clause where !bounds.forbid(predicate) { return .implied }
    collect()
    let all = shape.items.count
    takeItems(all: false)
    if !hasAllItems, !items.isEmpty {
      let mark = mark()
      if case .implied = search(limit: 2_000) { return .implied }
      undo(to: mark)
    }
    if items.count < all { takeItems(all: true) }
    return search(limit: 20_000)
  }

  /// Lists what the clause depends on.
  private mutating func collect() {
    line &+= 1
    defined.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    for predicate in clause { meet(predicate.variable) }
    var next = 0
    while next < defined.count {
      let definition = definitions.all[Int(defined[next])]
      next += 1
      for place in definition.start..<definition.end { meet(store.variables[place]) }
      for place in definition.firstPredicate..<definition.endPredicate {
        meet(definitions.predicates[place].variable)
      }
    }
  }

  private mutating func meet(_ variable: Int32) {
    if met[Int(variable)] == line { return }
    met[Int(variable)] = line
    if Int(variable) < columnCount { columns.append(variable) } else { defined.append(variable) }
  }
}
