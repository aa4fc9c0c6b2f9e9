extension LoopInstance {
  /// The loop with its warps given, as one without warps: what a warp issues is a unit, what it holds is a memory, and spills are part of
  /// delays. Schedules of it at an interval are schedules of the loop with these warps.
  ///
  /// A unit of a warp has more instances than there are operations. Who waits takes all of them in the cycle in which it issues, and
  /// one as long as it goes on issuing; others take one. Two operations that wait and issue for no time at all could share a row, which
  /// is lost.
  ///
  /// - Parameter warps: `warps[v]`, as many for each operation as it needs.
  /// - Returns: nil where an operation does not fit its warps, or they part operations that are kept on the same ones.
  package func reduced(to warps: [WarpSet], interval: Int) -> LoopInstance? {
    guard let machine = machine.warps else { return self }
    for edge in edges where edge.needsSameWarps && warps[edge.source] != warps[edge.target] {
      return nil
    }
    let everything = operationCount + 1
    let dummy = LoopSchedule(
      interval: interval, starts: operations.map { _ in 0 }, warps: warps)
    var plain = LoopMachine(
      name: self.machine.name, units: self.machine.units, memories: self.machine.memories)
    for warp in 0..<machine.count {
      plain.units.append(.init(name: "issue, warp \(warp)", capacity: everything))
    }
    if let slots = machine.issueSlots {
      for warp in 0..<machine.count {
        plain.units.append(.init(name: "slots, warp \(warp)", capacity: slots))
      }
    }
    for (warp, budget) in machine.registers.enumerated() {
      plain.memories.append(
        .init(name: "registers, warp \(warp)", capacity: budget ?? 0))
    }
    let firstUnit = self.machine.units.count
    let firstMemory = self.machine.memories.count
    let operations = self.operations.enumerated().map { v, operation in
      var result = LoopOperation(
        id: operation.id, cycles: operation.cycles, uses: operation.uses,
        memory: operation.memory, liveFrom: operation.liveFrom)
      let waits = dummy.waits(v, in: self)
      let issue = min(operation.issue, interval)
      for warp in warps[v].warps {
        if waits {
          result.uses.append(.init(unit: firstUnit + warp, from: 0, to: 1, amount: everything))
        }
        if issue > (waits ? 1 : 0) {
          result.uses.append(.init(unit: firstUnit + warp, from: waits ? 1 : 0, to: issue))
        }
        if machine.issueSlots != nil, operation.issue > 0 {
          result.uses.append(
            .init(unit: firstUnit + machine.count + warp, from: 0, to: operation.issue))
        }
        if machine.registers[warp] != nil, operation.registersPerWarp > 0 {
          result.memory.append(
            .init(memory: firstMemory + warp, amount: operation.registersPerWarp))
        }
      }
      return result
    }
    let edges = self.edges.map { edge in
      var result = edge
      if dummy.crosses(edge) { result.delay += self.operations[edge.source].spill }
      return result
    }
    return try? LoopInstance(name: name, machine: plain, operations: operations, edges: edges)
  }
}
