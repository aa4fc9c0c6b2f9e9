import Modeling

/// Ends of operations whose duration depends on the machine.
extension ShopModel {
  /// The different durations that are left to an operation, ascending.
  func values(_ i: Int) -> [Int] {
    Set(windows.alternatives(of: i).map { task.durations[$0] }).sorted()
  }

  mutating func addDurations() {
    steps = Array(repeating: [], count: task.count)
    lengths = Array(repeating: nil, count: task.count)
    for i in 0..<task.count {
      let values = values(i)
      if values.count < 2 { continue }
      switch options.durations {
      case .conditions, .alternatives: break
      case .ladder: addLadder(i, values)
      case .variable: addVariable(i, values)
      }
    }
  }

  /// Literals "at least this long": each follows from the next one, and from the one before when the alternatives between are absent.
  private mutating func addLadder(_ i: Int, _ values: [Int]) {
    var last: Literal?
    for (t, value) in values.enumerated() where t > 0 {
      let shorter = literals(i) { $0 == values[t - 1] }
      let equal = literals(i) { $0 == value }
      let literal: Literal
      if t == 1, shorter.count == 1 {
        literal = !shorter[0]
      } else if t == values.count - 1, equal.count == 1 {
        literal = equal[0]
      } else {
        literal = model.variable(.integer, upper: 1, name: "longer", i, value).literal
      }
      steps[i].append((value, literal))
      if shorter.count + equal.count == 2, values.count == 2 { continue }
      model.require(.clause([literal] + shorter + (last.map { [!$0] } ?? [])), "longer", i, value)
      if let last { model.require(literal, implies: last, "longer", i, value) }
      for x in shorter { model.require(x, implies: !literal, "longer", i, value) }
      for x in equal { model.require(x, implies: literal, "longer", i, value) }
      last = literal
    }
  }

  private mutating func addVariable(_ i: Int, _ values: [Int]) {
    let low = values.first ?? 0
    let variable = model.variable(
      .integer, lower: Double(low), upper: Double(values.last ?? low), name: "d", i)
    lengths[i] = variable
    for a in windows.alternatives(of: i) {
      guard let x = presence[a] else { continue }
      model.require(variable == task.durations[a], if: x, "duration", i, task.machines[a])
    }
    for value in values.dropFirst() {
      model.require(
        variable >= value, if: literals(i) { $0 < value }.map { !$0 }, "shortest", i, value)
    }
  }

  /// The literals of the alternatives of an operation with certain durations.
  private func literals(_ i: Int, _ isWanted: (Int) -> Bool) -> [Literal] {
    windows.alternatives(of: i).filter { isWanted(task.durations[$0]) }.compactMap { presence[$0] }
  }

  /// `later >= end of operation i + lag`.
  mutating func require(
    _ later: LinearExpression, isAfter i: Int, by lag: Int, _ name: String
  ) {
    if let length = lengths[i] {
      model.require(later >= start[i] + length + lag, name, i)
    }
    let values = values(i)
    model.require(later >= start[i] + ((values.first ?? 0) + lag), name, i)
    switch options.durations {
    case .variable: break
    case .ladder:
      for step in steps[i] {
        model.require(later >= start[i] + (step.value + lag), if: step.literal, name, i, step.value)
      }
    case .conditions:
      for value in values.dropFirst() {
        model.require(
          later >= start[i] + (value + lag), if: literals(i) { $0 < value }.map { !$0 }, name, i,
          value)
      }
    case .alternatives:
      for value in values.dropFirst() {
        for x in literals(i, { $0 == value }) {
          model.require(later >= start[i] + (value + lag), if: x, name, i, value)
        }
      }
    }
  }
}
