import Modeling

/// Memories and registers, row by row.
///
/// With copies n_v(r), a value has p_vw(r) of them on warp w: n_v(r) where v runs there, else 0. With z_vw whether it does, k_v how many
/// warps it runs on, and N copies at most:
///
///     Σ_w p_vw(r) = k_v n_v(r),  0 <= p_vw(r) <= N z_vw,  p_vw(r) <= n_v(r) where k_v > 1,  Σ_v registers_v p_vw(r) <= budget_w
extension EventModel {
  mutating func addStorage() {
    let operations = task.instance.operations
    for v in operations.indices { ends.append(end(of: v)) }
    for (memory, resource) in task.instance.machine.memories.enumerated() {
      let amounts = operations.map { operation in
        operation.memory.first { $0.memory == memory }?.amount ?? 0
      }
      let values = operations.indices.filter { amounts[$0] > 0 && ends[$0] != nil }
      let most = values.reduce(0) { $0 + amounts[$1] * mostCopies(of: $1) }
      if most <= resource.capacity { continue }
      for row in 0..<task.interval {
        let load = Modeling.sum(values) { amounts[$0] * copies(of: $0, in: row) }
        model.require(load <= resource.capacity, "memory", memory, row)
      }
    }
    addRegisters()
  }

  private mutating func addRegisters() {
    guard let machine = task.instance.machine.warps,
      machine.registers.contains(where: { $0 != nil })
    else { return }
    var loads = machine.registers.map { _ in
      (rows: [LinearExpression](repeating: LinearExpression(), count: task.interval), most: 0)
    }
    for (v, operation) in task.instance.operations.enumerated() {
      let usable = machine.usable(by: operation)
      guard operation.registers > 0, ends[v] != nil,
        usable.contains(where: { machine.registers[$0] != nil })
      else { continue }
      let most = mostCopies(of: v)
      let rows = (0..<task.interval).map { copies(of: v, in: $0) }
      let parts = spread(v, rows, most: most, usable, "copies") { .copies(v, warp: $0, row: $1) }
      for (warp, part) in parts {
        loads[warp].most += operation.registersPerWarp * most
        for row in rows.indices {
          loads[warp].rows[row].add(Double(operation.registersPerWarp), part[row])
        }
      }
    }
    for (warp, load) in loads.enumerated() {
      guard let budget = machine.registers[warp], load.most > budget else { continue }
      for (row, sum) in load.rows.enumerated() {
        model.require(sum <= budget, "registers", warp, row)
      }
    }
  }

  /// An amount by row of the kernel that every warp of an operation has, on each warp that the operation can run on.
  ///
  /// - Parameter most: the amount at most, in every row.
  mutating func spread(
    _ v: Int, _ rows: [LinearExpression], most: Int, _ usable: [Int], _ name: String,
    _ meaning: (_ warp: Int, _ row: Int) -> Meaning
  ) -> [(warp: Int, rows: [LinearExpression])] {
    let operation = task.instance.operations[v]
    if usable.count <= operation.warpCount { return usable.map { ($0, rows) } }
    let own = operation.hasVariableLatency ? task.instance.machine.warps?.variableLatencyWarp : nil
    let open = usable.filter { $0 != own }
    let count = operation.warpCount - (own == nil ? 0 : 1)
    var parts = own.map { [(warp: $0, rows: rows)] } ?? []
    parts += open.map { warp in
      let part = rows.indices.map { row in
        let column = model.variable(.continuous, upper: Double(most), name: name, v, warp, row)
        meanings.append((column, meaning(warp, row)))
        model.require(column <= most * warps[v][warp], name + "_here", v, warp, row)
        if count > 1 { model.require(column <= rows[row], name + "_all", v, warp, row) }
        return LinearExpression(of: column)
      }
      return (warp: warp, rows: part)
    }
    for row in rows.indices {
      let total = Modeling.sum(parts.suffix(open.count)) { $0.rows[row] }
      model.require(total == count * rows[row], name + "_total", v, row)
    }
    return parts
  }

  /// Copies of a value that are live in a row of the kernel; the value has an end.
  func copies(of v: Int, in row: Int) -> LinearExpression {
    guard let end = ends[v] else { return LinearExpression() }
    return columns.count(before: end.event, shift: end.shift, row: row)
      - columns.count(before: v, shift: task.instance.operations[v].liveFrom, row: row)
  }

  private func mostCopies(of v: Int) -> Int {
    (ends[v].map { $0.lifetime.upperBound + task.interval - 1 } ?? 0) / task.interval
  }

  private mutating func end(of v: Int) -> End? {
    guard let end = ValueEnd(of: v, task, windows) else { return nil }
    if end.isFirstUse {
      return End(
        event: end.uses[0].target, shift: end.uses[0].shift, lifetime: end.lifetime, isOwn: false)
    }
    let born = task.instance.operations[v].liveFrom
    let window =
      windows.earliest[v] + born + end.lifetime.lowerBound...windows.latest[v] + born
      + end.lifetime.upperBound
    let event = columns.add(window, to: &model, "dead", v)
    columns.require(
      event, after: v, by: born + end.lifetime.lowerBound, extra: nil, in: &model, "dead_after", v)
    for (number, use) in end.uses.enumerated() {
      columns.require(
        event, after: use.target, by: use.shift, extra: nil, in: &model, "dead_\(number)", v)
    }
    return End(event: event, shift: 0, lifetime: end.lifetime, isOwn: true)
  }
}
