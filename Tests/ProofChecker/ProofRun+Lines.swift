import Modeling

extension ProofRun {
  /// `i ID SOURCE : P ...`
  mutating func inference() throws(ProofFault) {
    tally.inferences += 1
    let number = try newNumber()
    let source = try reader.source()
    try readClause()
    let verdict = refuter.verdict(clause, from: source)
    if refuter.nodes > 0 {
      tally.searches += 1
      tally.nodes += refuter.nodes
      if refuter.nodes > tally.longestNodes {
        (tally.longestNodes, tally.longestLine) = (refuter.nodes, reader.line)
      }
    }
    switch verdict {
    case .implied: accept(number, clause)
    case .wrong(let point): throw fault("the inference is wrong: \(point)")
    case .open(let reason): throw fault("the inference is not accepted: \(reason)")
    }
  }

  /// `def V sum C N F V1 ...` and `def V when LIMIT N F V1 ... : P ...`
  mutating func definition() throws(ProofFault) {
    tally.definitions += 1
    let variable = try reader.natural("a variable")
    if refuter.definitions.knows(variable) { throw fault("variable \(variable) is known already") }
    // Every definition takes more than one byte: the bound keeps tables as small as the proof.
    guard variable < model.columnCount + reader.size else {
      throw fault("found too large a number for the variable \(variable)")
    }
    let kind = try reader.word("sum or when")
    guard kind == "sum" || kind == "when" else {
      throw fault("found the definition '\(kind)', expected sum or when")
    }
    let limit = try reader.number("a constant")
    try readTerms()
    clause.removeAll(keepingCapacity: true)
    if kind == "when" { try readClause() }
    try reader.requireEnd()
    refuter.begin(variable, isCondition: kind == "when")
    if kind == "sum" {
      refuter.definitions.addSum(variable, limit, &refuter.store)
    } else {
      refuter.definitions.addWhen(variable, limit, clause, &refuter.store)
    }
  }

  /// `N F V1 ... F VN`, into the sum that the store begins.
  private mutating func readTerms() throws(ProofFault) {
    let count = try reader.natural("a number of terms")
    refuter.store.begin()
    var read = 0
    while read < count {
      let factor = try reader.number("a factor")
      let variable = try reader.natural("a variable")
      guard refuter.definitions.knows(variable) else {
        throw fault("the definition uses the unknown variable \(variable)")
      }
      guard refuter.store.add(factor, Int32(truncatingIfNeeded: variable)) else {
        throw fault("the factor of variable \(variable) is too large")
      }
      read += 1
    }
  }

  /// `s ID VALUE ...`
  mutating func solutionLine() throws(ProofFault) {
    tally.solutions += 1
    let number = try newNumber()
    var values: [Int] = []
    values.reserveCapacity(model.columnCount)
    while reader.hasMore, values.count < model.columnCount {
      values.append(try reader.number("a value"))
    }
    try reader.requireEnd()
    guard values.count == model.columnCount else {
      throw fault("found \(values.count) values, the model has \(model.columnCount) columns")
    }
    guard values.allSatisfy({ $0.magnitude <= 1 << 53 }) else {
      throw fault("a value is too large")
    }
    let point = values.map { Double($0) }
    if let violation = model.violations(of: point).first {
      throw fault("the solution breaks the model: \(violation)")
    }
    clause.removeAll(keepingCapacity: true)
    if let objective {
      clause.append(try improvement(on: values, objective))
    } else if !model.objective.isConstant {
      throw fault("found a solution, but no objective before it, while the model has one")
    }
    try requireWithinRoot(values)
    solution = point
    accept(number, clause)
  }

  /// Every solution that is still looked for is within the root bounds.
  private func requireWithinRoot(_ values: [Int]) throws(ProofFault) {
    if objective == nil, solution != nil { return }
    if isRefuted { throw fault("found a solution, but the root is refuted") }
    for (column, value) in values.enumerated()
    where value < refuter.bounds.lower[column] || value > refuter.bounds.upper[column] {
      throw fault("column \(column) of the solution is outside its root bounds")
    }
  }

  /// What better solutions than one fulfil.
  private mutating func improvement(on values: [Int], _ objective: ProofObjective)
    throws(ProofFault) -> Predicate
  {
    guard let found = objective.value(at: values) else { throw fault("the objective is too large") }
    let value = objective.sign * found
    if let best, value >= best {
      throw fault("the solution of value \(value) is not better than that of value \(best)")
    }
    best = value
    return Predicate(
      variable: objective.variable, isUpper: objective.sign > 0, limit: found - objective.sign)
  }
}
