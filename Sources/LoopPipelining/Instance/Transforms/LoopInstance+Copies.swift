extension LoopInstance {
  /// The loop whose body stands for several iterations: copy j of an operation is that of iteration `factor * i + j`.
  ///
  /// Its initiation interval divided by the factor may be a fraction, so a recurrence of 5 cycles over 2 iterations costs 5 instead of 6 for
  /// both. With warps, an operation that waits and issues for longer than the interval meets its own copies, which it did not before.
  ///
  /// - Parameter factor: at least 1. Operation v becomes `v + j n`, named `id.j`.
  /// - Throws: `Invalid` when the loop becomes too large.
  /// - Complexity: O(factor (n + e)), and that of an instance.
  /// - Source: Jones and Allan (1990), "Software pipelining: a comparison and improvement", for unrolling before it.
  package func unrolled(by factor: Int) throws(Invalid) -> LoopInstance {
    guard factor > 1 else { return self }
    guard operationCount * factor <= LoopInstance.largestCount,
      edges.count * factor <= LoopInstance.largestCount
    else { throw .tooLarge }
    let copies = (0..<factor).flatMap { copy in
      operations.map { operation in
        var new = operation
        new.id += ".\(copy)"
        return new
      }
    }
    let between = (0..<factor).flatMap { copy in
      edges.map { edge in
        var new = edge
        let iteration = copy + edge.distance
        new.source += copy * operationCount
        new.target += iteration % factor * operationCount
        new.distance = iteration / factor
        return new
      }
    }
    return try LoopInstance(
      name: "\(name)_x\(factor)", machine: machine, operations: copies, edges: between)
  }

  /// The loop with its tile split into parts that take turns: every operation but those of variable latency becomes that many, each with its share,
  /// rounded up, of cycles, reservations, delays, memory, registers and warps that work together. The parts share the loads.
  ///
  /// - Parameter parts: at least 1. Parts of an operation are named `id.j`.
  /// - Returns: the loop, and for each of its operations the number of the one it comes from.
  /// - Throws: `Invalid` when the loop becomes too large, or when two names become the same.
  /// - Complexity: O(parts (n + e)), and that of an instance.
  package func subtiled(
    into parts: Int
  ) throws(Invalid) -> (instance: LoopInstance, origins: [Int]) {
    guard parts > 1 else { return (self, Array(0..<operationCount)) }
    guard operationCount * parts <= LoopInstance.largestCount,
      edges.count * parts <= LoopInstance.largestCount
    else { throw .tooLarge }
    var (operations, origins): ([LoopOperation], [Int]) = ([], [])
    var first: [Int] = []
    for (number, operation) in self.operations.enumerated() {
      first.append(operations.count)
      if operation.hasVariableLatency {
        operations.append(operation)
        origins.append(number)
      } else {
        for part in 0..<parts {
          operations.append(operation.share(part, of: parts))
          origins.append(number)
        }
      }
    }
    var edges: [LoopEdge] = []
    for edge in self.edges {
      let isWhole = (
        source: self.operations[edge.source].hasVariableLatency,
        target: self.operations[edge.target].hasVariableLatency
      )
      for part in 0..<(isWhole.source && isWhole.target ? 1 : parts) {
        var new = edge
        new.source = first[edge.source] + (isWhole.source ? 0 : part)
        new.target = first[edge.target] + (isWhole.target ? 0 : part)
        if !isWhole.source { new.delay = roundedShare(edge.delay, of: parts) }
        if !isWhole.target { new.hold = roundedShare(edge.hold, of: parts) }
        edges.append(new)
      }
    }
    let instance = try LoopInstance(
      name: "\(name)_t\(parts)", machine: machine, operations: operations, edges: edges)
    return (instance, origins)
  }
}

extension LoopOperation {
  /// One of the parts that an operation is split into.
  fileprivate func share(_ part: Int, of parts: Int) -> LoopOperation {
    func one(_ number: Int) -> Int { roundedShare(number, of: parts) }
    var new = self
    new.id += ".\(part)"
    new.cycles = one(cycles)
    new.issue = one(issue)
    new.warpCount = one(warpCount)
    // What one warp hands over shrinks by the parts, but grows again where fewer warps share it.
    let (whole, pieces) = (spill * warpCount, parts * new.warpCount)
    new.spill = (whole + pieces - 1) / pieces
    new.liveFrom = one(liveFrom)
    new.registers = one(registers)
    new.uses = uses.map { use in
      let from = one(use.from)
      return .init(
        unit: use.unit, from: from, to: from + one(use.to - use.from), amount: use.amount)
    }
    new.memory = memory.map { .init(memory: $0.memory, amount: one($0.amount)) }
    return new
  }
}

/// A part of a number, rounded away from 0.
private func roundedShare(_ number: Int, of parts: Int) -> Int {
  number >= 0 ? (number + parts - 1) / parts : -((-number + parts - 1) / parts)
}
