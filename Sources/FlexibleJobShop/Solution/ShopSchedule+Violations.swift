extension ShopSchedule {
  /// Every broken rule, from the definition.
  ///
  /// An operation of duration 0 may stand at the border of another on its machine, not inside. Of a schedule that was read, what
  /// the file states of ends and objective is compared as well.
  ///
  /// - Returns: What is wrong, operation by operation and then machine by machine; empty for a schedule.
  /// - Complexity: O(A + N log N), and O(downtimes of its machine) for every operation.
  public func violations(in instance: FlexibleJobShopInstance) -> [ShopViolation] {
    guard machines.count == instance.operationCount, starts.count == machines.count else {
      return [.wrongCount(found: starts.count, expected: instance.operationCount)]
    }
    var found: [ShopViolation] = []
    found += (stated?.unknown ?? []).map { .unknownOperation($0) }
    found += (stated?.repeated ?? []).map { .repeatedOperation($0) }
    let downtimes = instance.downtimesByMachine
    for i in starts.indices { check(i, in: instance, downtimes, &found) }
    for sequence in sequences(in: instance) { check(sequence, in: instance, &found) }
    if found.isEmpty, let value = stated?.objective {
      let recomputed = objective(in: instance)
      if .integer(value) != recomputed {
        found.append(.wrongObjective(stated: value, recomputed: recomputed))
      }
    }
    return found
  }

  /// By machine the operations that can run there in the order of start, end and number.
  func sequences(in instance: FlexibleJobShopInstance) -> [[Int]] {
    var onMachine = [[Int]](repeating: [], count: instance.machineCount)
    for (i, machine) in machines.enumerated() {
      if let machine, instance.duration(of: i, on: machine) != nil { onMachine[machine].append(i) }
    }
    return onMachine.map { operations in
      operations.map { (start: starts[$0], end: end(of: $0, in: instance), $0) }
        .sorted { $0 < $1 }.map(\.2)
    }
  }

  /// What concerns an operation by itself and the one before it in the job.
  private func check(
    _ i: Int, in instance: FlexibleJobShopInstance, _ downtimes: [[ShopConditions.Downtime]],
    _ found: inout [ShopViolation]
  ) {
    let name = instance.name(of: i)
    guard let machine = machines[i] else {
      found.append(.missingOperation(name))
      return
    }
    guard instance.duration(of: i, on: machine) != nil else {
      found.append(.notEligible(name, machine: machine))
      return
    }
    let (start, end) = (starts[i], end(of: i, in: instance))
    if let ends = stated?.ends, ends.indices.contains(i), let value = ends[i], value != end {
      found.append(.wrongEnd(name, stated: value, recomputed: end))
    }
    let release = max(
      instance.release(of: i), instance.conditions.machineRelease?[machine] ?? 0)
    if start < release { found.append(.early(name, start: start, release: release)) }
    if name.operation > 0, machines[i - 1] != nil {
      let previousEnd = self.end(of: i - 1, in: instance)
      if start < previousEnd {
        found.append(.chain(name, start: start, previousEnd: previousEnd))
      }
    }
    for down in downtimes[machine] where start < down.end && down.start < end {
      found.append(.downtime(name, down))
    }
  }

  /// No two operations of a machine at one time; the setup counts from the one that ends last so far.
  private func check(
    _ sequence: [Int], in instance: FlexibleJobShopInstance, _ found: inout [ShopViolation]
  ) {
    var last: Int?
    for i in sequence {
      let end = end(of: i, in: instance)
      guard let before = last else {
        last = i
        continue
      }
      let previousEnd = self.end(of: before, in: instance)
      let machine = machines[i] ?? 0
      let setup =
        instance.conditions.setup?.time(
          machine: machine, from: instance.jobOfOperation[before],
          to: instance.jobOfOperation[i]) ?? 0
      if starts[i] < saturatingSum(previousEnd, setup) {
        found.append(
          .overlap(
            instance.name(of: before), instance.name(of: i), machine: machine, start: starts[i],
            end: previousEnd, setup: setup))
      }
      if end >= previousEnd { last = i }
    }
  }
}
