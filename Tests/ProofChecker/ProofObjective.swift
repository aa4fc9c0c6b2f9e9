import Modeling

/// What a proof minimises: `sign` times a variable.
struct ProofObjective {
  var variable: Int32
  var sign: Int
  var unit: Double
  var constant: Double
  /// The variable as a sum of columns.
  var terms: [Int: Int] = [:]
  var base = 0

  /// The variable's value; nil = it does not fit into 64 bits.
  func value(at point: [Int]) -> Int? {
    var total = base
    for (column, factor) in terms {
      let (product, isTooLarge) = factor.multipliedReportingOverflow(by: point[column])
      let (sum, overflow) = total.addingReportingOverflow(product)
      if isTooLarge || overflow || sum.magnitude >= greatestNumber { return nil }
      total = sum
    }
    return total
  }

  /// Takes the variable, or its sum, as a sum of columns; false = it is none.
  mutating func expand(_ refuter: Refuter) -> Bool {
    let definition = refuter.definitions.all[Int(variable)]
    switch definition.meaning {
    case .unknown, .when: return false
    case .column: terms = [Int(variable): 1]
    case .sum:
      base = definition.limit
      for place in definition.start..<definition.end {
        let column = Int(refuter.store.variables[place])
        guard column < refuter.columnCount else { return false }
        terms[column] = refuter.store.factors[place]
      }
    }
    return true
  }

  /// What is wrong with it as the objective of a model; nil = nothing.
  func fault(in model: Model) -> String? {
    if unit == 0 || (unit > 0) != (model.sense == .minimize) {
      return "the unit \(unit) does not fit the sense of the model's objective"
    }
    let factor = unit * Double(sign)
    var rest = terms.filter { $0.value != 0 }
    for (column, expected) in zip(model.objective.columns, model.objective.coefficients) {
      let found = factor * Double(rest.removeValue(forKey: Int(column)) ?? 0)
      if !isEqual(found, expected, scale: 0) {
        return "the objective has \(found) times column \(column), the model's has \(expected)"
      }
    }
    if let column = rest.keys.min() { return "the model's objective has no column \(column)" }
    let offset = factor * Double(base)
    if !isEqual(offset + constant, model.objective.constant, scale: max(abs(offset), abs(constant)))
    {
      return "the objective's constant is \(offset + constant), not \(model.objective.constant)"
    }
    return nil
  }

  private func isEqual(_ a: Double, _ b: Double, scale: Double) -> Bool {
    abs(a - b) <= 1e-9 * max(scale, abs(a), abs(b))
  }
}

extension ProofRun {
  /// `objective V S UNIT CONSTANT`
  mutating func objectiveLine() throws(ProofFault) {
    if objective != nil { throw fault("found a second objective") }
    if solution != nil { throw fault("found an objective after a solution") }
    let variable = try reader.natural("a variable")
    guard refuter.definitions.knows(variable) else {
      throw fault("the objective is the unknown variable \(variable)")
    }
    let sign = try reader.number("1 or -1")
    guard sign == 1 || sign == -1 else { throw fault("found \(sign), expected 1 or -1") }
    let unit = try reader.decimal("a unit")
    var result = ProofObjective(
      variable: Int32(truncatingIfNeeded: variable), sign: sign, unit: unit,
      constant: try reader.decimal("a constant"))
    guard result.expand(refuter) else {
      throw fault("variable \(variable) is no sum of columns")
    }
    if let reason = result.fault(in: model) { throw fault(reason) }
    objective = result
  }
}
