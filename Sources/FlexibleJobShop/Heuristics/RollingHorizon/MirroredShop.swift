import OptCore

/// An instance with time reversed: every job backwards. Only for makespan without releases, downtimes and setups.
struct MirroredShop {
  let instance: FlexibleJobShopInstance
  let mirrored: FlexibleJobShopInstance

  /// - Throws: `SolveError.unsupported` where the mirrored problem is of another kind.
  init(_ instance: FlexibleJobShopInstance) throws(SolveError) {
    guard instance.objective == .makespan, instance.conditions.isEmpty else {
      throw .unsupported(
        method: "rho", reason: "reverse=true needs a makespan, and no releases, downtimes or setups"
      )
    }
    self.instance = instance
    let jobs = (0..<instance.jobCount).map { j in
      instance.operations(of: j).reversed().map { i in
        instance.alternatives(of: i).map {
          FlexibleJobShopInstance.Alternative(
            machine: instance.machines[$0], duration: instance.durations[$0])
        }
      }
    }
    do {
      mirrored = try FlexibleJobShopInstance(
        name: instance.name, machineCount: instance.machineCount, jobs: jobs)
    } catch {
      throw .internalError("the mirrored instance is refused: \(error)")
    }
  }

  /// The schedule of the instance that one of the mirrored instance stands for, every operation as early as its order allows.
  func schedule(_ schedule: ShopSchedule) -> ShopSchedule {
    let last = schedule.starts.indices.reduce(0) { max($0, schedule.end(of: $1, in: mirrored)) }
    var machines = schedule.machines.map { $0 ?? 0 }
    var starts = schedule.starts
    for j in 0..<instance.jobCount {
      let operations = instance.operations(of: j)
      for i in operations {
        let twin = operations.lowerBound + operations.upperBound - 1 - i
        machines[i] = schedule.machines[twin] ?? 0
        starts[i] = last - schedule.end(of: twin, in: mirrored)
      }
    }
    let plain = ShopSchedule(machines: machines, starts: starts)
    let task = ShopTask(instance)
    guard let plan = task.plan(in: plain),
      let early = task.plan(plan.alternatives, near: starts.map(Double.init))
    else { return plain }
    return task.schedule(early)
  }
}
