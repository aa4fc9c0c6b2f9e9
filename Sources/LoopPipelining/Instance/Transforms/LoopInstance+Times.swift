extension LoopInstance {
  /// The different times above 0 in the data, ascending: cycles, ends of reservations, issue, spill, `live_from`, delays (without their signs), `hold`.
  ///
  /// - Complexity: O(size of the instance), and a sort.
  package var distinctTimes: [Int] {
    var times: Set<Int> = []
    for operation in operations {
      times.formUnion([operation.cycles, operation.issue, operation.spill, operation.liveFrom])
      for use in operation.uses { times.formUnion([use.from, use.to - use.from]) }
    }
    for edge in edges { times.formUnion([abs(edge.delay), edge.hold]) }
    times.remove(0)
    return times.sorted()
  }

  /// The same loop with every time replaced: 0 stays, and delays below 0 mirror those above.
  ///
  /// - Parameter image: from a time above 0 to one of at least 0.
  /// - Throws: `Invalid` when a cycle of distance 0 gets a delay above 0, or times become too large.
  /// - Complexity: that of an instance.
  func mapTimes(
    name: String, _ image: (Int) -> Int
  ) throws(Invalid) -> LoopInstance {
    func mapped(_ time: Int) -> Int { time == 0 ? 0 : time > 0 ? image(time) : -image(-time) }
    let operations = self.operations.map { operation in
      var new = operation
      new.cycles = mapped(operation.cycles)
      new.issue = mapped(operation.issue)
      new.spill = mapped(operation.spill)
      new.liveFrom = mapped(operation.liveFrom)
      new.uses = operation.uses.map { use in
        let from = mapped(use.from)
        return .init(
          unit: use.unit, from: from, to: from + mapped(use.to - use.from), amount: use.amount)
      }
      return new
    }
    let edges = self.edges.map { edge in
      var new = edge
      new.delay = mapped(edge.delay)
      new.hold = mapped(edge.hold)
      return new
    }
    return try LoopInstance(name: name, machine: machine, operations: operations, edges: edges)
  }

  /// The loop in coarser units of time: every time divided, rounded half up, what is above 0 to 1 at least.
  ///
  /// A schedule of the new loop is none of the old one, for times may have become shorter.
  ///
  /// - Parameter divisor: at least 1.
  /// - Throws: `Invalid`; see `mapTimes`.
  package func scaled(by divisor: Int) throws(Invalid) -> LoopInstance {
    guard divisor > 1 else { return self }
    return try mapTimes(name: "\(name)_s\(divisor)") { time in
      max(1, (time + divisor / 2) / divisor)
    }
  }

  /// The loop with times replaced by small integers that keep their ratios as well as their sum allows; optima are those of the new loop.
  ///
  /// - Parameter sum: of the different new times at most; no less than the number of different times.
  /// - Throws: `Invalid`; see `mapTimes`.
  /// - Complexity: see `CostNormalization`.
  package func normalized(to sum: Int) throws(Invalid) -> LoopInstance {
    let times = distinctTimes
    let images = CostNormalization.normalized(times, sum: sum)
    let table = Dictionary(zip(times, images), uniquingKeysWith: { first, _ in first })
    return try mapTimes(name: "\(name)_n\(sum)") { table[$0] ?? $0 }
  }
}
