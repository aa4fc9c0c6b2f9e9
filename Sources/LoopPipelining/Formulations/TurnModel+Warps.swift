import Modeling

/// Warps: who runs where, what that delays, and who has to wait.
extension TurnModel {
  mutating func addWarps(_ pairs: inout PairLiterals) {
    guard let machine = task.instance.machine.warps else { return }
    let operations = task.instance.operations
    for (v, operation) in operations.enumerated() {
      if ties.first[v] < v {
        warps.append(warps[ties.first[v]])
        continue
      }
      let row = (0..<machine.count).map {
        model.variable(.integer, lower: 0, upper: 1, name: "warp", v, $0)
      }
      warps.append(row)
      if let own = machine.variableLatencyWarp {
        model.fix(row[own], to: operation.hasVariableLatency ? 1 : 0)
      }
      if operation.warpCount == 1 {
        model.requireExactlyOne(row, "one_warp", v)
      } else {
        model.require(sum(row) == operation.warpCount, "warps", v)
      }
    }
    if let given = task.warps {
      for (v, set) in given.enumerated() {
        if set != given[ties.first[v]] { isRefuted = true }
        for w in 0..<machine.count { model.fix(warps[v][w], to: set.contains(w) ? 1 : 0) }
      }
    } else {
      breakSymmetry(machine)
    }
    addSpills(&pairs)
    addWaiting(&pairs, machine)
  }

  /// Literals about two operations and their warps.
  struct PairLiterals {
    /// Holds where both run on different sets of warps, by `source * n + target`.
    var differ: [Int: Literal] = [:]
    /// Holds where both have a warp in common, by `lower * n + higher`.
    var share: [Int: Literal] = [:]
  }

  /// Of warps with the same budget, a higher one is used only by operations after the first on the one below.
  private mutating func breakSymmetry(_ machine: LoopMachine.Warps) {
    let plain = (0..<machine.count).filter { $0 != machine.variableLatencyWarp }
    for (index, warp) in plain.enumerated() {
      guard
        let before = plain[..<index].last(where: {
          machine.registers[$0] == machine.registers[warp]
        })
      else { continue }
      for v in warps.indices where ties.first[v] == v {
        // Here or earlier, the warp below has been used.
        model.requireAny(
          [!warps[v][warp]] + warps[...v].map { $0[before].literal }, "order", v, warp)
      }
    }
  }

  /// A literal that holds where two operations that are not tied run on different sets of warps.
  private mutating func differ(_ u: Int, _ v: Int, _ pairs: inout PairLiterals) -> Literal {
    let key = min(u, v) * warps.count + max(u, v)
    if let known = pairs.differ[key] { return known }
    let literal = model.variable(.integer, lower: 0, upper: 1, name: "differ", u, v).literal
    for (a, b) in zip(warps[u], warps[v]) {
      model.requireAny([!a, b.literal, literal], "differ", u, v)
      model.requireAny([a.literal, !b, literal], "differ", u, v)
    }
    pairs.differ[key] = literal
    return literal
  }

  /// A literal that holds where two operations have a warp in common; nil = they always have, being tied.
  mutating func share(_ u: Int, _ v: Int, _ pairs: inout PairLiterals) -> Literal? {
    if ties.tied(u, v) { return nil }
    let key = min(u, v) * warps.count + max(u, v)
    if let known = pairs.share[key] { return known }
    let literal = model.variable(.integer, lower: 0, upper: 1, name: "share", u, v).literal
    for (a, b) in zip(warps[u], warps[v]) {
      model.requireAny([!a, !b, literal], "share", u, v)
    }
    pairs.share[key] = literal
    return literal
  }

  /// Whether two operations can have a warp in common, as far as the machine says.
  func canShare(_ u: Int, _ v: Int, _ machine: LoopMachine.Warps) -> Bool {
    let usable = machine.usable(by: task.instance.operations[u])
    return machine.usable(by: task.instance.operations[v]).contains { usable.contains($0) }
  }

  private mutating func addSpills(_ pairs: inout PairLiterals) {
    for (number, edge) in task.instance.edges.enumerated()
    where edge.isData && !ties.tied(edge.source, edge.target)
      && windows.together(edge.source, edge.target)
    {
      let spill = task.instance.operations[edge.source].spill
      let weight = edge.delay + spill - edge.distance * task.interval
      guard spill > 0, windows.distance(from: edge.source, to: edge.target).lowerBound < weight
      else { continue }
      let literal = differ(edge.source, edge.target, &pairs)
      model.require(
        starts[edge.target] - starts[edge.source] >= weight, if: literal, "spill", number)
    }
  }

  /// Nothing issues on a warp while an operation on it waits; issue slots that only one fits into.
  private mutating func addWaiting(_ pairs: inout PairLiterals, _ machine: LoopMachine.Warps) {
    let operations = task.instance.operations
    let waiting = operations.indices.map { waits($0, &pairs) }
    for u in operations.indices {
      for v in 0..<u where canShare(u, v, machine) {
        let (a, b) = (operations[u].issue, operations[v].issue)
        if machine.issueSlots == 1, a > 0, b > 0 {
          exclude(
            stretch(of: u, from: 0, length: a), stretch(of: v, from: 0, length: b),
            if: share(u, v, &pairs), "issue")
          continue
        }
        addWait(of: u, waiting[u], behind: v, &pairs)
        addWait(of: v, waiting[v], behind: u, &pairs)
      }
    }
    guard let slots = machine.issueSlots else { return }
    if slots == 1 {
      for v in operations.indices where operations[v].issue > task.interval { isRefuted = true }
      return
    }
    for warp in 0..<machine.count {
      let busy = operations.indices.filter { operations[$0].issue > 0 }
      let intervals = busy.map {
        Interval(
          start: starts[$0], duration: LinearExpression(Double(operations[$0].issue)),
          presence: warps[$0][warp].literal)
      }
      model.require(
        .moduloCumulative(
          intervals, demands: busy.map { _ in 1 }, capacity: slots, period: task.interval),
        "issue", warp)
    }
  }

  /// When an operation waits.
  private enum Waiting {
    case never
    case always
    case sometimes(Literal)
  }

  private mutating func waits(_ v: Int, _ pairs: inout PairLiterals) -> Waiting {
    let edges = task.instance.incoming[v].map { task.instance.edges[$0] }
    if edges.contains(where: \.isBlocking) { return .always }
    var literals: [Literal] = []
    for edge in edges
    where edge.isData && !ties.tied(edge.source, v)
      && task.instance.operations[edge.source].registers > 0
    {
      literals.append(differ(edge.source, v, &pairs))
    }
    guard let first = literals.first else { return .never }
    if literals.count == 1 { return .sometimes(first) }
    let waits = model.variable(.integer, lower: 0, upper: 1, name: "waits", v)
    for literal in literals { model.require(literal, implies: waits, "waits", v) }
    return .sometimes(waits.literal)
  }

  private mutating func addWait(
    of v: Int, _ waiting: Waiting, behind other: Int, _ pairs: inout PairLiterals
  ) {
    let issue = task.instance.operations[other].issue
    guard issue > 0 else { return }
    let condition: Literal?
    switch waiting {
    case .never: return
    case .always: condition = share(v, other, &pairs)
    case .sometimes(let literal):
      if let common = share(v, other, &pairs) {
        let both = model.variable(.integer, lower: 0, upper: 1, name: "shares_and_waits", v, other)
        model.requireAny([!common, !literal, both.literal], "both", v, other)
        condition = both.literal
      } else {
        condition = literal
      }
    }
    exclude(
      stretch(of: other, from: 0, length: issue), stretch(of: v, from: 0, length: 1),
      if: condition, "wait")
  }
}
