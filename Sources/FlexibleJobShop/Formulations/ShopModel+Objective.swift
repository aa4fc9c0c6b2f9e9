import Modeling

/// What is minimised, and what bounds it.
extension ShopModel {
  mutating func addObjective() {
    late = Array(repeating: nil, count: task.count)
    switch task.objective {
    case .makespan: addMakespan()
    case .totalTardiness: addTardiness()
    case .startDelay: windows.minimize(sum(start) - task.scheduledTotal, in: &model)
    }
  }

  private mutating func addMakespan() {
    let makespan = windows.minimizeMakespan(.integer, in: &model)
    self.makespan = makespan
    for i in windows.ends(for: .makespan) {
      require(LinearExpression(of: makespan), isAfter: i, by: task.tails[i], "end")
    }
  }

  private mutating func addTardiness() {
    var total = LinearExpression()
    for i in windows.ends(for: .totalTardiness) {
      let target = task.dues[i] - task.tails[i]
      let variable = model.variable(
        .integer, lower: Double(max(0, windows.earliestEnd(i) - target)),
        upper: Double(windows.latestEnd(of: i) - target), name: "T", i)
      late[i] = variable
      require(variable + target, isAfter: i, by: 0, "late")
      total.add(Double(task.weights[i]), variable)
    }
    windows.minimize(total, in: &model)
  }

  /// On a machine: `least head + sum d(a) x[a] + least tail <= C`.
  mutating func addLoads() {
    guard let makespan else { return }
    for k in 0..<task.instance.machineCount {
      var load = LinearExpression()
      var (head, tail) = (Int.max, Int.max)
      for i in 0..<task.count {
        guard let a = task.alternative(of: i, on: k), windows.isOpen[a] else { continue }
        head = min(head, windows.earliest[i])
        tail = min(tail, windows.tail(of: i))
        if let x = presence[a] {
          load.add(Double(task.durations[a]), x.expression)
        } else {
          load.constant += Double(task.durations[a])
        }
      }
      if head < Int.max { model.require(makespan >= load + (head + tail), "load", k) }
    }
  }

  /// Operations that run on machines of a set only use as many of them at a time as there are.
  mutating func addPools(_ pools: ShopModelOptions.Pools) {
    if pools == .none { return }
    var sets: Set<Set<Int>> = []
    let used = (0..<task.count).map { i in
      Set(windows.alternatives(of: i).map { task.machines[$0] })
    }
    if pools == .sets { sets.formUnion(used) }
    sets.insert(used.reduce(Set()) { $0.union($1) })
    for set in sets.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) })
    where set.count > 1 {
      var intervals: [Interval] = []
      for i in 0..<task.count where used[i].isSubset(of: set) {
        intervals.append(
          Interval(start: start[i], duration: LinearExpression(Double(windows.shortest(i)))))
      }
      if intervals.count <= set.count { continue }
      for (k, blockers) in task.blockersByMachine().enumerated() where set.contains(k) {
        for blocker in blockers {
          intervals.append(
            Interval(
              start: LinearExpression(Double(blocker.start)),
              duration: LinearExpression(Double(blocker.end - blocker.start))))
        }
      }
      model.require(
        .cumulative(
          intervals, demands: intervals.map { _ in LinearExpression(1) },
          capacity: LinearExpression(Double(set.count))), "pool")
    }
  }
}
