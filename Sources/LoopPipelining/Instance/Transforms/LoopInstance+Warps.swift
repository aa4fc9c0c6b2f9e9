/// Less than there is of warps, and of what goes between them: to see what it is worth.
extension LoopInstance {
  /// The loop on its first warps only, with their budgets; without warps the loop itself.
  ///
  /// - Parameter count: at least 1, and no more than there are; the warp of variable latency must be among them.
  /// - Throws: `Invalid` for another number, or when an operation needs more.
  /// - Complexity: that of an instance.
  package func keepingWarps(_ count: Int) throws(Invalid) -> LoopInstance {
    guard var warps = machine.warps, count != warps.count else { return self }
    let least = (warps.variableLatencyWarp ?? 0) + 1
    guard least...warps.count ~= count else {
      throw .outOfRange("number of warps", count, least...warps.count)
    }
    warps.count = count
    warps.registers = Array(warps.registers.prefix(count))
    var machine = machine
    machine.warps = warps
    return try LoopInstance(
      name: "\(name)_w\(count)", machine: machine, operations: operations, edges: edges)
  }

  /// The loop whose values in registers stay where they are made: every data dependence between two operations, of which the source
  /// has registers, keeps both on the same warps.
  ///
  /// - Complexity: that of an instance.
  package func keepingValuesInWarps() throws(Invalid) -> LoopInstance {
    try LoopInstance(
      name: "\(name)_local", machine: machine, operations: operations,
      edges: edges.map { edge in
        var new = edge
        let isHeld = edge.isData && operations[edge.source].registers > 0
        if isHeld, edge.source != edge.target { new.needsSameWarps = true }
        return new
      })
  }
}
