extension WorkerRequest {
  /// Number of constraints, then for each its kind (one byte) and its parts in the order of the enumeration's cases.
  ///
  /// An expression is its constant, columns and coefficients; a literal its column (32 bits) and whether it is negated;
  /// an interval its start, duration and, after a byte 0 or 1, presence; a list has its count (32 bits) in front.
  static func write(_ constraints: [Constraint], to writer: inout ByteWriter) {
    writer.append(UInt32(truncatingIfNeeded: constraints.count))
    for constraint in constraints { write(constraint, to: &writer) }
  }

  private static func write(_ constraint: Constraint, to writer: inout ByteWriter) {
    switch constraint {
    case .relation(let relation, let conditions):
      writer.append(UInt8(0))
      write(relation.expression, to: &writer)
      writer.append(relation.lower)
      writer.append(relation.upper)
      write(conditions, to: &writer)
    case .clause(let literals):
      writer.append(UInt8(1))
      write(literals, to: &writer)
    case .exactlyOne(let literals):
      writer.append(UInt8(2))
      write(literals, to: &writer)
    case .maximum(let value, let terms):
      writer.append(UInt8(3))
      write(value, to: &writer)
      write(terms, to: &writer)
    case .element(let value, let index, let terms):
      writer.append(UInt8(4))
      write(value, to: &writer)
      write(index, to: &writer)
      write(terms, to: &writer)
    case .allDifferent(let terms):
      writer.append(UInt8(5))
      write(terms, to: &writer)
    case .noOverlap(let intervals):
      writer.append(UInt8(6))
      write(intervals, to: &writer)
    case .cumulative(let intervals, let demands, let capacity):
      writer.append(UInt8(7))
      write(intervals, to: &writer)
      write(demands, to: &writer)
      write(capacity, to: &writer)
    case .noOverlap2D(let x, let y):
      writer.append(UInt8(8))
      write(x, to: &writer)
      write(y, to: &writer)
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      writer.append(UInt8(9))
      write(intervals, to: &writer)
      writer.append(UInt32(truncatingIfNeeded: demands.count))
      for demand in demands { writer.append(Int64(demand)) }
      writer.append(Int64(capacity))
      writer.append(Int64(period))
    }
  }

  private static func write(_ expression: LinearExpression, to writer: inout ByteWriter) {
    writer.append(expression.constant)
    writer.append(expression.columns)
    writer.append(expression.coefficients)
  }

  private static func write(_ terms: [LinearExpression], to writer: inout ByteWriter) {
    writer.append(UInt32(truncatingIfNeeded: terms.count))
    for term in terms { write(term, to: &writer) }
  }

  private static func write(_ literal: Literal, to writer: inout ByteWriter) {
    writer.append(Int32(truncatingIfNeeded: literal.variable.index))
    writer.append(UInt8(literal.isNegated ? 1 : 0))
  }

  private static func write(_ literals: [Literal], to writer: inout ByteWriter) {
    writer.append(UInt32(truncatingIfNeeded: literals.count))
    for literal in literals { write(literal, to: &writer) }
  }

  private static func write(_ intervals: [Interval], to writer: inout ByteWriter) {
    writer.append(UInt32(truncatingIfNeeded: intervals.count))
    for interval in intervals {
      write(interval.start, to: &writer)
      write(interval.duration, to: &writer)
      writer.append(UInt8(interval.presence == nil ? 0 : 1))
      if let presence = interval.presence { write(presence, to: &writer) }
    }
  }
}

// MARK: Reading

extension WorkerRequest {
  /// Rebuilds constraints through the model's own checks: those that make no sense end in its `fault`.
  static func readConstraints(
    from reader: inout ByteReader, into model: inout Model
  ) throws(WorkerMessageError) {
    // A kind and one count.
    for _ in 0..<(try reader.count(of: "constraints", size: 5)) {
      model.require(try constraint(from: &reader))
    }
  }

  private static func constraint(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> Constraint {
    switch try reader.integer(UInt8.self, "constraint kind") {
    case 0:
      let expression = try expression(from: &reader)
      let lower = try reader.real("lower limit")
      let upper = try reader.real("upper limit")
      let relation = LinearRelation(lower, expression, upper)
      return .relation(relation, if: try literals(from: &reader))
    case 1: return .clause(try literals(from: &reader))
    case 2: return .exactlyOne(try literals(from: &reader))
    case 3:
      let value = try expression(from: &reader)
      return .maximum(value, try terms(from: &reader))
    case 4:
      let value = try expression(from: &reader)
      let index = try expression(from: &reader)
      return .element(value, index: index, try terms(from: &reader))
    case 5: return .allDifferent(try terms(from: &reader))
    case 6: return .noOverlap(try intervals(from: &reader))
    case 7:
      let parts = try intervals(from: &reader)
      let demands = try terms(from: &reader)
      return .cumulative(parts, demands: demands, capacity: try expression(from: &reader))
    case 8:
      let x = try intervals(from: &reader)
      return .noOverlap2D(x, try intervals(from: &reader))
    case 9: return try moduloCumulative(from: &reader)
    case let other: throw WorkerMessageError("found constraint kind \(other), expected 0 to 9")
    }
  }

  private static func moduloCumulative(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> Constraint {
    let parts = try intervals(from: &reader)
    var demands: [Int] = []
    for _ in 0..<(try reader.count(of: "demands", size: 8)) {
      demands.append(Int(try reader.integer(Int64.self, "demand")))
    }
    let capacity = Int(try reader.integer(Int64.self, "capacity"))
    let period = Int(try reader.integer(Int64.self, "period"))
    return .moduloCumulative(parts, demands: demands, capacity: capacity, period: period)
  }

  private static func expression(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> LinearExpression {
    var expression = LinearExpression(try reader.real("constant"))
    let columns = try reader.integers("columns")
    let coefficients = try reader.reals("coefficients")
    guard columns.count == coefficients.count else {
      throw WorkerMessageError("found expression arrays of different lengths, expected equal ones")
    }
    expression.reserve(columns.count)
    for (column, coefficient) in zip(columns, coefficients) {
      expression.add(coefficient, Variable(index: Int(column)))
    }
    return expression
  }

  private static func terms(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> [LinearExpression] {
    var terms: [LinearExpression] = []
    for _ in 0..<(try reader.count(of: "terms", size: 16)) {
      terms.append(try expression(from: &reader))
    }
    return terms
  }

  private static func literal(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> Literal {
    let column = Int(try reader.integer(Int32.self, "literal"))
    return Literal(Variable(index: column), isNegated: try reader.flag("negation"))
  }

  private static func literals(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> [Literal] {
    var literals: [Literal] = []
    for _ in 0..<(try reader.count(of: "literals", size: 5)) {
      literals.append(try literal(from: &reader))
    }
    return literals
  }

  private static func intervals(
    from reader: inout ByteReader
  ) throws(WorkerMessageError) -> [Interval] {
    var intervals: [Interval] = []
    // Two expressions and a byte.
    for _ in 0..<(try reader.count(of: "intervals", size: 33)) {
      let start = try expression(from: &reader)
      let duration = try expression(from: &reader)
      let presence = try reader.flag("presence") ? try literal(from: &reader) : nil
      intervals.append(Interval(start: start, duration: duration, presence: presence))
    }
    return intervals
  }
}
