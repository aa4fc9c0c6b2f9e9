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
  }

  private func checkUnits(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    var profiles = instance.machine.units.map { _ in RowProfile(interval: interval) }
    for (v, operation) in instance.operations.enumerated() {
      for use in operation.uses {
        profiles[use.unit].add(use.amount, from: starts[v] + use.from, length: use.to - use.from)
      }
    }
    for (unit, profile) in zip(instance.machine.units, profiles) {
      let (load, row) = profile.peak
      if load > unit.capacity {
        found.append(.unit(unit.name, row: row, load: load, capacity: unit.capacity))
      }
    }
  }

  /// Memories and registers.
  private func checkStorage(in instance: LoopInstance, _ found: inout [LoopViolation]) {
    let lifetimes = LoopLifetimes(of: self, in: instance)
    var memories = instance.machine.memories.map { _ in RowProfile(interval: interval) }
    var registers = (instance.machine.warps?.registers ?? []).map { _ in
      RowProfile(interval: interval)
    }
    for (v, operation) in instance.operations.enumerated() {
      let (begin, length) = (lifetimes.begins[v], lifetimes.lengths[v])
      for footprint in operation.memory {
        memories[footprint.memory].add(footprint.amount, from: begin, length: length)
      }
      guard !warps.isEmpty else { continue }
      for warp in warps[v].warps {
        registers[warp].add(operation.registersPerWarp, from: begin, length: length)
      }
    }
    for (memory, profile) in zip(instance.machine.memories, memories) {
      let (load, row) = profile.peak
      if load > memory.capacity {
        found.append(.memory(memory.name, row: row, load: load, capacity: memory.capacity))
      }
    }
    for (warp, profile) in registers.enumerated() {
      guard let budget = instance.machine.warps?.registers[warp] else { continue }
      let (load, row) = profile.peak
      if load > budget {
        found.append(.registers(warp: warp, row: row, load: load, capacity: budget))
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
      var profile = RowProfile(interval: interval)
      for (v, operation) in instance.operations.enumerated() where warps[v].contains(warp) {
        profile.add(1, from: starts[v], length: operation.issue)
      }
      let (load, row) = profile.peak
      if load > slots {
        found.append(.issueSlots(warp: warp, row: row, load: load, capacity: slots))
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
