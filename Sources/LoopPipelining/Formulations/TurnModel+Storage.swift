import Modeling

/// Memories and registers.
extension TurnModel {
  /// A value: from when to when it is live, and what it takes of a storage.
  private struct Value {
    var life: Stretch
    var amount: Int
    /// Whether it is live for a cycle at least: what is never live may be anywhere.
    var isLive: Bool { life.least > 0 }
  }

  /// Reservation tables of memories, and of the registers of each warp.
  mutating func addStorage(_ pairs: inout PairLiterals) {
    let lives = task.instance.operations.indices.map { task.isAside($0) ? nil : lifetime(of: $0) }
    for (memory, resource) in task.instance.machine.memories.enumerated() {
      let values = lives.compactMap { life -> Value? in
        guard let life,
          let amount = task.instance.operations[life.operation].memory
            .first(where: { $0.memory == memory })?.amount,
          task.detail.counts(amount, of: resource.capacity)
        else { return nil }
        return Value(life: life, amount: amount)
      }
      for (k, value) in values.enumerated() {
        for other in values[..<k]
        where value.amount + other.amount > resource.capacity && value.isLive && other.isLive
          && !(isKept(value.life) && isKept(other.life))
        {
          exclude(other.life, value.life, "memory")
        }
      }
      addTable(
        values.map { TableUse(stretch: $0.life, amount: $0.amount) }, capacity: resource.capacity,
        "memory", memory)
    }
    if let machine = task.instance.machine.warps { addRegisters(machine, lives, &pairs) }
  }

  private mutating func addRegisters(
    _ machine: LoopMachine.Warps, _ lives: [Stretch?], _ pairs: inout PairLiterals
  ) {
    let largest = machine.registers.compactMap { $0 }.max() ?? 0
    let values = lives.compactMap { life -> Value? in
      guard let life else { return nil }
      let amount = task.instance.operations[life.operation].registersPerWarp
      return task.detail.counts(amount, of: largest) ? Value(life: life, amount: amount) : nil
    }
    // Two values that no warp holds together.
    if !machine.registers.contains(nil) {
      for (k, value) in values.enumerated() {
        for other in values[..<k]
        where value.amount + other.amount > largest && value.isLive && other.isLive {
          let (u, v) = (other.life.operation, value.life.operation)
          guard canShare(u, v, machine) else { continue }
          exclude(other.life, value.life, if: share(u, v, &pairs), "registers")
        }
      }
    }
    for (warp, budget) in machine.registers.enumerated() {
      guard let budget else { continue }
      let own = values.filter { value in
        machine.usable(by: task.instance.operations[value.life.operation]).contains(warp)
      }
      let uses = own.map {
        TableUse(
          stretch: $0.life, amount: $0.amount,
          presence: warps[$0.life.operation][warp].literal)
      }
      addTable(uses, capacity: budget, "registers", warp)
    }
  }

  /// Whether a value is where it is.
  private func isKept(_ life: Stretch) -> Bool {
    task.isKept(life.operation) && life.ends.allSatisfy { task.isKept($0.operation) }
  }

  /// From when to when the value of an operation is live, at least; nil where nothing asks for it.
  private mutating func lifetime(of v: Int) -> Stretch? {
    let operation = task.instance.operations[v]
    guard operation.registers > 0 || operation.memory.contains(where: { $0.amount > 0 }) else {
      return nil
    }
    let ends = lastUses(of: v)
    if ends.isEmpty { return nil }
    let ranges = ends.map { end -> ClosedRange<Int> in
      let shift = end.shift - operation.liveFrom
      let range = windows.distance(from: v, to: end.operation)
      return range.lowerBound + shift...range.upperBound + shift
    }
    let least = max(0, ranges.map(\.lowerBound).max() ?? 0)
    let most = ranges.map(\.upperBound).max() ?? 0
    if most <= 0 { return nil }
    var life = Stretch(
      operation: v, from: operation.liveFrom, ends: ends,
      last: (starts[ends[0].operation], ends[0].shift), length: nil, least: least)
    if isKept(life) {
      life.length = least
      life.last = (starts[v], operation.liveFrom + least)
      return life
    }
    if ends.count == 1, ranges[0].lowerBound >= 0 {
      if ends[0].operation == v { life.length = ends[0].shift - operation.liveFrom }
      return life
    }
    let end = model.variable(
      .integer, lower: Double(windows.earliest[v] + operation.liveFrom + least),
      upper: Double(windows.latest[v] + operation.liveFrom + most), name: "dead", v)
    model.require(end - starts[v] >= operation.liveFrom + least, "dead", v)
    for use in ends {
      model.require(end - starts[use.operation] >= use.shift, "dead", v, use.operation)
    }
    life.last = (end, 0)
    return life
  }

  /// When the users of a value have done with it, without those that others come after in any case.
  private func lastUses(of v: Int) -> [(operation: Int, shift: Int)] {
    let edges = task.instance.outgoing[v].map { task.instance.edges[$0] }.filter(\.isData)
    let ends = edges.map {
      (operation: $0.target, shift: $0.distance * task.interval + $0.hold)
    }
    return ends.enumerated().filter { index, end in
      !ends.enumerated().contains { other, later in
        guard other != index, let path = windows.path(end.operation, later.operation) else {
          return false
        }
        let gain = path + later.shift - end.shift
        return gain > 0
          || gain == 0
            && (other < index || windows.path(later.operation, end.operation) == nil)
      }
    }.map(\.element)
  }
}
