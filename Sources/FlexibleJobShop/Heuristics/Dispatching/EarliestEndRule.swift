import OptCore

/// Appends again and again the operation and machine with the earliest end; ties: more work left in the job, then smaller number.
struct EarliestEndRule: SolveMethod {
  let description = MethodDescription("eet", .rule, "earliest end next")

  func obstacle(on instance: FlexibleJobShopInstance) -> String? {
    instance.conditions.setup != nil || !instance.conditions.downtimes.isEmpty
      ? "it knows neither setups nor downtimes" : nil
  }

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    var free =
      instance.conditions.machineRelease ?? Array(repeating: 0, count: instance.machineCount)
    var next = instance.firstOperation.dropLast().map { $0 }
    var ready = [Int](repeating: 0, count: instance.jobCount)
    var machines = [Int](repeating: 0, count: instance.operationCount)
    var starts = machines
    for _ in 0..<instance.operationCount {
      var best = (end: Int.max, start: 0, operation: 0, machine: 0)
      for job in 0..<instance.jobCount where next[job] < instance.firstOperation[job + 1] {
        let i = next[job]
        for a in instance.alternatives(of: i) {
          let machine = instance.machines[a]
          let start = max(ready[job], free[machine], instance.release(of: i))
          let end = start + instance.durations[a]
          if end < best.end { best = (end, start, i, machine) }
        }
      }
      let job = instance.jobOfOperation[best.operation]
      machines[best.operation] = best.machine
      starts[best.operation] = best.start
      free[best.machine] = best.end
      ready[job] = best.end
      next[job] += 1
    }
    try session.offer(ShopSchedule(machines: machines, starts: starts), from: description.id)
    return .completed
  }
}
