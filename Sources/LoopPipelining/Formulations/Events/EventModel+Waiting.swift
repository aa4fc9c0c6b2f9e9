import Modeling

/// Who waits, and issue slots.
///
/// Operation v waits where a blocking dependence enters it, or a value in registers comes from other warps. For a waiting v and another
/// operation o that issues for w_o cycles, on a common warp:
///
///     Σ_{j < w_o} x_o(r - j) + x_v(r) <= 1        in every row r, with x(r) = 1 where the operation starts in row r
///
/// One issue slot forbids the same of all w_v rows of v. More slots are shared out like registers, by the iterations of v that issue in
/// a row.
extension EventModel {
  mutating func addWaiting(_ machine: LoopMachine.Warps) {
    let operations = task.instance.operations
    let waiting = operations.indices.map { waits($0) }
    for u in operations.indices {
      let usable = Set(machine.usable(by: operations[u]))
      for v in 0..<u where !usable.isDisjoint(with: machine.usable(by: operations[v])) {
        let (a, b) = (operations[u].issue, operations[v].issue)
        if machine.issueSlots == 1, a > 0, b > 0 {
          exclude(u, a, v, b, if: sharing(u, v), "issue")
          continue
        }
        addWait(of: u, waiting[u], behind: v)
        addWait(of: v, waiting[v], behind: u)
      }
    }
  }

  /// What is 1 where two operations have a warp in common: nothing where they always have.
  private mutating func sharing(_ u: Int, _ v: Int) -> [Variable] {
    ties.tied(u, v) ? [] : [share(u, v)]
  }

  /// When an operation waits: where a column is 1, always, or never (nil).
  private enum Waiting {
    case always
    case sometimes(Variable)
  }

  private mutating func waits(_ v: Int) -> Waiting? {
    let edges = task.instance.incoming[v].map { task.instance.edges[$0] }
    if edges.contains(where: \.isBlocking) { return .always }
    let sources = edges.filter {
      $0.isData && !ties.tied($0.source, v) && task.instance.operations[$0.source].registers > 0
    }.map(\.source)
    let literals = Set(sources).sorted().map { differ($0, v) }
    guard let first = literals.first else { return nil }
    if literals.count == 1 { return .sometimes(first) }
    let isWaiting = model.variable(.integer, upper: 1, name: "waits", v)
    for literal in literals { model.require(literal <= isWaiting, "waits", v) }
    meanings.append((isWaiting, .waits(v)))
    return .sometimes(isWaiting)
  }

  private mutating func addWait(of v: Int, _ waiting: Waiting?, behind other: Int) {
    let issue = task.instance.operations[other].issue
    guard issue > 0, let waiting else { return }
    var conditions = sharing(v, other)
    if case .sometimes(let waits) = waiting { conditions.append(waits) }
    exclude(other, issue, v, 1, if: conditions, "wait")
  }

  /// The first cycles of two operations share no row where all conditions hold.
  private mutating func exclude(
    _ u: Int, _ a: Int, _ v: Int, _ b: Int, if conditions: [Variable], _ name: String
  ) {
    let interval = task.interval
    let held = Modeling.sum(conditions)
    if a + b > interval {
      if conditions.isEmpty { isRefuted = true }
      if isRefuted { return }
      model.require(held <= conditions.count - 1, name + "_never", u, v)
      return
    }
    for row in 0..<interval {
      let first = columns.sum(u) { (row - $0 + interval) % interval < a ? 1 : 0 }
      let second = columns.sum(v) { (row - $0 + interval) % interval < b ? 1 : 0 }
      model.require(first + second + held <= 1 + conditions.count, name, u, v, row)
    }
  }

  /// Issue slots: row by row on every warp, and for one slot all warps together.
  mutating func addSlots(_ machine: LoopMachine.Warps) {
    guard let slots = machine.issueSlots else { return }
    let interval = task.interval
    var loads = (0..<machine.count).map { _ in
      [LinearExpression](repeating: LinearExpression(), count: interval)
    }
    var all = [LinearExpression](repeating: LinearExpression(), count: interval)
    for (v, operation) in task.instance.operations.enumerated() where operation.issue > 0 {
      let table = RowTable.offsets([(0, operation.issue, 1)], interval: interval)
      let most = table.max() ?? 0
      if most > slots { isRefuted = true }
      let rows = (0..<interval).map { occupancy(of: v, table, in: $0) }
      for row in rows.indices { all[row].add(Double(operation.warpCount), rows[row]) }
      if slots == 1 { continue }
      let usable = machine.usable(by: operation)
      let parts = spread(v, rows, most: most, usable, "issues") { .issues(v, warp: $0, row: $1) }
      for (warp, part) in parts {
        for row in rows.indices { loads[warp][row] += part[row] }
      }
    }
    for row in 0..<interval {
      model.require(all[row] <= slots * machine.count, "slots", row)
      if slots == 1 { continue }
      for warp in loads.indices { model.require(loads[warp][row] <= slots, "slots", row, warp) }
    }
  }
}
