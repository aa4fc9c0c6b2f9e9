extension WorkerRequest {
  /// Columns (lower, upper, kinds), objective (sense, constant, columns, coefficients), rows (lower, upper, lazy,
  /// lengths), terms (columns, coefficients), constraints.
  static func write(_ model: Model, to writer: inout ByteWriter) {
    writer.append(model.columnLower)
    writer.append(model.columnUpper)
    writer.append(UInt32(truncatingIfNeeded: model.columnCount))
    writer.append(raw: model.columnKinds.map { $0 == .integer ? 1 : 0 })
    writer.append(UInt8(model.sense == .minimize ? 0 : 1))
    writer.append(model.objective.constant)
    writer.append(model.objective.columns)
    writer.append(model.objective.coefficients)
    writer.append(model.rowLower)
    writer.append(model.rowUpper)
    writer.append(UInt32(truncatingIfNeeded: model.rowCount))
    writer.append(raw: model.rowIsLazy.map { $0 ? 1 : 0 })
    writer.append(
      (0..<model.rowCount).map { Int32(truncatingIfNeeded: model.terms(ofRow: $0).count) })
    writer.append(model.termColumns)
    writer.append(model.termCoefficients)
    write(model.constraints, to: &writer)
  }

  /// Rebuilds a model through its own checks: numbers that make no sense end in its `fault`.
  static func model(from reader: inout ByteReader) throws(WorkerMessageError) -> Model {
    var model = Model("")
    let lower = try reader.reals("column lower bounds")
    let upper = try reader.reals("column upper bounds")
    let kinds = try reader.bytes("column kinds")
    guard upper.count == lower.count, kinds.count == lower.count else {
      throw WorkerMessageError("found column arrays of different lengths, expected equal ones")
    }
    for column in lower.indices {
      guard kinds[column] <= 1 else {
        throw WorkerMessageError("found column kind \(kinds[column]), expected 0 or 1")
      }
      model.variable(
        kinds[column] == 1 ? .integer : .continuous, lower: lower[column], upper: upper[column])
    }
    let isMaximised = try reader.flag("sense")
    var objective = LinearExpression(try reader.real("objective constant"))
    let columns = try reader.integers("objective columns")
    let coefficients = try reader.reals("objective coefficients")
    guard columns.count == coefficients.count else {
      throw WorkerMessageError("found objective arrays of different lengths, expected equal ones")
    }
    append(columns, coefficients, 0..<columns.count, to: &objective)
    if isMaximised { model.maximize(objective) } else { model.minimize(objective) }
    try readRows(from: &reader, into: &model)
    try readConstraints(from: &reader, into: &model)
    return model
  }

  private static func readRows(
    from reader: inout ByteReader, into model: inout Model
  ) throws(WorkerMessageError) {
    let lower = try reader.reals("row lower limits")
    let upper = try reader.reals("row upper limits")
    let lazy = try reader.bytes("lazy rows")
    let lengths = try reader.integers("row lengths")
    let columns = try reader.integers("term columns")
    let coefficients = try reader.reals("term coefficients")
    guard upper.count == lower.count, lazy.count == lower.count, lengths.count == lower.count else {
      throw WorkerMessageError("found row arrays of different lengths, expected equal ones")
    }
    var start = 0
    for row in lower.indices {
      guard lazy[row] <= 1, lengths[row] >= 0, Int(lengths[row]) <= columns.count - start else {
        throw WorkerMessageError("found a row that leaves the terms, expected one inside")
      }
      var expression = LinearExpression()
      let end = start + Int(lengths[row])
      expression.reserve(end - start)
      guard end <= coefficients.count else {
        throw WorkerMessageError("found fewer coefficients than terms, expected as many")
      }
      append(columns, coefficients, start..<end, to: &expression)
      model.require(LinearRelation(lower[row], expression, upper[row]), lazily: lazy[row] == 1)
      start = end
    }
    guard start == columns.count, start == coefficients.count else {
      throw WorkerMessageError("found terms outside the rows, expected none")
    }
  }

  private static func append(
    _ columns: [Int32], _ coefficients: [Double], _ range: Range<Int>,
    to expression: inout LinearExpression
  ) {
    for position in range {
      expression.add(coefficients[position], Variable(index: Int(columns[position])))
    }
  }
}
