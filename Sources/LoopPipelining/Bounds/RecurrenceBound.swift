/// The least initiation interval that cycles of dependences allow (RecMII).
package struct RecurrenceBound {
  /// The bound, at least 1.
  package let interval: Int
  /// Operations of a cycle that asks for it, in the order of its edges; empty = none does.
  package let cycle: [Int]

  /// The greatest `ceil(delays / distances)` of a cycle.
  ///
  /// Each cycle that the interval so far makes impossible raises it to what that cycle asks for.
  ///
  /// - Complexity: O(n e) for each such cycle; there are few.
  /// - Source: Dinkelbach (1967), "On nonlinear fractional programming", on the ratio of both sums.
  package init(_ instance: LoopInstance) {
    self.init(instance.edges, count: instance.operationCount)
  }

  /// The same for any dependences between `count` operations, none of whose cycles has distance 0 and a delay above 0.
  init(_ edges: [LoopEdge], count: Int) {
    var (interval, operations) = (1, [Int]())
    while let cycle = DependenceCycle.positive(
      edges.map {
        .init(from: $0.source, to: $0.target, delay: $0.delay, distance: $0.distance, at: interval)
      },
      count: count)
    {
      let delay = cycle.reduce(0) { $0 + $1.delay }
      let distance = cycle.reduce(0) { $0 + $1.distance }
      guard distance > 0 else { break }
      interval = (delay + distance - 1) / distance
      operations = cycle.map(\.from)
    }
    (self.interval, self.cycle) = (interval, operations)
  }
}
