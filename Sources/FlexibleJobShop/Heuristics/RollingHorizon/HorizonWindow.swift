/// Builds the task of a window from what is executed.
struct HorizonWindow {
  let state: HorizonState
  let settings: HorizonSettings
  /// Priced durations by alternative; nil = prices are not used.
  let costs: [Double]?

  /// The task of a window.
  ///
  /// - Parameters:
  ///   - operations: those of the window.
  ///   - fixed: those that keep the machine of the previous window.
  func task(_ operations: [Int], keeping fixed: Set<Int>) -> ShopTask {
    let instance = state.instance
    let filter = costs.flatMap { costs in
      settings.priceSlack.map { PriceFilter(instance, costs: costs, slack: $0) }
    }
    let operationOf = operationByAlternative(operations)
    var task = ShopTask(instance, operations: operations) { a in
      let i = operationOf[a] ?? 0
      if fixed.contains(i) { return instance.machines[a] == state.machine[i] }
      // A machine that was good enough for the previous window stays.
      return filter?.passes(i, a) ?? true || instance.machines[a] == state.machine[i]
    }
    for local in 0..<task.count {
      let ready = state.progress.jobReady[task.job(of: local)]
      task.heads[local] = max(task.heads[local], ready)
    }
    addExecuted(to: &task)
    if settings.hasTails, instance.objective == .makespan { addTails(to: &task) }
    return task
  }

  private func operationByAlternative(_ operations: [Int]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for i in operations { for a in state.instance.alternatives(of: i) { result[a] = i } }
    return result
  }

  /// What runs on machines already: the end of the last operation, or each operation with holes between.
  private func addExecuted(to task: inout ShopTask) {
    let (instance, progress) = (state.instance, state.progress)
    let first = task.heads.min() ?? 0
    if !settings.keepsHoles {
      for k in 0..<instance.machineCount {
        task.machineHeads[k] = max(task.machineHeads[k], progress.machineFree[k])
      }
    }
    // Setups need to know the job before; without holes that is the last one.
    if !settings.keepsHoles, instance.conditions.setup == nil { return }
    for i in 0..<instance.operationCount where progress.machines[i] >= 0 {
      let k = progress.machines[i]
      let end = progress.starts[i] + (instance.duration(of: i, on: k) ?? 0)
      let isLast = end == progress.machineFree[k]
      if end >= first || isLast || instance.conditions.setup != nil {
        if settings.keepsHoles || isLast {
          task.blockers.append(
            .init(machine: k, start: progress.starts[i], end: end, job: instance.jobOfOperation[i]))
        }
      }
    }
  }

  /// Work left in the job behind the last operation in the window, by shortest durations.
  private func addTails(to task: inout ShopTask) {
    let instance = state.instance
    for local in 0..<task.count {
      let i = task.operations[local]
      let end = instance.firstOperation[task.job(of: local) + 1]
      if local + 1 < task.count, task.operations[local + 1] == i + 1, i + 1 < end { continue }
      task.tails[local] = (i + 1..<max(i + 1, end)).reduce(0) {
        $0 + instance.shortestDuration(of: $1)
      }
    }
  }
}
