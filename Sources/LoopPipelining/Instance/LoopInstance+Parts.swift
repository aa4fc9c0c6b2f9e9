extension LoopInstance {
  /// The loop with units and dependences only: a relaxation without warps and memories.
  ///
  /// - Throws: nothing for an instance that was valid.
  func unitsOnly() throws(Invalid) -> LoopInstance {
    try LoopInstance(
      name: name, machine: LoopMachine(name: machine.name, units: machine.units),
      operations: operations.map {
        LoopOperation(id: $0.id, cycles: $0.cycles, uses: $0.uses, issue: $0.issue)
      }, edges: edges)
  }
}
