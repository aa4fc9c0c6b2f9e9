/// What points of models and schedules have to do with each other, whatever the formulation.
extension LoopTask {
  /// A schedule made of what a model says: groups that moved freely in their places, the first start at 0, and stages as early as
  /// dependences allow where nothing else depends on stages.
  func settled(_ found: LoopSchedule, _ groups: OperationGroups?) -> LoopSchedule {
    let schedule = groups?.settled(found, in: instance) ?? found.movedToZero()
    guard isPlain else { return schedule }
    let rows = schedule.starts.map { $0 - interval * LoopTask.floor($0, interval) }
    guard let starts = StageAssignment.starts(rows: rows, of: self) else { return schedule }
    return LoopSchedule(interval: interval, starts: starts).movedToZero()
  }
}

extension LoopInstance {
  /// Whether the value of an operation takes of a memory, or of the registers of a warp with a budget, and counts.
  func isStored(_ v: Int, _ detail: Storage.Detail = .all) -> Bool {
    let operation = operations[v]
    let isKept = operation.memory.contains {
      detail.counts($0.amount, of: machine.memories[$0.memory].capacity)
    }
    guard !isKept, let warps = machine.warps else { return isKept }
    let largest = warps.registers.compactMap { $0 }.max() ?? 0
    return detail.counts(operation.registersPerWarp, of: largest)
      && warps.usable(by: operation).contains { warps.registers[$0] != nil }
  }
}

extension LoopMachine.Warps {
  /// Warps that an operation can run on, ascending.
  func usable(by operation: LoopOperation) -> [Int] {
    guard let own = variableLatencyWarp else { return Array(0..<count) }
    if !operation.hasVariableLatency { return (0..<count).filter { $0 != own } }
    return operation.warpCount == 1 ? [own] : Array(0..<count)
  }
}

extension LoopWindows {
  /// The starts of a schedule inside the windows; nil where they do not fit.
  ///
  /// - Parameter groups: the groups where they move freely: then all rows may be turned together, and each group by whole intervals.
  /// - Complexity: O(n interval) with groups, else O(n).
  func starts(of schedule: LoopSchedule, interval: Int, _ groups: OperationGroups?) -> [Int]? {
    func fit(_ starts: [Int]) -> Bool {
      starts.count == earliest.count
        && starts.indices.allSatisfy { earliest[$0]...latest[$0] ~= starts[$0] }
    }
    guard let groups else { return fit(schedule.starts) ? schedule.starts : nil }
    for shift in 0..<interval {
      let turned = schedule.starts.map { $0 + shift }
      let placed = turned.indices.map { v -> Int in
        let anchor = turned[groups.anchors[groups.group[v]]]
        return turned[v] - interval * LoopTask.floor(anchor, interval)
      }
      if fit(placed) { return placed }
    }
    return nil
  }
}

extension LoopSchedule {
  /// The same sets with warps of equal budgets in the order of the first operations that use them: what models ask for.
  func warpsInOrder(of instance: LoopInstance) -> [WarpSet] {
    guard let machine = instance.machine.warps else { return [] }
    var names = Array(0..<machine.count)
    let plain = names.filter { $0 != machine.variableLatencyWarp }
    for budget in Set(plain.map { machine.registers[$0] }) {
      let members = plain.filter { machine.registers[$0] == budget }
      func first(_ w: Int) -> Int { warps.firstIndex { $0.contains(w) } ?? .max }
      let sorted = members.sorted { (first($0), $0) < (first($1), $1) }
      for (old, new) in zip(sorted, members) { names[old] = new }
    }
    return warps.map { set in WarpSet(set.warps.filter { $0 < names.count }.map { names[$0] }) }
  }
}
