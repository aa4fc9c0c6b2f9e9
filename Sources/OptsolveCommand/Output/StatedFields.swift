import OptCore

/// Compares what a result document states with what follows from its solution.
enum StatedFields {
  /// One line for each field that is stated wrongly; a text that is no JSON object states nothing. The digest was
  /// compared before, see `foreignFault`.
  static func faults<Family: ProblemFamily>(
    _ text: SourceText, _ solution: Family.Instance.Solution, _ instance: Family.Instance,
    _ family: Family
  ) -> [String] {
    guard let document = try? JSONReader.read(text), case .object = document else { return [] }
    let objective = solution.objective(in: instance)
    var faults: [String] = []
    if let stated = document["objective"], !agree(stated, objective.json) {
      faults.append("objective is \(stated.compact()), recomputed \(objective)")
    }
    faults += proofFaults(document, objective, family.sense(of: instance))
    for field in family.fields(of: solution, in: instance) {
      guard let stated = document[field.key] else { continue }
      compare(stated, field.value, field.key, &faults)
    }
    return faults
  }

  /// What is wrong with bound, gap and status, given the recomputed objective.
  private static func proofFaults(
    _ document: JSONValue, _ objective: ObjectiveValue, _ sense: ObjectiveSense
  ) -> [String] {
    var faults: [String] = []
    let slack = 1e-9 * max(1, abs(objective.asReal))
    var isMet = false
    if let bound = document["bound"]?.asReal {
      let excess = sense == .minimize ? bound - objective.asReal : objective.asReal - bound
      if excess > slack { faults.append("bound \(bound) passes the objective \(objective)") }
      isMet = isProof(bound, of: objective)
      let gap = JSONValue.number(relativeGap(incumbent: objective, bound: .real(bound)))
      if let stated = document["gap"], stated != .null, !agree(stated, gap) {
        faults.append("gap is \(stated.compact()), recomputed \(gap.compact())")
      }
    }
    switch document["status"]?.asString {
    case nil, "feasible": break
    case "optimal":
      if !isMet { faults.append("status is optimal, but no bound meets the objective") }
    case let status?: faults.append("status is \(status), but the solution is feasible")
    }
    return faults
  }

  /// Whether a bound leaves no better objective: whole objectives are at least 1 apart.
  private static func isProof(_ bound: Double, of objective: ObjectiveValue) -> Bool {
    let distance = abs(bound - objective.asReal)
    if case .integer = objective, distance < 1 - 1e-6 { return true }
    return distance <= 1e-6 * max(1, abs(objective.asReal))
  }

  private static func compare(
    _ stated: JSONValue, _ computed: JSONValue, _ path: String, _ faults: inout [String]
  ) {
    guard faults.count < 100 else { return }
    switch (stated, computed) {
    case (.array(let a), .array(let b)):
      guard a.count == b.count else {
        faults.append("\(path) has \(a.count) entries, expected \(b.count)")
        return
      }
      let ordered = matched(a, to: b)
      for (index, pair) in zip(ordered, b).enumerated() {
        compare(pair.0, pair.1, "\(path)[\(index)]", &faults)
      }
    case (.object, .object(let members)):
      for member in members {
        if let value = stated[member.key] {
          compare(value, member.value, "\(path).\(member.key)", &faults)
        } else {
          faults.append("\(path).\(member.key) is missing")
        }
      }
    default:
      if !agree(stated, computed) {
        faults.append("\(path) is \(stated.compact()), must be \(computed.compact())")
      }
    }
  }

  /// Rows with an `id` may stand in any order.
  private static func matched(_ stated: [JSONValue], to computed: [JSONValue]) -> [JSONValue] {
    guard computed.allSatisfy({ $0["id"] != nil }) else { return stated }
    var rows: [JSONValue: JSONValue] = [:]
    for row in stated { if let id = row["id"] { rows[id] = row } }
    guard rows.count == computed.count else { return stated }
    return computed.enumerated().map { index, row in
      row["id"].flatMap { rows[$0] } ?? stated[index]
    }
  }

  private static func agree(_ a: JSONValue, _ b: JSONValue) -> Bool {
    if let x = a.asInteger, let y = b.asInteger { return x == y }
    if let x = a.asReal, let y = b.asReal { return abs(x - y) <= 1e-6 * max(1, abs(y)) }
    return a == b
  }
}
