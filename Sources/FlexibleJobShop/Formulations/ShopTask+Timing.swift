/// Machines and starts of a task's operations, by local number.
package struct ShopPlan: Sendable, Hashable {
  /// `alternatives[i]`: the alternative of the task that operation i uses.
  package var alternatives: [Int]
  /// `starts[i]`: when it starts.
  package var starts: [Int]

  /// States a plan.
  package init(alternatives: [Int], starts: [Int]) {
    (self.alternatives, self.starts) = (alternatives, starts)
  }
}

extension ShopTask {
  /// When an operation ends.
  package func end(of i: Int, in plan: ShopPlan) -> Int {
    plan.starts[i] + durations[plan.alternatives[i]]
  }

  /// The objective of a plan.
  ///
  /// - Complexity: O(operations).
  package func objective(of plan: ShopPlan) -> Int {
    switch objective {
    case .makespan:
      return (0..<count).reduce(floor) { max($0, end(of: $1, in: plan) + tails[$1]) }
    case .totalTardiness:
      return (0..<count).reduce(0) {
        $0 + weights[$1] * max(0, end(of: $1, in: plan) + tails[$1] - dues[$1])
      }
    case .startDelay:
      return (0..<count).reduce(0) { $0 + plan.starts[$1] - scheduledStart(of: $1) }
    }
  }

  /// The plan with the same alternatives and, on every machine, the order of given times, each operation as early as that allows.
  ///
  /// Whatever the times, the result keeps all precedences, heads, blockers and setups. Times of a plan without faults are never passed.
  ///
  /// - Parameters:
  ///   - alternatives: one a local operation.
  ///   - times: starts that may be off by the tolerances of an engine.
  /// - Returns: nil where precedences form a cycle.
  /// - Complexity: O(operations log operations + precedences + operations times blockers of a machine).
  package func plan(_ alternatives: [Int], near times: [Double]) -> ShopPlan? {
    let graph = graph()
    guard graph.order.count == count else { return nil }
    // Middles: of two that start together, one of them for no time, that one comes first.
    var keys = (0..<count).map { (2 * times[$0] + Double(durations[alternatives[$0]]), 0, $0) }
    for (rank, i) in graph.order.enumerated() {
      keys[i].1 = rank
      for p in graph.incoming[i] { keys[i].0 = max(keys[i].0, keys[precedences[p].before].0) }
    }
    let blockers = blockersByMachine()
    var empty = EmptyOperations(self)
    var last = [Int?](repeating: nil, count: instance.machineCount)
    var plan = ShopPlan(alternatives: alternatives, starts: Array(repeating: 0, count: count))
    for (_, _, i) in keys.sorted(by: <) {
      let (k, length) = (machines[alternatives[i]], durations[alternatives[i]])
      var start = max(heads[i], machineHeads[k])
      for p in graph.incoming[i] {
        start = max(start, end(of: precedences[p].before, in: plan) + precedences[p].lag)
      }
      if let before = last[k] {
        let gap = setup(on: k, from: job(of: before), to: job(of: i))
        start = max(start, end(of: before, in: plan) + gap)
      }
      start = firstFit(length, of: job(of: i), on: k, from: start, blockers[k])
      if empty.isHidden(i, length, at: start, on: k) {
        start = firstFit(length, of: job(of: i), on: k, from: start + 1, blockers[k])
      }
      empty.add(i, length, at: start, on: k)
      plan.starts[i] = start
      last[k] = i
    }
    return plan
  }

  /// The plan that a schedule of the instance holds for the operations in scope.
  ///
  /// - Returns: nil where it uses an alternative that the task does not have.
  package func plan(in schedule: ShopSchedule) -> ShopPlan? {
    guard schedule.starts.count == instance.operationCount else { return nil }
    var alternatives: [Int] = []
    for (i, operation) in operations.enumerated() {
      guard let k = schedule.machines[operation], let a = alternative(of: i, on: k) else {
        return nil
      }
      alternatives.append(a)
    }
    return ShopPlan(alternatives: alternatives, starts: operations.map { schedule.starts[$0] })
  }

  /// The schedule of the whole instance that a plan makes of another one: operations out of scope stay where they are.
  package func schedule(_ plan: ShopPlan, over base: ShopSchedule? = nil) -> ShopSchedule {
    var machines = base?.machines ?? Array(repeating: nil, count: instance.operationCount)
    var starts = base?.starts ?? Array(repeating: 0, count: instance.operationCount)
    for (i, operation) in operations.enumerated() {
      machines[operation] = self.machines[plan.alternatives[i]]
      starts[operation] = plan.starts[i]
    }
    return ShopSchedule(machines: machines, starts: starts, stated: nil)
  }
}
