extension LoopSchedule {
  /// Every broken rule of the infinite steady state, from the definition.
  ///
  /// Of a schedule that was read, what the file states of length and objective is compared as well.
  ///
  /// - Returns: What is wrong; empty for a schedule.
  /// - Complexity: O(n^2 + (n + e) log n), of which n^2 is for operations that wait.
  public func violations(in instance: LoopInstance) -> [LoopViolation] {
    let count = instance.operationCount
    guard starts.count == count, warps.count == (instance.isJoint ? count : 0) else {
      return [.wrongCount(found: starts.count, expected: count)]
    }
    var found: [LoopViolation] = (stated?.unknown ?? []).map { .unknownOperation($0) }
    found += (stated?.missing ?? []).map { .missingOperation($0) }
    let largest = LoopInstance.largestTime / (1 + (instance.edges.map(\.distance).max() ?? 0))
    guard 1...largest ~= interval else { return found + [.badInterval(interval, largest: largest)] }
    for (v, start) in starts.enumerated() where !(0...LoopInstance.largestTime ~= start) {
      found.append(.badStart(instance.operations[v].id, start: start))
    }
    if let machine = instance.machine.warps { checkWarps(in: instance, machine, &found) }
    guard found.isEmpty else { return found }
    for edge in instance.edges { check(edge, in: instance, &found) }
    checkUnits(in: instance, &found)
    checkStorage(in: instance, &found)
    if let machine = instance.machine.warps {
      checkIssue(in: instance, machine, &found)
      checkWaiting(in: instance, &found)
    }
    if found.isEmpty { checkStated(in: instance, &found) }
    return found
  }

  /// Whether a value goes from one warp to another, or sets of them.
  func crosses(_ edge: LoopEdge) -> Bool {
    edge.isData && !warps.isEmpty && warps[edge.source] != warps[edge.target]
  }

  /// Whether an operation must wait for what it depends on before its warps go on.
  func waits(_ operation: Int, in instance: LoopInstance) -> Bool {
    instance.incoming[operation].contains { number in
      let edge = instance.edges[number]
      return edge.isBlocking
        || edge.source != operation && crosses(edge)
          && instance.operations[edge.source].registers > 0
    }
  }

  private func check(_ edge: LoopEdge, in instance: LoopInstance, _ found: inout [LoopViolation]) {
    let source = instance.operations[edge.source]
    let spill = crosses(edge) ? source.spill : 0
    let earliest = starts[edge.source] + edge.delay + spill - edge.distance * interval
    if starts[edge.target] < earliest {
      found.append(
        .dependence(
          from: source.id, to: instance.operations[edge.target].id, start: starts[edge.target],
          earliest: earliest, spill: spill))
    }
    if edge.needsSameWarps, !warps.isEmpty, warps[edge.source] != warps[edge.target] {
      found.append(
        .differentWarps(from: source.id, to: instance.operations[edge.target].id))
    }
  }

  private func checkUnits(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    var uses = [[RowLevels.Stretch]](repeating: [], count: instance.machine.units.count)
    for (v, operation) in instance.operations.enumerated() {
      for use in operation.uses { uses[use.unit].append(.init(use, from: starts[v])) }
    }
    for (unit, stretches) in zip(instance.machine.units, uses) {
      let peak = RowLevels(interval: interval, stretches).peak
      if peak.amount > unit.capacity {
        found.append(.unit(unit.name, row: peak.row, load: peak.amount, capacity: unit.capacity))
      }
    }
  }

  /// Memories and registers.
  private func checkStorage(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    let lifetimes = LoopLifetimes(of: self, in: instance)
    var memories = [[RowLevels.Stretch]](repeating: [], count: instance.machine.memories.count)
    var registers = [[RowLevels.Stretch]](
      repeating: [], count: instance.machine.warps?.count ?? 0)
    for (v, operation) in instance.operations.enumerated() {
      let (begin, end) = (lifetimes.begins[v], lifetimes.begins[v] + lifetimes.lengths[v])
      for footprint in operation.memory {
        memories[footprint.memory].append(.init(begin: begin, end: end, amount: footprint.amount))
      }
      guard !warps.isEmpty else { continue }
      for warp in warps[v].warps {
        registers[warp].append(.init(begin: begin, end: end, amount: operation.registersPerWarp))
      }
    }
    for (memory, stretches) in zip(instance.machine.memories, memories) {
      let peak = RowLevels(interval: interval, stretches).peak
      if peak.amount > memory.capacity {
        found.append(
          .memory(memory.name, row: peak.row, load: peak.amount, capacity: memory.capacity))
      }
    }
    for (warp, stretches) in registers.enumerated() {
      guard let budget = instance.machine.warps?.registers[warp] else { continue }
      let peak = RowLevels(interval: interval, stretches).peak
      if peak.amount > budget {
        found.append(.registers(warp: warp, row: peak.row, load: peak.amount, capacity: budget))
      }
    }
  }

  private func checkWarps(
    in instance: LoopInstance, _ machine: LoopMachine.Warps, _ found: inout [LoopViolation]
  ) {
    for stray in stated?.unknownWarps ?? [] {
      found.append(.unknownWarp(stray.operation, warp: stray.warp, count: machine.count))
    }
    for (v, operation) in instance.operations.enumerated() {
      if warps[v].count != operation.warpCount {
        found.append(
          .warpCount(operation.id, found: warps[v].count, expected: operation.warpCount))
      }
      for warp in warps[v].warps where warp >= machine.count {
        found.append(.unknownWarp(operation.id, warp: warp, count: machine.count))
      }
      if let own = machine.variableLatencyWarp,
        warps[v].contains(own) != operation.hasVariableLatency
      {
        found.append(
          .variableLatency(operation.id, warp: own, belongs: operation.hasVariableLatency))
      }
    }
  }

  private func checkIssue(
    in instance: LoopInstance, _ machine: LoopMachine.Warps, _ found: inout [LoopViolation]
  ) {
    guard let slots = machine.issueSlots else { return }
    for warp in 0..<machine.count {
      let own = starts.indices.filter { warps[$0].contains(warp) }
      let peak = RowLevels(
        interval: interval,
        own.map { v in
          .init(begin: starts[v], end: starts[v] + instance.operations[v].issue, amount: 1)
        }
      ).peak
      if peak.amount > slots {
        found.append(.issueSlots(warp: warp, row: peak.row, load: peak.amount, capacity: slots))
      }
    }
  }

  private func checkWaiting(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    for v in starts.indices where waits(v, in: instance) {
      for (other, operation) in instance.operations.enumerated()
      where other != v && operation.issue > 0 && warps[v].intersects(warps[other]) {
        let since = ((starts[v] - starts[other]) % interval + interval) % interval
        if since < operation.issue {
          found.append(
            .waits(
              instance.operations[v].id, other: operation.id, row: row(of: v),
              issue: operation.issue))
        }
      }
    }
  }

  private func checkStated(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    if let value = stated?.length, value != length(in: instance) {
      found.append(.wrongLength(stated: value, recomputed: length(in: instance)))
    }
    if let value = stated?.objective, value != interval {
      found.append(.wrongObjective(stated: value, recomputed: interval))
    }
  }
}
