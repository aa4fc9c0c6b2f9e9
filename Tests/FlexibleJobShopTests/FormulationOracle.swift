import FlexibleJobShop
import OptCore

/// Small random shops and tasks, and their optima by trying everything; shares no search code with the formulations.
enum FormulationOracle {
  /// At most 3 jobs of 5 operations in all, 3 machines, durations 0 to 5.
  static func instance(
    _ random: inout RandomStream, setups: Bool = false, _ objective: ShopObjective = .makespan
  ) throws -> FlexibleJobShopInstance {
    let machineCount = 1 + random.below(3)
    var left = 3 + random.below(3)
    var jobs: [[[FlexibleJobShopInstance.Alternative]]] = []
    for _ in 0..<(1 + random.below(3)) {
      let count = min(left, 1 + random.below(3))
      left -= count
      jobs.append(
        (0..<count).map { _ in
          let some = (0..<machineCount).filter { _ in random.below(3) > 0 }
          let used = some.isEmpty ? [random.below(machineCount)] : some
          return used.map { .init(machine: $0, duration: random.below(6)) }
        })
    }
    let total = jobs.reduce(0) { $0 + $1.count }
    var conditions = ShopConditions()
    if random.below(3) == 0 { conditions.jobRelease = jobs.map { _ in random.below(4) } }
    if random.below(3) == 0 {
      conditions.operationRelease = (0..<total).map { _ in random.below(6) }
    }
    if random.below(3) == 0 {
      conditions.machineRelease = (0..<machineCount).map { _ in random.below(5) }
    }
    if random.below(3) == 0 {
      conditions.downtimes = (0..<(1 + random.below(3))).map { _ in
        let start = random.below(10)
        return .init(
          machine: random.below(machineCount), start: start, end: start + random.below(4))
      }
    }
    if objective == .totalTardiness {
      conditions.jobDue = jobs.map { _ in random.below(9) }
      if random.below(2) == 0 { conditions.jobWeight = jobs.map { _ in random.below(4) } }
    }
    if objective == .startDelay {
      conditions.scheduledStart = (0..<total).map { _ in random.below(8) }
    }
    if setups {
      // Two kinds and nothing between jobs of a kind: the triangle inequality holds.
      conditions.setup = .init(
        jobType: jobs.map { _ in random.below(2) },
        matrix: (0..<machineCount).map { _ in
          [[0, random.below(4)], [random.below(4), 0]]
        })
    }
    return try FlexibleJobShopInstance(
      name: "random", machineCount: machineCount, jobs: jobs, conditions: conditions,
      objective: objective)
  }

  /// A part of an instance with tails, a busy time and a further precedence now and then.
  static func task(
    _ random: inout RandomStream, _ instance: FlexibleJobShopInstance
  ) -> ShopTask {
    let scope = (0..<instance.operationCount).filter { _ in random.below(5) > 0 }
    var task = ShopTask(
      instance, operations: scope, allowing: { _ in random.below(6) > 0 })
    for i in 0..<task.count {
      if random.below(2) == 0 { task.tails[i] = random.below(6) }
      if random.below(4) == 0 { task.heads[i] += random.below(4) }
    }
    if task.count > 1, random.below(2) == 0 {
      let before = random.below(task.count - 1)
      let after = before + 1 + random.below(task.count - 1 - before)
      task.precedences.append(.init(before: before, after: after, lag: random.below(3)))
    }
    if random.below(2) == 0 {
      let start = random.below(6)
      task.blockers.append(
        .init(
          machine: random.below(instance.machineCount), start: start,
          end: start + 1 + random.below(3)))
    }
    if random.below(3) == 0 { task.floor = random.below(12) }
    return task
  }

  /// The least objective of a task.
  static func optimum(_ task: ShopTask) -> Int {
    var best = Int.max
    var state = State(task)
    state.extend(&best)
    return best
  }

  /// Operations are put behind the last one of a machine, in every order that precedences allow.
  private struct State {
    let task: ShopTask
    var plan: ShopPlan
    var isDone: [Bool]
    var sequences: [[Int]]

    init(_ task: ShopTask) {
      self.task = task
      plan = ShopPlan(
        alternatives: Array(repeating: 0, count: task.count),
        starts: Array(repeating: 0, count: task.count))
      isDone = Array(repeating: false, count: task.count)
      sequences = Array(repeating: [], count: task.instance.machineCount)
    }

    private func end(_ i: Int) -> Int { plan.starts[i] + task.durations[plan.alternatives[i]] }

    mutating func extend(_ best: inout Int) {
      if isDone.allSatisfy(\.self) {
        best = min(best, task.objective(of: plan))
        return
      }
      for i in 0..<task.count where !isDone[i] {
        let incoming = task.precedences.filter { $0.after == i }
        if incoming.contains(where: { !isDone[$0.before] }) { continue }
        for a in task.alternatives(of: i) {
          let k = task.machines[a]
          var start = max(task.heads[i], task.machineHeads[k])
          for precedence in incoming { start = max(start, end(precedence.before) + precedence.lag) }
          if let last = sequences[k].last {
            let setup =
              task.instance.conditions.setup?.time(
                machine: k, from: task.job(of: last), to: task.job(of: i)) ?? 0
            start = max(start, end(last) + setup)
          }
          while task.blockers.contains(where: {
            $0.machine == k && start < $0.end && $0.start < start + task.durations[a]
          }) { start += 1 }
          (plan.alternatives[i], plan.starts[i]) = (a, start)
          isDone[i] = true
          sequences[k].append(i)
          extend(&best)
          sequences[k].removeLast()
          isDone[i] = false
        }
      }
    }
  }
}
