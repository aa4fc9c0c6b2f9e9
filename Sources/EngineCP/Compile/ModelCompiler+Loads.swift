import Modeling

/// The time of all machines together, where tasks choose among them.
extension ModelCompiler {
  /// Most tasks of one load: a look at it takes O(n log n).
  private static var mostTasksWithPrices: Int { 1000 }

  /// Adds what the tasks cost at the prices that make the most of it, and at equal prices.
  ///
  /// With a proof there is none, for it follows from several constraints at once.
  mutating func addPricedLoads() {
    guard kernel.proof == nil, !isRefuted, !groups.isEmpty else { return }
    let tasks = loadTasks()
    let machines = kernel.machines.begin.count - 1
    guard tasks.contains(where: { $0.choices.count > 1 }), machines > 1,
      tasks.count <= Self.mostTasksWithPrices
    else { return }
    let load = MachinePrices(
      machines: machines,
      tasks: tasks.map { $0.choices.map { ($0.machine, $0.duration) } })
    for prices in load.best() {
      let rate = prices.reduce(0, +)
      let times = tasks.flatMap {
        [lower($0.start), upper($0.start), lower($0.end), upper($0.end)]
      }
      var reach = WholeSum(times.map { abs($0) }.max() ?? 0)
      for task in tasks { reach.add(task.choices.map(\.duration).max() ?? 0) }
      guard reach.fits, WholeSum.fits(reach.value, times: 4 * rate) else { return }
      let load = PricedLoad(
        tasks.map { task in
          PricedLoad.Task(
            start: (task.start.view, task.start.offset), end: (task.end.view, task.end.offset),
            choices: task.choices.map { ($0.presence, prices[$0.machine] * $0.duration) })
        }, rate: rate)
      kernel.add(load, wokenBy: load.wakingViews)
    }
  }

  private typealias LoadTask = (
    start: Term, end: Term, choices: [(presence: Predicate, machine: Int, duration: Int)]
  )

  /// Tasks that are present for sure, and those of which one of several is.
  private func loadTasks() -> [LoadTask] {
    var result: [LoadTask] = []
    var byPresence: [Predicate: Int] = [:]
    for i in 0..<kernel.machines.tasks.count {
      let task = kernel.machines.tasks[i]
      if task.presence.view >= 0 {
        byPresence[task.presence] = byPresence[task.presence] ?? i
        continue
      }
      let start = Term(view: task.view, offset: task.offset)
      result.append(
        (
          start, Term(view: task.view, offset: task.offset + task.duration),
          [(Predicate(-1, 0), Int(task.machine), task.duration)]
        ))
    }
    for group in groups {
      let places = group.compactMap { byPresence[$0] }
      guard !places.isEmpty, places.count == group.count else { continue }
      let tasks = places.map { kernel.machines.tasks[$0] }
      let (view, offset) = (tasks[0].view, tasks[0].offset)
      guard tasks.allSatisfy({ $0.view == view && $0.offset == offset }) else { continue }
      result.append(
        (
          Term(view: view, offset: offset), end(of: tasks),
          tasks.map { ($0.presence, Int($0.machine), $0.duration) }
        ))
    }
    return result
  }

  /// A term that is at least the end of whichever of the tasks is present, which start together.
  ///
  /// It is what follows the tasks, on condition of their presence or not; for want of that, the end of the longest.
  private func end(of tasks: [MachineTask]) -> Term {
    let (view, offset) = (tasks[0].view, tasks[0].offset)
    let longest = tasks.map(\.duration).max() ?? 0
    var best = Term(view: view, offset: offset + longest)
    var slack = longest - (tasks.map(\.duration).min() ?? 0)
    if slack == 0 { return best }
    let arcs = kernel.outgoing[view]
    var distances: [Int32: [Int?]] = [:]
    for i in 0..<arcs.count {
      let arc = arcs[i]
      let condition = kernel.precedences[arc.number].literal
      for (k, task) in tasks.enumerated() where condition.view < 0 || condition == task.presence {
        var known = distances[arc.to] ?? [Int?](repeating: nil, count: tasks.count)
        known[k] = max(known[k] ?? Int.min, arc.distance)
        distances[arc.to] = known
      }
    }
    for (to, known) in distances.sorted(by: { $0.key < $1.key }) {
      let gaps = zip(known, tasks).map { distance, task in
        distance.map { offset + task.duration - $0 }
      }
      guard !gaps.contains(where: { $0 == nil }) else { continue }
      let gap = gaps.compactMap { $0 }.max() ?? 0
      if max(0, gap) < slack {
        slack = max(0, gap)
        best = Term(view: to, offset: gap)
      }
    }
    return best
  }
}
