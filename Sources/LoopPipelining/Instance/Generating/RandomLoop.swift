import OptCore

extension LoopInstance {
  /// Draws a random loop; operations, edges, memories and warps have streams of their own, so that settings of one leave the others as they are.
  ///
  /// - Parameter seed: the same seed gives the same loop on every machine.
  /// - Throws: `Invalid` when the recipe is out of range.
  /// - Complexity: O(n + e).
  static func random(
    _ recipe: RandomLoopRecipe, seed: UInt64
  ) throws(Invalid) -> LoopInstance {
    var (operations, machine) = recipe.body(seed)
    var edges = recipe.edges(operations, seed)
    if recipe.memories > 0 { recipe.addMemories(&machine, &operations, edges, seed) }
    if recipe.warps > 0 {
      recipe.addWarps(&machine, &operations, &edges, seed)
    } else if let registers = recipe.registers {
      machine.memories.append(.init(name: "REG", capacity: registers))
      let used = Set(edges.map(\.source))
      for number in operations.indices where used.contains(number) {
        operations[number].memory.append(.init(memory: machine.memories.count - 1, amount: 1))
      }
    }
    return try LoopInstance(
      name: recipe.name(seed: seed), machine: machine, operations: operations, edges: edges)
  }
}

extension RandomLoopRecipe {
  /// Operations on units.
  fileprivate func body(_ seed: UInt64) -> ([LoopOperation], LoopMachine) {
    var stream = RandomStream(seed: seed)
    let units = (0..<self.units).map { number in
      LoopMachine.Resource(name: "U\(number)", capacity: stream.integer(in: 1...capacity))
    }
    let operations = (0..<self.operations).map { number in
      let cycles = stream.integer(in: 1...longest)
      let unit = stream.below(self.units)
      let isBusy = stream.unit() < unpipelined
      return LoopOperation(
        id: "v\(number)", cycles: cycles,
        uses: [.init(unit: unit, from: 0, to: isBusy ? cycles : 1)])
    }
    return (operations, LoopMachine(name: "random", units: units))
  }

  /// Edges forward, near ones rather than far ones, and edges back, which may be loops.
  fileprivate func edges(_ operations: [LoopOperation], _ seed: UInt64) -> [LoopEdge] {
    var stream = RandomStream(seed: seed, worker: 1)
    let count = operations.count
    var edges: [LoopEdge] = []
    let forward = count > 1 ? Int((density * Double(count)).rounded()) : 0
    for _ in 0..<forward {
      let from = stream.below(count - 1)
      let reach = min(count - 1 - from, stream.integer(in: 1...max(1, count / 3)))
      edges.append(LoopEdge(from: from, to: from + reach, delay: operations[from].cycles))
    }
    for _ in 0..<Int((recurrences * Double(count)).rounded()) {
      let to = stream.below(count)
      let from = to + stream.below(min(count - to, max(1, count / 3)))
      edges.append(
        LoopEdge(
          from: from, to: to, delay: operations[from].cycles,
          distance: stream.integer(in: 1...distance)))
    }
    return edges.sorted {
      ($0.distance, $0.source, $0.target) < ($1.distance, $1.source, $1.target)
    }
  }

  /// Every result takes 1 to 9 of one memory. A memory has its share of room, and no less than one operation after the other needs.
  fileprivate func addMemories(
    _ machine: inout LoopMachine, _ operations: inout [LoopOperation], _ edges: [LoopEdge],
    _ seed: UInt64
  ) {
    var stream = RandomStream(seed: seed, worker: 2)
    for number in operations.indices {
      let memory = stream.below(memories)
      operations[number].memory = [.init(memory: memory, amount: stream.integer(in: 1...9))]
    }
    for memory in 0..<memories {
      let amounts = operations.map { operation in
        operation.memory.reduce(0) { $0 + ($1.memory == memory ? $1.amount : 0) }
      }
      let part = Int((room * Double(amounts.reduce(0, +))).rounded(.up))
      machine.memories.append(
        .init(name: "M\(memory)", capacity: max(part, serialNeed(amounts, operations, edges))))
    }
  }

  /// The most of a memory that is in use when operations run one after the other, and iterations as well.
  ///
  /// - Complexity: O(n^2 + e).
  private func serialNeed(
    _ amounts: [Int], _ operations: [LoopOperation], _ edges: [LoopEdge]
  ) -> Int {
    var starts: [Int] = []
    var interval = 0
    for operation in operations {
      starts.append(interval)
      interval += operation.span + spill
    }
    var ends = starts
    for edge in edges {
      ends[edge.source] = max(ends[edge.source], starts[edge.target] + edge.distance * interval)
    }
    // Use grows where a value begins; a value covers the time if it began no later and has not ended.
    let live = amounts.indices.filter { amounts[$0] > 0 && ends[$0] > starts[$0] }
    var most = 0
    for time in live.map({ starts[$0] }) {
      var use = 0
      for number in live {
        let life = ends[number] - starts[number]
        let age = time - starts[number] + (time >= starts[number] ? 0 : interval)
        if life > age { use += amounts[number] * (1 + (life - age - 1) / interval) }
      }
      most = max(most, use)
    }
    return most
  }

  /// Warp 0 loads; loads issue for one cycle, others for all of theirs, and consumers wait for loads.
  fileprivate func addWarps(
    _ machine: inout LoopMachine, _ operations: inout [LoopOperation], _ edges: inout [LoopEdge],
    _ seed: UInt64
  ) {
    var stream = RandomStream(seed: seed, worker: 3)
    machine.warps = .init(
      count: warps, registers: Array(repeating: registers, count: warps),
      variableLatencyWarp: warps > 1 ? 0 : nil)
    for number in operations.indices {
      let isLoad = warps > 1 && stream.unit() < loads
      operations[number].spill = stream.integer(in: 0...spill)
      operations[number].registers = isLoad ? 0 : stream.integer(in: 1...4)
      if isLoad {
        operations[number].hasVariableLatency = true
        operations[number].issue = 1
      }
    }
    for number in edges.indices {
      edges[number].isBlocking = operations[edges[number].source].hasVariableLatency
    }
  }
}
