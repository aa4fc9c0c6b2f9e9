import Modeling

/// A stretch of time: a start, a duration, a demand, and whether it takes place.
struct TaskForms {
  var start: Form
  var duration: Form
  var demand: Form
  var presence: Predicate?
}

/// What a constraint means, in whole numbers; ranges are places in the arrays of `ModelTable`.
enum Shape {
  /// All inequalities hold.
  case rows(Range<Int>)
  /// All inequalities hold where all literals do.
  case conditional(Range<Int>, if: Range<Int>)
  /// None of the forms `term - value` is positive, one is 0.
  case maximum(Range<Int>)
  /// `index` is a place in the forms `value - term`, and that form is 0.
  case element(index: Form, Range<Int>)
  /// No two tasks overlap.
  case noOverlap(Range<Int>)
  case cumulative(Range<Int>, capacity: Form)
  /// No two rectangles overlap; sides in x and in y are tasks.
  case rectangles(x: Range<Int>, y: Range<Int>)
  /// What inferences are not accepted from.
  case unsupported

  /// The tasks that are items of the constraint: rectangles count by their sides in x.
  var items: Range<Int> {
    switch self {
    case .noOverlap(let tasks), .cumulative(let tasks, _), .rectangles(let tasks, _): tasks
    default: 0..<0
    }
  }
}

/// A model in whole numbers.
struct ModelTable {
  var store = LinearStore()
  var inequalities: [Inequality] = []
  var literals: [Predicate] = []
  var forms: [Form] = []
  var tasks: [TaskForms] = []
  /// What each row means.
  private(set) var rows: [Shape] = []
  /// What each constraint means.
  private(set) var constraints: [Shape] = []
  /// The columns of each constraint, without duplicates.
  private(set) var columns: [[Int32]] = []
  /// First bounds of the columns.
  private(set) var lower: [Int] = []
  private(set) var upper: [Int] = []
  private(set) var uses = TaskUses()
  /// The constraints as the model has them.
  let originals: [Constraint]

  /// Translates a model; the fault says what proofs cannot speak of.
  init(_ model: Model) throws(ProofFault) {
    originals = model.constraints
    if let fault = model.fault { throw ProofFault(0, "the model is faulty: \(fault)") }
    for column in 0..<model.columnCount {
      let low = (model.columnLower[column] - 1e-6).rounded(.up)
      let high = (model.columnUpper[column] + 1e-6).rounded(.down)
      guard model.columnKinds[column] == .integer, abs(low) <= 0x1p53, abs(high) <= 0x1p53 else {
        throw ProofFault(0, "column \(column) is not whole or has no bounds")
      }
      lower.append(Int(low))
      upper.append(Int(high))
    }
    for row in 0..<model.rowCount {
      let terms = model.terms(ofRow: row)
      rows.append(
        addRow(
          Array(model.termColumns[terms]), Array(model.termCoefficients[terms]),
          model.rowLower[row], model.rowUpper[row]) ?? .unsupported)
    }
    for constraint in model.constraints {
      constraints.append(shape(of: constraint) ?? .unsupported)
      columns.append(Array(Set(constraint.columns)).sorted())
    }
    uses = TaskUses(self)
  }

  /// What a source means; nil = the model has no such row or constraint.
  func shape(of source: Source) -> Shape? {
    switch source {
    case .definitions: .rows(0..<0)
    case .row(let row): rows.indices.contains(row) ? rows[row] : nil
    case .constraint(let place): constraints.indices.contains(place) ? constraints[place] : nil
    }
  }
}

/// Which items of constraints each column is part of.
struct TaskUses {
  private var starts: [Int] = []
  private(set) var uses: [(constraint: Int32, item: Int32)] = []

  init() {}

  init(_ table: ModelTable) {
    var all = [[(constraint: Int32, item: Int32)]](repeating: [], count: table.lower.count)
    for (constraint, shape) in table.constraints.enumerated() {
      let items = shape.items
      for item in 0..<items.count {
        let use = (Int32(truncatingIfNeeded: constraint), Int32(truncatingIfNeeded: item))
        let parts = table.tasks(of: shape, item: item).flatMap { table.columns(of: $0) }
        for column in Set(parts) { all[Int(column)].append(use) }
      }
    }
    starts = [0]
    for list in all {
      uses.append(contentsOf: list)
      starts.append(uses.count)
    }
  }

  /// The uses of a column, as places in `uses`.
  subscript(column: Int) -> Range<Int> { starts[column]..<starts[column + 1] }
}

extension ModelTable {
  /// The tasks of an item of a constraint: both sides of a rectangle.
  func tasks(of shape: Shape, item: Int) -> [TaskForms] {
    let first = tasks[shape.items.lowerBound + item]
    if case .rectangles(_, let y) = shape { return [first, tasks[y.lowerBound + item]] }
    return [first]
  }

  fileprivate func columns(of task: TaskForms) -> [Int32] {
    var columns: [Int32] = []
    columns.reserveCapacity(4)
    for form in [task.start, task.duration, task.demand] {
      for place in form.start..<form.end { columns.append(store.variables[place]) }
    }
    if let presence = task.presence { columns.append(presence.variable) }
    return columns
  }
}
