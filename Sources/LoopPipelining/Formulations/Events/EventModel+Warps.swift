import Modeling

/// Warps: who runs where, and what that delays.
///
///     Σ_w z_vw = k_v;   z_v,own = 1 where v has variable latency, else 0
///     z_vw <= Σ_{u <= v} z_u,w'                             of warps with the same budget, w' the one before w
///     differ_uv >= z_uw - z_vw, z_vw - z_uw                 for each value that goes from u to v
///     t_v >= t_u + delay - distance II + spill_u differ_uv
///
/// Operations that are kept on the same warps share their columns z; they never differ and always share.
extension EventModel {
  mutating func addWarps() {
    guard let machine = task.instance.machine.warps else { return }
    for (v, operation) in task.instance.operations.enumerated() {
      if ties.first[v] < v {
        warps.append(warps[ties.first[v]])
        continue
      }
      let row = (0..<machine.count).map {
        model.variable(.integer, upper: 1, name: "warp", v, $0)
      }
      warps.append(row)
      if let own = machine.variableLatencyWarp {
        model.fix(row[own], to: operation.hasVariableLatency ? 1 : 0)
      }
      model.require(Modeling.sum(row) == operation.warpCount, "warps", v)
      if machine.usable(by: operation).count < operation.warpCount { isRefuted = true }
    }
    orderWarps(machine)
    addSpills()
    addWaiting(machine)
    addSlots(machine)
  }

  private mutating func orderWarps(_ machine: LoopMachine.Warps) {
    let plain = (0..<machine.count).filter { $0 != machine.variableLatencyWarp }
    for (index, warp) in plain.enumerated() {
      let before = plain[..<index].last { machine.registers[$0] == machine.registers[warp] }
      guard let before else { continue }
      for v in warps.indices where ties.first[v] == v {
        let earlier = Modeling.sum(warps[...v]) { $0[before] }
        model.require(warps[v][warp] <= earlier, "order", v, warp)
      }
    }
  }

  private mutating func addSpills() {
    for (number, edge) in task.instance.edges.enumerated()
    where edge.isData && !ties.tied(edge.source, edge.target)
      && windows.together(edge.source, edge.target)
    {
      let spill = task.instance.operations[edge.source].spill
      let weight = edge.delay - edge.distance * task.interval
      let least = windows.distance(from: edge.source, to: edge.target).lowerBound
      guard spill > 0, least < weight + spill else { continue }
      let crossing = differ(edge.source, edge.target)
      columns.require(
        edge.target, after: edge.source, by: weight, extra: (spill, crossing), in: &model, "spill",
        number)
    }
  }

  /// A column that is 1 where two operations, not tied, run on different sets of warps; it may be 1 elsewhere.
  mutating func differ(_ u: Int, _ v: Int) -> Variable {
    pair(.differ(min(u, v), max(u, v)), "differ") { a, b in [a - b, b - a] }
  }

  /// A column that is 1 where two operations, not tied, have a warp in common; it may be 1 elsewhere.
  mutating func share(_ u: Int, _ v: Int) -> Variable {
    pair(.share(min(u, v), max(u, v)), "share") { a, b in [a + b - 1] }
  }

  private mutating func pair(
    _ meaning: Meaning, _ name: String, _ least: (Variable, Variable) -> [LinearExpression]
  ) -> Variable {
    if let known = pairs[meaning] { return known }
    let (u, v): (Int, Int)
    switch meaning {
    case .differ(let a, let b), .share(let a, let b): (u, v) = (a, b)
    default: (u, v) = (0, 0)
    }
    let column = model.variable(.integer, upper: 1, name: name, u, v)
    for (a, b) in zip(warps[u], warps[v]) {
      for bound in least(a, b) { model.require(column - bound >= 0, name, u, v) }
    }
    pairs[meaning] = column
    meanings.append((column, meaning))
    return column
  }
}
